"""Ids of cells, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studywidgets.notebooks.merge.cell import CellDict

_LONGEST = 64


def unique_ids(
    cells: Sequence[CellDict], first: Iterable[int], reserved: Iterable[str]
) -> list[CellDict]:
    """Give a new id to each cell whose id another one has.

    Args:
        cells: The cells.
        first: Places of cells that keep theirs, before any other.
        reserved: Ids that no cell is given anew.

    Returns:
        The cells; those with a new id are copies.
    """
    taken = {*reserved, *(cell["id"] for cell in cells)}
    ids: set[str] = set()
    unique = list(cells)
    for place in dict.fromkeys([*first, *range(len(cells))]):
        name = cells[place]["id"]
        if name in ids:
            name = _free(name, taken)
            unique[place] = {**cells[place], "id": name}
        ids.add(name)
        taken.add(name)
    return unique


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while True:
        ending = f"-{number}"
        candidate = name[: _LONGEST - len(ending)] + ending
        if candidate not in taken:
            return candidate
        number += 1
