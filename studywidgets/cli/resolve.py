"""`studywidgets resolve`: settling conflicts between edits and new content."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from studywidgets.notebooks.resolving import Choice

_FOLDER = Path("lessons")


@click.command()
@click.argument("lesson", type=click.Path(path_type=Path))
@click.argument("cell", required=False)
@click.option("--mine", is_flag=True, help="Keep the text that is in force.")
@click.option("--theirs", is_flag=True, help="Put the other text in its place.")
def resolve(lesson: Path, cell: str | None, *, mine: bool, theirs: bool) -> None:
    """Settle conflicts in a lesson that was edited while its content changed.

    LESSON is the notebook, or the name of one in the folder lessons. CELL is the id of the cell,
    as the build and the notice in the notebook name it (default: every cell with a conflict).
    Only the notebook is read and changed. A conflict can also be settled by hand: delete its
    notice to keep the cell as it is.

    Exit codes: 0, the conflicts are settled, or there was none; 1, the notebook can't be read or
    changed, or the cell has no conflict; 2, wrong usage.

    \b
    Examples:
      studywidgets resolve lessons/mediation.ipynb --mine
      studywidgets resolve mediation mediation--definition --theirs
    """  # noqa: D301 - for click, \b keeps the lines below as they are
    from studywidgets.files import unwritable  # noqa: PLC0415
    from studywidgets.notebooks.reading import KeptError  # noqa: PLC0415 - see the package
    from studywidgets.notebooks.resolving import resolve as settle  # noqa: PLC0415

    if mine == theirs:
        message = "Say which text to keep: --mine or --theirs."
        raise click.UsageError(message)
    choice: Choice = "mine" if mine else "theirs"
    path = _path(lesson)
    try:
        settled = settle(path, cell, choice)
    except (KeptError, OSError) as error:
        reason = unwritable(error) if isinstance(error, OSError) else error
        click.echo(f"{path}: {reason}", err=True)
        sys.exit(1)
    for conflict in settled:
        what = "stays as it is" if choice == "mine" else "has the other text now"
        click.echo(f"{path}: the cell {conflict.cell} {what}.")
    if not settled:
        click.echo(f"{path}: there is no conflict.")


def _path(lesson: Path) -> Path:
    """The notebook that is meant: a path, or a name in the folder of lessons."""
    for folder in (Path(), _FOLDER):
        for candidate in (folder / lesson, folder / f"{lesson}.ipynb"):
            if candidate.is_file():
                return candidate
    message = f"There is no lesson {lesson}, here or in the folder {_FOLDER}."
    raise click.UsageError(message)
