"""Settling the conflicts of a lesson, from its file alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from studywidgets.notebooks.files import replace
from studywidgets.notebooks.merge.cell import origin
from studywidgets.notebooks.merge.ids import unique_ids
from studywidgets.notebooks.merge.notices import read_notice
from studywidgets.notebooks.merge.outputs import renew_outputs
from studywidgets.notebooks.reading import (
    TOO_DEEP,
    KeptError,
    check_writable,
    read_notebook,
    to_bytes,
)

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.notebooks.merge.cell import CellDict
    from studywidgets.notebooks.merge.notices import Conflict

Choice = Literal["mine", "theirs"]


def resolve(lesson: Path, cell: str | None, choice: Choice) -> list[Conflict]:
    """Settle the conflicts of a lesson, or those of one cell.

    Args:
        lesson: The lesson's file.
        cell: The id of the cell, of the built cell that it is, or of the notice below it; None
            for every conflict.
        choice: `"mine"` keeps the text that is in force, `"theirs"` puts the other in its place.

    Returns:
        What was settled.

    Raises:
        KeptError: The file can't be read or changed, the cell has no conflict, or it has two, so
            that "theirs" does not say which; nothing was changed.
        OSError: It can't be written.
    """
    try:
        found = read_notebook(lesson)
        cells = found.notebook["cells"]
        chosen = _chosen(cells, cell)
        if choice == "theirs":
            _check_one_each(chosen)
        for place, conflict in chosen.items():
            cells = _settled(cells, found.notebook["cells"][place], conflict, choice)
        if chosen:
            check_writable(lesson)
            content = to_bytes({**found.notebook, "cells": unique_ids(cells, (), ())})
            replace(lesson, content, found.content)
    except RecursionError as error:
        raise KeptError(TOO_DEEP) from error
    return list(chosen.values())


def _chosen(cells: list[CellDict], name: str | None) -> dict[int, Conflict]:
    """The conflicts to settle, by the place of their notice."""
    conflicts = {
        place: conflict
        for place, cell in enumerate(cells)
        if (conflict := read_notice(cell)) is not None
    }
    if name is None:
        return conflicts
    origins = {cell["id"]: origin(cell) for cell in cells}
    chosen = {
        place: conflict
        for place, conflict in conflicts.items()
        if name in {cells[place]["id"], *conflict.cells, *map(origins.get, conflict.cells)}
    }
    if not chosen:
        known = ", ".join(conflict.cell for conflict in conflicts.values()) or "none"
        message = f"has no conflict in a cell {name!r}; cells with one: {known}"
        raise KeptError(message)
    return chosen


def _check_one_each(chosen: dict[int, Conflict]) -> None:
    cells = [conflict.cell for conflict in chosen.values()]
    twice = next((cell for cell in cells if cells.count(cell) > 1), None)
    if twice is not None:
        message = (
            f"has two other versions of the cell {twice}; name the notice below the one that you "
            "want instead of the cell, or delete the other notice"
        )
        raise KeptError(message)


def _settled(
    cells: list[CellDict], notice: CellDict, conflict: Conflict, choice: Choice
) -> list[CellDict]:
    """The cells without a notice, and for "theirs" with its text in force."""
    if choice == "mine":
        return [cell for cell in cells if cell is not notice]
    there = [cell["id"] for cell in cells if cell["id"] in conflict.cells]
    settled = []
    for cell in cells:
        if cell is notice:
            if not there:
                settled.append(_with_text({**notice, "id": conflict.cell}, conflict, {}))
        elif cell["id"] not in there:
            settled.append(cell)
        elif cell["id"] == there[-1]:
            settled.append(_with_text(cell, conflict, cell["metadata"]))
    return settled


def _with_text(cell: CellDict, conflict: Conflict, metadata: dict[str, Any]) -> CellDict:
    changed = {
        **cell,
        "cell_type": conflict.kind,
        "source": conflict.theirs,
        "metadata": dict(metadata),
    }
    renew_outputs(changed)
    return changed
