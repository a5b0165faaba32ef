"""`studywidgets build`: lessons from content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from studywidgets.cli.conflicts import print_conflicts, print_notes
from studywidgets.cli.options import content_argument


@click.command()
@content_argument
@click.option(
    "-o",
    "--output",
    "lessons",
    type=click.Path(file_okay=False, path_type=Path),
    default="lessons",
    show_default=True,
    metavar="DIR",
    help="Folder of the lessons.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; find out whether the lessons are up to date."
)
def build(content: Path, lessons: Path, *, check: bool) -> None:
    """Build the lesson notebooks from the content files.

    CONTENT is the folder of the content files (default: content). The same content gives the same
    bytes on every machine. A lesson that somebody has edited keeps every edit and takes in what is
    new. Where both changed the same lines of a cell, the edit stays in force, the new text is put
    below it, and studywidgets resolve settles it. A file that is no lesson of this course is left
    as it is. Content with an error leaves all lessons as they are.

    Exit codes: 0, every lesson is up to date; 1, the content has errors, a cell is in conflict, a
    file was left as it is, or with --check a lesson is out of date; 2, wrong usage.

    \b
    Examples:
      studywidgets build
      studywidgets build --check    # in CI
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    sys.exit(not build_lessons(content, lessons, check=check))


def build_lessons(content: Path, lessons: Path, *, check: bool) -> bool:
    """Build, print what happened, and tell whether all is well."""
    from studywidgets.cli.formats import counted  # noqa: PLC0415 - see the package
    from studywidgets.diagnostics import render  # noqa: PLC0415
    from studywidgets.notebooks.build import build as build_notebooks  # noqa: PLC0415
    from studywidgets.processes import processors  # noqa: PLC0415

    try:
        report = build_notebooks(content, lessons, check=check, jobs=processors())
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    if report.diagnostics:
        click.echo(render(report.diagnostics), err=True)
    if any(diagnostic.severity == "error" for diagnostic in report.diagnostics):
        click.echo(f"Nothing built: {counted(report.diagnostics)} in {content}.", err=True)
        return False
    for name in report.refused:
        click.echo(f"{lessons / name}: {report.reasons[name]}", err=True)
    for name, notes in report.notes.items():
        print_notes(lessons / name, notes)
    for name, conflicts in report.conflicts.items():
        print_conflicts(lessons / name, conflicts)
    for name in report.outdated:
        click.echo(f"{lessons / name}: is out of date; run studywidgets build", err=True)
    numbers = {
        "written": len(report.written),
        "removed": len(report.removed),
        "out of date": len(report.outdated),
        "with a conflict": len(report.conflicts),
        "left as they are": len(report.refused),
    }
    told = [f"{number} {what}" for what, number in numbers.items() if number]
    click.echo(f"{lessons}: {', '.join([*told, f'{len(report.unchanged)} up to date'])}.")
    return not (report.refused or report.outdated or report.conflicts)
