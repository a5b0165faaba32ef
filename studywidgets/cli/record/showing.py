"""`studywidgets record show`: what holds now."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

from studywidgets.cli.record.files import open_record, read_files
from studywidgets.cli.record.options import FILE, course_option, folder_option
from studywidgets.cli.record.words import amount, tell, who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.record.entries import Entry

NARROWEST = 72
WIDEST = 120
"""Columns of a table to read; most terminals have 80."""


@click.command()
@click.argument("file", required=False, type=FILE)
@course_option
@folder_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print it: a table to read, or a JSON list for other programs.",
)
def show(file: Path | None, course: str | None, folder: Path | None, form: str) -> None:
    """Show what holds now, an item a row: its text, rating and date.

    Without FILE it is the record on this computer; with FILE that of a file of work or of a page
    to hand in. When two devices wrote at once there are two versions of a text, and the table
    shows the later one.

    The JSON is a list of objects, an item each: "item" and "term" are ids; "text" is the answer
    or draft and "rating" is "again" or "good", both null where there is none; "at" is when the
    last of it was done, in UTC; "slots" has the entries that hold in each slot, as they stand in
    a file of work (docs/work-file.md): more than one when devices wrote at once.

    Exit codes: 0, shown; 1, the file was refused, or part of the record could not be read (the
    rest is shown); 2, wrong usage.

    \b
    Examples:
      studywidgets record show
      studywidgets record show handed-in.html --format json
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.cli.record.table import as_objects, as_table  # noqa: PLC0415 - see cli

    entries: Sequence[Entry]
    by = ""
    if file is None:
        opened = open_record(folder, course)
        course, entries, complete = opened.course, opened.entries, opened.complete
    else:
        work = read_files([file], course=course, mine=True)[file]
        course, entries, complete = work.course, work.entries, True
        if work.hand_in is not None:
            by = f", handed in by {who(work.hand_in)}"
    if form == "json":
        click.echo(json.dumps(as_objects(entries), indent=2))
    else:
        tell(f"{course}{by}: {amount(entries, datetime.now(timezone.utc))}\n")
        width = min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)
        for line in as_table(entries, width):
            tell(line)
    sys.exit(not complete)
