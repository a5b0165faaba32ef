"""`studywidgets record merge`: several files of one person into one."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import click

from studywidgets.cli.record.files import read_files, save
from studywidgets.cli.record.options import files_argument, force_option, mine_option
from studywidgets.cli.record.words import amount, plain, tell


@click.command()
@files_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write.",
)
@mine_option
@force_option
def merge(
    files: tuple[Path, ...],
    output: Path,
    mine: bool,  # noqa: FBT001 - click passes it by name
    force: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Join files of work of one person and one course into one file.

    FILES are files that "Download my work" or this program made; pages that were handed in are
    taken only with --mine. The files and the record on this computer stay as they are.

    Exit codes: 0, written; 1, a file was refused, or the files are of different courses, and
    nothing was written; 2, wrong usage.

    \b
    Example:
      studywidgets record merge laptop.json library.json -o both.json
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.record.union import union  # noqa: PLC0415 - see cli

    works = read_files(files, course=None, mine=mine)
    courses = sorted({work.course for work in works.values()})
    if len(courses) > 1:
        message = (
            f"These files are of different courses: {', '.join(courses)}. Merge those of one "
            "course at a time. Nothing was changed."
        )
        raise click.ClickException(message)
    entries = union(*(work.entries for work in works.values()))
    title = next((work.title for work in works.values() if work.title), courses[0])
    now = datetime.now(timezone.utc)
    save(output, entries, course=courses[0], title=title, made=now, force=force)
    tell(f"{plain(str(output))}: {amount(entries, now)}.")
