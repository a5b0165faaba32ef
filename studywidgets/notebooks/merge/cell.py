"""What the merge asks of a cell: a plain dict in nbformat's words, its source one string."""

from __future__ import annotations

from typing import Any, TypeAlias

from studywidgets.diagnostics import quoted

CellDict: TypeAlias = "dict[str, Any]"
"""A cell as nbformat 4.5 has it on disk, except that its source is one string.

A cell of the base has no outputs.
"""


def text(cell: CellDict) -> str:
    """A cell's source with the line ends of Unix; that of another system is no edit."""
    source: str = cell["source"]
    return source.replace("\r\n", "\n")


def note(cell: CellDict) -> dict[str, Any]:
    """What studywidgets noted in a cell's metadata; empty for a cell of somebody's own."""
    noted = cell["metadata"].get("studywidgets")
    return noted if isinstance(noted, dict) else {}


def origin(cell: CellDict) -> str | None:
    """The id of the built cell that a cell is, or was copied from."""
    noted = note(cell).get("origin")
    return noted if isinstance(noted, str) else None


def label(cell: CellDict) -> str:
    """A cell's first line, quoted, by which people know it."""
    # What could steer a terminal is left out.
    lines = ("".join(filter(str.isprintable, line)) for line in cell["source"].splitlines())
    return quoted(next((line for line in lines if line.strip()), "an empty cell"))
