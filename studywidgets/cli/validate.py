"""`studywidgets validate`: every problem of the content."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from studywidgets.cli.options import content_argument, lessons_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@content_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print the problems: lines to read, a JSON list for other programs, or "
    "annotations for a GitHub workflow.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Type into the files what has one safe answer, such as ids that are missing.",
)
@lessons_option
def validate(content: Path, lessons: Path, form: str, *, fix: bool) -> None:
    """Print every problem of the content files, with its file, line and a hint.

    CONTENT is the folder of the content files (default: content). Nothing is written, unless with
    --fix: then ids that got lost come back from the last build, where the lessons of that build
    are there. What each rule finds is described in docs/rules.md, and how a file allows a false
    alarm in docs/validate.md.

    Exit codes: 0, no errors (there may be warnings); 1, errors, or a file that could not be fixed;
    2, wrong usage, such as a folder that does not exist.

    \b
    Examples:
      studywidgets validate
      studywidgets validate --fix
      studywidgets validate --format github    # in a workflow
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.cli.formats import (  # noqa: PLC0415 - see the package
        as_github,
        as_json,
        as_text,
    )
    from studywidgets.notebooks.last_build import LastBuild  # noqa: PLC0415
    from studywidgets.processes import processors  # noqa: PLC0415
    from studywidgets.reader import read_content  # noqa: PLC0415
    from studywidgets.reader.fixing import FixReport, fix_content  # noqa: PLC0415

    last_build = LastBuild(lessons)
    try:
        if fix:
            report = fix_content(content, last_build)
        else:
            report = FixReport(left=read_content(content, last_build, jobs=processors())[1])
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    forms = {"text": as_text, "json": as_json, "github": as_github}
    click.echo(forms[form](report.fixed, report.left, content))
    for file, reason in report.refused.items():
        click.echo(f"{file}: {reason}", err=True)
    severe = any(diagnostic.severity == "error" for diagnostic in report.left)
    sys.exit(severe or bool(report.refused))
