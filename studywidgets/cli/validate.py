"""`studywidgets validate`: every problem of the content."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from studywidgets.cli.options import content_argument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic


@click.command()
@content_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the problems: lines to read, or a JSON list for other programs.",
)
def validate(content: Path, form: str) -> None:
    """Print every problem of the content files, with its file, line and a hint.

    CONTENT is the folder of the content files (default: content). Nothing is written.

    Exit codes: 0, no errors (there may be warnings); 1, errors; 2, wrong usage, such as a folder
    that does not exist.

    \b
    Example:
      studywidgets validate --format json
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.diagnostics import render  # noqa: PLC0415 - see the package
    from studywidgets.reader import read_content  # noqa: PLC0415

    try:
        _, diagnostics = read_content(content)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    if form == "json":
        click.echo(json.dumps([_record(diagnostic) for diagnostic in diagnostics], indent=2))
    else:
        if diagnostics:
            click.echo(render(diagnostics))
        click.echo(counted(diagnostics))
    sys.exit(any(diagnostic.severity == "error" for diagnostic in diagnostics))


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    return f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _record(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
