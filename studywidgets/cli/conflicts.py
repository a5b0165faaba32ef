"""Telling what a merge could not do by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from studywidgets.cli.typing_in import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studywidgets.notebooks.merge.notices import Conflict

_WHAT = {
    "content": "was edited, and the content has changed the same place; the edit is in force, and "
    "the new text stands below it",
    "lesson": "was edited in an executed copy and in the lesson; the copy's text is in force, and "
    "the lesson's stands below it",
}


def print_conflicts(lesson: Path, conflicts: Iterable[Conflict]) -> None:
    """Print what is in conflict in a lesson, and what to type to settle it."""
    for conflict in conflicts:
        command = f"studywidgets resolve {as_typed(lesson)} {conflict.cell}"
        click.echo(
            f"{lesson}: the cell {conflict.cell} {_WHAT[conflict.side]}.\n"
            f"  hint: {command} --mine keeps the edit, {command} --theirs takes the other text.",
            err=True,
        )


def print_notes(lesson: Path, notes: Iterable[str]) -> None:
    """Print what became of edited cells that others have changed or removed."""
    for note in notes:
        click.echo(f"{lesson}: {note}.", err=True)
