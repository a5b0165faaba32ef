"""A lesson whose term has got another id: its cells, as if the term had had that id before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studywidgets.identifiers import cell_id
from studywidgets.notebooks.merge.cell import note, origin
from studywidgets.notebooks.merge.notices import notice, read_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.notebooks.merge.cell import CellDict


@dataclass(frozen=True, slots=True)
class Renaming:
    """A term's new id.

    Only what a build wrote is renamed: ids of cells, and the argument `id` of the widgets' calls.

    Attributes:
        former: The id that the term had.
        term: The id that it has.
    """

    former: str
    term: str

    def cells(self, cells: Sequence[CellDict]) -> list[CellDict]:
        """Cells as they were built, or as they are on disk, under the new id."""
        return [self._cell(cell) for cell in cells]

    def _cell(self, cell: CellDict) -> CellDict:
        conflict = read_notice(cell)
        if conflict is not None:
            base = tuple(
                (self._id(name), said if said is None else self._call(said))
                for name, said in conflict.base
            )
            theirs = self._call(conflict.theirs)
            cells = tuple(map(self._id, conflict.cells))
            return notice(replace(conflict, cells=cells, theirs=theirs, base=base))
        renamed = {**cell, "id": self._id(cell["id"])}
        if cell["cell_type"] == "code":
            renamed["source"] = self._call(cell["source"])
        built = origin(cell)
        if built is not None:
            noted = {**note(cell), "origin": self._id(built)}
            renamed["metadata"] = {**cell["metadata"], "studywidgets": noted}
        return renamed

    def _id(self, name: str) -> str:
        """The id of a cell; one of somebody's own stays as it is.

        One that was cut to the length that ids may have can't be told, and is matched by its words.
        """
        rest = name.removeprefix(self.former)
        is_built = rest != name and rest.startswith(("_", "--"))
        return cell_id(self.term + rest) if is_built else name

    def _call(self, source: str) -> str:
        """The source of a widget's call."""
        written = rf'^(    id="){re.escape(self.former)}(?=[/"])'
        return re.sub(written, rf"\g<1>{self.term}", source, flags=re.MULTILINE)
