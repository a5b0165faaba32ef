"""The cells of a notebook merged three ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studywidgets.notebooks.cells import cell_metadata
from studywidgets.notebooks.merge.cell import label, note, origin, text
from studywidgets.notebooks.merge.combine import combine, is_untouched
from studywidgets.notebooks.merge.ids import unique_ids
from studywidgets.notebooks.merge.match import match
from studywidgets.notebooks.merge.notices import Conflict, notice, without_notices
from studywidgets.notebooks.merge.order import Ranked, arrange
from studywidgets.notebooks.merge.outputs import renew_outputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.notebooks.merge.cell import CellDict
    from studywidgets.notebooks.merge.match import Group
    from studywidgets.notebooks.merge.notices import Side


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        cells: The merged cells, with a notice of each conflict.
        conflicts: What could not be combined.
        notes: What else people should know, a sentence each.
    """

    cells: list[CellDict]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]


def merge_cells(
    base: Sequence[CellDict],
    mine: Sequence[CellDict],
    theirs: Sequence[CellDict],
    side: Side,
    standing: Sequence[Conflict] = (),
) -> Merged:
    """Merge what somebody made of some cells with what has become of these elsewhere.

    Nothing of `mine` is lost, whatever was edited, moved, added, copied, split or joined, and
    nothing new of `theirs`, except in cells that `mine` has deleted. Notices among the cells of
    any side are passed over.

    Args:
        base: The cells that both sides come from; their ids are unique.
        mine: The cells that somebody edited: their order, their deletions and, in a conflict,
            their texts hold.
        theirs: The cells with what is new; their ids are unique.
        side: Where `theirs` comes from.
        standing: Conflicts of earlier merges that nobody has settled. One with the content is
            judged anew when the content is merged again, from the base that it had; any other
            stays.
    """
    again = [conflict for conflict in standing if conflict.side == side == "content"]
    carried = [conflict for conflict in standing if conflict not in again]
    return _Merge(base, mine, theirs, side, again).result(carried)


class _Merge:
    """A merge under way."""

    def __init__(
        self,
        base: Sequence[CellDict],
        mine: Sequence[CellDict],
        theirs: Sequence[CellDict],
        side: Side,
        pending: Sequence[Conflict],
    ) -> None:
        self._side = side
        self._theirs = without_notices(theirs)
        self._places = {cell["id"]: place for place, cell in enumerate(self._theirs)}
        on_disk = without_notices(mine)
        known = _before(without_notices(base), pending)
        self._known = len(known)
        # What is on disk and upstream but not in the base is new on both sides.
        there = {cell["id"] for cell in on_disk}.union(map(origin, on_disk))
        there -= {cell["id"] for cell in known}
        added = [{**cell, "source": ""} for cell in self._theirs if cell["id"] in there]
        self._base = [*known, *added]
        self._unclear = {cell["id"] for cell in added}
        self._unclear |= {name for one in pending for name, said in one.base if said is None}
        known_groups = [([name for name, _ in one.base], one.cells) for one in pending]
        self._groups = match(self._base, on_disk, known_groups)
        self._mine = unique_ids(on_disk, self._matched_by_id(on_disk), self._all_ids())
        self._on_disk = on_disk
        self._kept: dict[int, tuple[Ranked, CellDict]] = {}
        self._passed: set[int] = set()
        self._conflicts: list[Conflict] = []
        self._notes: list[str] = []

    def result(self, carried: Sequence[Conflict]) -> Merged:
        """Merge every group, and put the cells in order."""
        for group in self._groups:
            if not group.mine:
                self._delete(group)
            elif not group.base:
                self._keep(group.mine, [renewed(self._mine[group.mine[0]])])
            else:
                self._merge(group)
        added = [place for place in range(len(self._theirs)) if place not in self._passed]
        ranked = [self._kept[number][0] for number in sorted(self._kept)]
        cells = [
            self._kept[at][1] if whose == "mine" else self._theirs[at]
            for whose, at in arrange(ranked, added)
        ]
        if cells != self._on_disk:
            cells = self._with_origins(cells)
        said = {cell["id"]: text(cell) for cell in cells}
        still = [one for one in carried if said.get(one.cell) != one.theirs]
        places = {cell["id"]: place for place, cell in enumerate(cells)}
        fresh = [
            replace(conflict, cells=tuple(sorted(conflict.cells, key=places.__getitem__)))
            for conflict in self._conflicts
        ]
        fresh.sort(key=lambda conflict: places[conflict.cell])
        conflicts = (*fresh, *still)
        return Merged(_with_notices(cells, conflicts), conflicts, tuple(self._notes))

    def _matched_by_id(self, on_disk: Sequence[CellDict]) -> list[int]:
        ids = [{self._base[number]["id"] for number in group.base} for group in self._groups]
        return [
            number
            for group, names in zip(self._groups, ids, strict=True)
            for number in group.mine
            if on_disk[number]["id"] in names
        ]

    def _all_ids(self) -> set[str]:
        return {cell["id"] for cell in (*self._base, *self._theirs)}

    def _upstream(self, base: Sequence[int]) -> list[int]:
        """The places upstream of some cells of the base that are still there."""
        names = (self._base[number]["id"] for number in base)
        return [self._places[name] for name in names if name in self._places]

    def _delete(self, group: Group) -> None:
        """Leave out a cell that was deleted on disk."""
        (number,) = group.base
        if number >= self._known:
            return
        places = self._upstream(group.base)
        self._passed.update(places)
        was = self._base[number]
        if any(text(self._theirs[place]) != text(was) for place in places):
            self._notes.append(
                f"{label(was)} was deleted here and has changed in the {self._side}; "
                "it stays deleted"
            )

    def _merge(self, group: Group) -> None:
        base = [self._base[number] for number in group.base]
        mine = [self._mine[number] for number in group.mine]
        places = self._upstream(group.base)
        theirs = [self._theirs[place] for place in places]
        self._passed.update(places)
        if not theirs:
            if not is_untouched(base, mine):
                self._keep(group.mine, list(map(renewed, mine)))
                self._notes.append(
                    f"{label(mine[0])} is no longer in the {self._side}, but was edited here; "
                    "it stays, so delete it if it is not wanted"
                )
            return
        combined = combine(base, mine, theirs)
        first = min(number for number in group.base if self._base[number]["id"] in self._places)
        was = first if first < self._known else None
        self._keep(group.mine, combined.cells, was, self._places[self._base[first]["id"]])
        if combined.is_conflict:
            self._conflicts.append(
                Conflict(
                    cells=tuple(cell["id"] for cell in combined.cells),
                    theirs="\n\n".join(map(text, theirs)),
                    kind=theirs[0]["cell_type"],
                    side=self._side,
                    base=tuple((cell["id"], self._told(cell)) for cell in base),
                )
            )

    def _told(self, base: CellDict) -> str | None:
        return None if base["id"] in self._unclear else str(base["source"])

    def _keep(
        self,
        numbers: Sequence[int],
        cells: Sequence[CellDict],
        was: int | None = None,
        now: int | None = None,
    ) -> None:
        for number, cell in zip(numbers, cells, strict=True):
            self._kept[number] = Ranked(number, was, now), cell

    def _with_origins(self, cells: Sequence[CellDict]) -> list[CellDict]:
        """Note again which built cell a cell is, where only its words told that."""
        pairs = (
            (self._mine[group.mine[0]]["id"], self._base[group.base[0]])
            for group in self._groups
            if len(group.base) == len(group.mine) == 1
        )
        lost = {name: built for name, built in pairs if built["id"] in self._places}
        return [
            with_origin(cell, origin(lost[cell["id"]])) if cell["id"] in lost else cell
            for cell in cells
        ]


def _before(base: Sequence[CellDict], pending: Sequence[Conflict]) -> list[CellDict]:
    """The base with the texts that it had before conflicts that are not settled."""
    cells = {cell["id"]: cell for cell in base}
    for conflict in pending:
        at = 0
        for name, said in conflict.base:
            if name not in cells:
                # Upstream has removed it since, and somebody has joined its text to another's.
                metadata = cell_metadata(conflict.kind, name)
                gone = {"id": name, "cell_type": conflict.kind, "metadata": metadata}
                cells = dict([*list(cells.items())[:at], (name, gone), *list(cells.items())[at:]])
            cells[name] = {**cells[name], "source": said or ""}
            at = list(cells).index(name) + 1
    return list(cells.values())


def renewed(cell: CellDict) -> CellDict:
    """A cell of the instructor's own, or a copy of one of ours, whose outputs follow its text."""
    if origin(cell) is None:
        return cell
    copy = {**cell, "metadata": dict(cell["metadata"])}
    renew_outputs(copy)
    return copy


def with_origin(cell: CellDict, name: str | None) -> CellDict:
    """A cell that has the origin of the built cell that it is, if that one has any."""
    if name is None or origin(cell) is not None:
        return cell
    noted = {**note(cell), "origin": name}
    return {**cell, "metadata": {**cell["metadata"], "studywidgets": noted}}


def _with_notices(cells: Sequence[CellDict], conflicts: Sequence[Conflict]) -> list[CellDict]:
    """Put each notice behind the last cell of its conflict, or at the end if that is gone."""
    names = {cell["id"] for cell in cells}
    behind: dict[str | None, list[CellDict]] = {}
    for conflict in conflicts:
        last = next((name for name in reversed(conflict.cells) if name in names), None)
        behind.setdefault(last, []).append(notice(conflict))
    shown = [each for cell in cells for each in (cell, *behind.get(cell["id"], ()))]
    return unique_ids([*shown, *behind.get(None, ())], range(0), names)
