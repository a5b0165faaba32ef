"""Notices of conflicts: Markdown cells that show the other text and say how to settle it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from studywidgets.notebooks.merge.cell import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.notebooks.merge.cell import CellDict

Side = Literal["content", "lesson"]
"""Where the other text comes from: the content that was built, or the lesson beside a copy."""

TAG = "studywidgets-conflict"
_ID_LENGTH = 64
_SUFFIX = {"content": "_conflict", "lesson": "_conflict-lesson"}
_LANGUAGE = {"code": "python", "markdown": "markdown", "raw": ""}
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WHAT = {
    "content": (
        "**Two versions of the cell above.** It was edited in this notebook, and the content that "
        "the lesson is built from changed the same place. The cell above holds what was edited "
        "here, and that is in force. The new version is:"
    ),
    "lesson": (
        "**Two versions of the cell above.** It was edited in an executed copy, and the same place "
        "was changed in the lesson meanwhile. The cell above holds what was edited in the copy, "
        "and that is in force. The lesson had:"
    ),
}
_HOW = """\
- To keep the cell above as it is, delete this cell, or run `{command} --mine`
- To have the version shown here instead, run `{command} --theirs`
- To have something of both, edit the cell above, and then delete this cell."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts of one cell that could not be combined.

    Attributes:
        cells: Ids of the cells whose text is in force, in the order of the notebook. It is one,
            unless the cell was split.
        theirs: The other text.
        kind: The other text's cell type.
        side: Where the other text comes from.
        base: What both come from: for each cell as it was built its id and its text, or None for
            a text that is not known.
    """

    cells: tuple[str, ...]
    theirs: str
    kind: str
    side: Side
    base: tuple[tuple[str, str | None], ...]

    @property
    def cell(self) -> str:
        """The id by which the conflict is named."""
        return self.cells[-1]


def notice(conflict: Conflict) -> CellDict:
    """The cell that tells of a conflict."""
    source = _source(conflict)
    noted = {
        "cells": list(conflict.cells),
        "theirs": conflict.theirs,
        "type": conflict.kind,
        "side": conflict.side,
        "base": [list(each) for each in conflict.base],
        "shown": _digest(source),
    }
    return {
        "cell_type": "markdown",
        "id": _id(conflict.cell, _SUFFIX[conflict.side]),
        # JupyterLab lets nobody write into it, so that nothing is written there and lost.
        "metadata": {"editable": False, "studywidgets": {"conflict": noted}, "tags": [TAG]},
        "source": source,
    }


def read_notice(cell: CellDict) -> Conflict | None:
    """The conflict that a cell tells of, or None for any other cell.

    A notice into which somebody has written is a cell of their own.
    """
    noted = note(cell).get("conflict")
    if not isinstance(noted, dict) or cell["cell_type"] != "markdown":
        return None
    cells: Any = noted.get("cells")
    base: Any = noted.get("base")
    side: Any = noted.get("side")
    sound = (
        isinstance(cells, list)
        and bool(cells)
        and all(isinstance(each, str) and _CELL_ID.fullmatch(each) for each in cells)
        and isinstance(base, list)
        and all(map(_is_text_of_a_cell, base))
        and isinstance(side, str)
        and side in _WHAT
        and isinstance(noted.get("theirs"), str)
        and noted.get("type") in tuple(_LANGUAGE)
        and noted.get("shown") == _digest(cell["source"])
    )
    if not sound:
        return None
    return Conflict(
        tuple(cells),
        noted["theirs"],
        noted["type"],
        side,
        tuple((name, said) for name, said in base),
    )


def _is_text_of_a_cell(noted: object) -> bool:
    match noted:
        case [str(), str() | None]:
            return True
    return False


def conflicts_in(cells: Sequence[CellDict]) -> list[Conflict]:
    """The conflicts that cells tell of, in order."""
    return [conflict for cell in cells if (conflict := read_notice(cell)) is not None]


def without_notices(cells: Sequence[CellDict]) -> list[CellDict]:
    """The cells that are no notices."""
    return [cell for cell in cells if read_notice(cell) is None]


def _source(conflict: Conflict) -> str:
    # Longer than any in the text, so that nothing in the text can end it.
    longest = max((len(run) for run in re.findall("`+", conflict.theirs)), default=0)
    fence = "`" * max(3, longest + 1)
    block = f"{fence}{_LANGUAGE[conflict.kind]}\n{conflict.theirs}\n{fence}"
    command = f"studywidgets resolve LESSON {conflict.cell}"
    return f"{_WHAT[conflict.side]}\n\n{block}\n\n{_HOW.format(command=command)}"


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:16]


def _id(cell: str, suffix: str) -> str:
    if len(cell) + len(suffix) <= _ID_LENGTH:
        return cell + suffix
    digest = hashlib.sha256(cell.encode()).hexdigest()[:12]
    return f"{cell[: _ID_LENGTH - len(suffix) - len(digest) - 1]}-{digest}{suffix}"
