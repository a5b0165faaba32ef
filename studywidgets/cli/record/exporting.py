"""`studywidgets record export`: the record on this computer as a file to carry."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

import click

from studywidgets.cli.record.files import open_record, save
from studywidgets.cli.record.options import course_option, folder_option, force_option
from studywidgets.cli.record.words import amount, plain, tell


@click.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@course_option
@folder_option
@force_option
def export_file(
    file: Path | None,
    course: str | None,
    folder: Path | None,
    force: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Write the record on this computer into a file that lessons load, from "My work".

    FILE is by default NAMESPACE-DATE.json in the working folder. A file that is there
    already is left as it is.

    Exit codes: 0, written; 1, nothing was written, or part of the record could not be read (the
    rest is in the file); 2, wrong usage.

    \b
    Example:
      studywidgets record export my-work.json
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    opened = open_record(folder, course)
    now = datetime.now(timezone.utc)
    path = file or Path(f"{opened.course}-{now:%Y-%m-%d}.json")
    # The record on disk does not know its course's title.
    save(path, opened.entries, course=opened.course, title=opened.course, made=now, force=force)
    tell(f"{plain(str(path))}: {amount(opened.entries, now)}.")
    sys.exit(not opened.complete)
