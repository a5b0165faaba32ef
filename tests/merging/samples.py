"""Cells and notebooks for tests of the merge."""

from __future__ import annotations

from typing import Any

from studywidgets.notebooks.merge.cell import origin

Cell = dict[str, Any]


def built(name: str, source: str, kind: str = "markdown", **more: Any) -> Cell:
    """A cell as it was built: it knows its origin."""
    return own(name, source, kind, metadata={"studywidgets": {"origin": name}}, **more)


def own(name: str, source: str, kind: str = "markdown", **more: Any) -> Cell:
    """A cell of the instructor's own."""
    cell: Cell = {"id": name, "cell_type": kind, "source": source, "metadata": {}}
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell | more


def pasted(cell: Cell, name: str, source: str | None = None) -> Cell:
    """A copy of a cell, as JupyterLab makes it: another id, the same metadata."""
    said = cell["source"] if source is None else source
    return cell | {"id": name, "source": said, "metadata": dict(cell["metadata"])}


def brief(cells: list[Cell]) -> list[tuple[str, str]]:
    """Ids and sources."""
    return [(cell["id"], cell["source"]) for cell in cells]


def origins(cells: list[Cell]) -> list[str | None]:
    """The origin of each cell."""
    return list(map(origin, cells))
