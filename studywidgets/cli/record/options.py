"""Arguments and options that several commands of the record share."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

files_argument = click.argument("files", nargs=-1, required=True, metavar="FILES...", type=FILE)

course_option = click.option(
    "--course",
    metavar="NAMESPACE",
    help="The course's namespace, which its course.md has.  [default: the only course there is]",
)

folder_option = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the records.  [default: $STUDYWIDGETS_RECORD, else the user's data folder]",
)

mine_option = click.option(
    "--mine", is_flag=True, help="Take pages that were handed in too: they are your own work."
)

force_option = click.option(
    "--force", is_flag=True, help="Replace the file if it is there already."
)
