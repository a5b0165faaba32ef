"""`studywidgets record import`: files of work into the record on this computer."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

from studywidgets.cli.record.files import explained, open_folder, read_files
from studywidgets.cli.record.options import (
    course_option,
    files_argument,
    folder_option,
    mine_option,
)
from studywidgets.cli.record.words import amount, counted, plain, printable, tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studywidgets.cli.record.files import Opened
    from studywidgets.record.entries import Entry
    from studywidgets.record.work_file import Work


@click.command("import")
@files_argument
@course_option
@folder_option
@mine_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask; for scripts.")
def import_files(
    files: tuple[Path, ...],
    course: str | None,
    folder: Path | None,
    mine: bool,  # noqa: FBT001 - click passes it by name
    yes: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Add files of work to the record on this computer, after saying what they hold.

    FILES are files that "Download my work" or this program made. Each goes to the record of its
    own course; with --course no other course is taken. Pages that were handed in are taken only
    with --mine. Nothing is overwritten, and a file that is imported again adds nothing.

    Exit codes: 0, added, or there was nothing to add, or you said no; 1, a file was refused and
    nothing was changed, or the record could not be written; 2, wrong usage.

    \b
    Examples:
      studywidgets record import my-work.json
      studywidgets record import *.json --course social-studies-education --yes
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    works = read_files(files, course=course, mine=mine)
    records = {name: open_folder(folder, name) for name in {one.course for one in works.values()}}
    chosen = _ask(works, records, yes=yes)
    for name, new in sorted(chosen.items()):
        with explained(records[name].stored.path, "written"):
            records[name].stored.add(new)
            records[name].stored.close()
        tell(f"Added {counted(len(new), 'new entry', 'new entries')} to {_record_of(name)}.")
    if not chosen:
        tell("Nothing was added.")


def _ask(
    works: Mapping[Path, Work], records: Mapping[str, Opened], *, yes: bool
) -> dict[str, list[Entry]]:
    """Ask for each file that would add something; returns what to add, by course."""
    from studywidgets.record.union import new_entries, union  # noqa: PLC0415 - see cli

    now = datetime.now(timezone.utc)
    chosen: dict[str, list[Entry]] = {}
    for path, work in works.items():
        course = work.course
        known = union(records[course].entries, chosen.get(course, ()))
        new = new_entries(known, work.entries)
        said = f"{plain(str(path))}: This file has {amount(work.entries, now)}."
        if not new:
            tell(f"{said} All of it is in {_record_of(course)} already.")
        elif yes or _agreed(f"{said} Add them to {_record_of(course)}?"):
            chosen[course] = [*chosen.get(course, ()), *new]
    return chosen


def _agreed(question: str) -> bool:
    try:
        return click.confirm(printable(question))
    except click.Abort as error:
        message = "Nothing was added. Where nobody can answer, add --yes."
        raise click.ClickException(message) from error


def _record_of(course: str) -> str:
    return f"the record of {course} on this computer"
