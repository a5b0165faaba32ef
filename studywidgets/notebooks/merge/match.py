"""Which cells on disk hold what was built: by id, by origin, and then by what they say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from studywidgets.notebooks.merge.cell import origin, text
from studywidgets.notebooks.merge.lines import reads_on

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from studywidgets.notebooks.merge.cell import CellDict

    _Key = Callable[[CellDict], object]

_HALF = 0.5
_ALIKE = 0.6
"""How much of their words two cells share, of 1, that are taken to be one cell."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that belong together, as indices.

    Mostly it is one of each side. A cell that was split has several in `mine`, cells that were
    joined several in `base`. With `mine` empty the cell was deleted, with `base` empty it is
    somebody's own, or their copy of another.

    Attributes:
        base: In the order in which their texts stand on disk, as far as that can be told.
        mine: In the order of `base`.
    """

    base: tuple[int, ...]
    mine: tuple[int, ...]


def match(
    base: Sequence[CellDict],
    mine: Sequence[CellDict],
    known: Iterable[tuple[Collection[str], Collection[str]]] = (),
) -> list[Group]:
    """Find for each cell of the base where its text is on disk.

    A second cell of one origin is a copy, unless it has a part that the first lacks: then somebody
    split the cell. A cell of the base that no other stands for may be in one that was joined.

    Args:
        base: The cells as they were built.
        mine: The cells on disk.
        known: Groups that an earlier match has found, as ids of both in order.
    """
    return _Matching(base, mine).groups(known)


class _Matching:
    """What is known so far: `main` has for a cell of the base the one that stands for it."""

    def __init__(self, base: Sequence[CellDict], mine: Sequence[CellDict]) -> None:
        self._base = base
        self._mine = mine
        self._main: dict[int, int] = {}
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._free = set(range(len(mine)))
        self._orders: list[list[int]] = []

    def groups(self, known: Iterable[tuple[Collection[str], Collection[str]]]) -> list[Group]:
        for names, holders in known:
            self._hold_all(names, holders)
        origins = {origin(cell) for cell in self._base} - {None}
        self._match_by(_id_and_origin, _id_and_origin)
        # An id may have come to stand at another cell, whose origin then says something else.
        self._match_by(_id, lambda cell: None if origin(cell) in origins else _id(cell))
        for key in (origin, _wording, _id):
            self._match_by(key, key)
        if self._missing():
            self._find_joined(self._base_lines, self._mine_lines, _HALF)
            self._find_joined(_all_words(self._base), self._words_of_holders(), _ALIKE)
            self._match_alike()
        self._find_parts()
        return self._components()

    def _hold_all(self, names: Collection[str], holders: Collection[str]) -> None:
        """Match cells that are known to belong together, if all are still there once."""
        places = {cell["id"]: number for number, cell in enumerate(self._base)}
        wanted = [places[name] for name in names if name in places]
        found = [number for number, cell in enumerate(self._mine) if cell["id"] in holders]
        if self._free.issuperset(found) and len(found) == len(holders):
            for number in wanted:
                for other in found:
                    self._hold(number, other)
            self._orders.append(wanted)

    @cached_property
    def _base_lines(self) -> list[Counter[str]]:
        return list(map(_lines, self._base))

    @cached_property
    def _mine_lines(self) -> list[Counter[str]]:
        return list(map(_lines, self._mine))

    def _words_of_holders(self) -> list[Counter[str]]:
        """The words of each cell on disk that stands for another.

        They tell what was joined to it where its lines don't, since it was split within one.
        """
        words = _all_words(self._mine)
        return [Counter() if number in self._free else each for number, each in enumerate(words)]

    def _missing(self) -> list[int]:
        return [number for number in range(len(self._base)) if not self._holders[number]]

    def _match_by(self, of_base: _Key, of_mine: _Key) -> None:
        """Match cells of the base that are still missing with free cells of the same key."""
        missing = self._missing()
        if not missing:
            return
        candidates: defaultdict[object, list[int]] = defaultdict(list)
        for number in sorted(self._free):
            candidates[of_mine(self._mine[number])].append(number)
        for number in missing:
            key = of_base(self._base[number])
            same = candidates[key] if key is not None else []
            if same:
                best = self._closest(number, same)
                same.remove(best)
                self._hold(number, best)

    def _closest(self, number: int, others: Sequence[int]) -> int:
        if len(others) == 1:
            return others[0]
        was = self._base[number]
        words = _words(text(was))

        def closeness(other: int) -> tuple[bool, bool, float]:
            now = self._mine[other]
            likeness = _likeness(words, _words(text(now)))
            return text(was) == text(now), origin(was) == origin(now), likeness

        return max(others, key=closeness)

    def _hold(self, base: int, mine: int) -> None:
        self._main.setdefault(base, mine)
        self._holders[base].append(mine)
        self._free.discard(mine)

    def _find_joined(
        self, built: Sequence[Counter[str]], there: Sequence[Counter[str]], enough: float
    ) -> None:
        """Find missing cells in others that have more than they were built with.

        Args:
            built: The lines of each cell of the base, or its words.
            there: Those of each cell on disk.
            enough: The share of a missing cell's, of 1, that has to be there.
        """
        gained = list(there)
        for number, others in self._holders.items():
            for other in others:
                gained[other] = gained[other] - built[number]
        common = Counter(one for each in built for one in set(each))
        for number in self._missing():
            # What several cells have, such as an import, does not tell them apart.
            telling = Counter({k: n for k, n in built[number].items() if common[k] == 1})
            telling = telling or built[number]
            shares = [_weight(telling & each) / (_weight(telling) or 1) for each in gained]
            best = max(range(len(shares)), key=shares.__getitem__, default=None)
            if best is not None and shares[best] >= enough:
                self._hold(number, best)
                gained[best] = gained[best] - built[number]

    def _match_alike(self) -> None:
        """Match what has lost both its id and its origin, and was edited."""
        free = [number for number in sorted(self._free) if origin(self._mine[number]) is None]
        missing = self._missing()
        words = {number: _words(text(self._mine[number])) for number in free}
        wanted = {number: _words(text(self._base[number])) for number in missing}
        pairs = sorted(
            (-likeness, number, other)
            for number in missing
            for other in free
            if self._base[number]["cell_type"] == self._mine[other]["cell_type"]
            and (likeness := _likeness(wanted[number], words[other])) >= _ALIKE
        )
        for _, number, other in pairs:
            if other in self._free and not self._holders[number]:
                self._hold(number, other)

    def _find_parts(self) -> None:
        """Find among the free cells those that were split off, also from what was split off."""
        by_origin = {origin(cell): number for number, cell in enumerate(self._base)}
        found = True
        while found:
            found = False
            for other in sorted(self._free):
                came_from = origin(self._mine[other])
                possible = self._main if came_from is None else [by_origin.get(came_from)]
                for number in list(possible):
                    if number in self._main and self._is_part(number, other, sure=bool(came_from)):
                        self._hold(number, other)
                        found = True
                        break

    def _is_part(self, base: int, mine: int, *, sure: bool) -> bool:
        """Whether a cell has something of the base that the cells which stand for it lack.

        Args:
            base: The cell of the base.
            mine: The cell.
            sure: Whether it is known to come from there.
        """
        whole, part = text(self._base[base]), text(self._mine[mine])
        held = [text(self._mine[number]) for number in self._holders[base]]
        if any(reads_on(whole, part, other) or reads_on(whole, other, part) for other in held):
            return True
        if not sure:
            lacking, own = self._base_lines[base], self._mine_lines[mine]
            # Most cells share no line with the base, and need no further look.
            if not own or not own <= lacking:
                return False
            for number in self._holders[base]:
                lacking = lacking - self._mine_lines[number]
            return own <= lacking
        words = _words(part) & _words(whole)
        lacking_words = _words(whole) - sum(map(_words, held), Counter[str]())
        return (words & lacking_words).total() > words.total() / 2

    def _components(self) -> list[Group]:
        """The groups that cells form through what they have in common."""
        group_of: dict[int, set[int]] = {}
        for holders in self._holders.values():
            joined = set(holders).union(*(group_of.get(number, ()) for number in holders))
            for number in joined:
                group_of[number] = joined
        groups: dict[tuple[int, ...], list[int]] = {}
        for number in range(len(self._base)):
            holders = self._holders[number]
            key = tuple(sorted(group_of[holders[0]])) if holders else ()
            groups.setdefault(key or (-1, number), []).append(number)
        return [
            *(self._group(base, key) for key, base in groups.items()),
            *(Group((), (number,)) for number in sorted(self._free)),
        ]

    def _group(self, base: Sequence[int], mine: Sequence[int]) -> Group:
        if mine[0] < 0:
            return Group(tuple(base), ())
        if len(base) == len(mine) == 1:
            return Group(tuple(base), tuple(mine))
        was = {number: text(self._base[number]) for number in base}
        now = {number: text(self._mine[number]) for number in mine}
        # What was joined is compared in the order in which it stands now.
        order = next((known for known in self._orders if set(known) == set(base)), None)
        base = order or _in_order_of("\n".join(now.values()), was)
        return Group(tuple(base), _in_order_of("\n".join(was[number] for number in base), now))


def _in_order_of(whole: str, texts: Mapping[int, str]) -> tuple[int, ...]:
    """Texts in the order of their places in a whole; one that is not found follows the last."""
    lines = {number: {line.strip() for line in said.split("\n")} for number, said in texts.items()}
    common = Counter(line for each in lines.values() for line in each)
    places: dict[int, int] = {}
    place = -1
    for number, each in lines.items():
        # The longest line that no other text has is the least likely to stand elsewhere too.
        telling = sorted(
            (line for line in each if line), key=lambda line: (common[line], -len(line), line)
        )
        place = next((at for line in telling if (at := whole.find(line)) >= 0), place)
        places[number] = place
    return tuple(sorted(texts, key=lambda number: places[number]))


def _id(cell: CellDict) -> str:
    return str(cell["id"])


def _id_and_origin(cell: CellDict) -> tuple[str, str | None]:
    return _id(cell), origin(cell)


def _wording(cell: CellDict) -> tuple[str, str] | None:
    """What a cell says, which is nothing by which to know an empty one."""
    said = text(cell).strip()
    return (cell["cell_type"], said) if said else None


def _lines(cell: CellDict) -> Counter[str]:
    return Counter(line for each in text(cell).split("\n") if (line := each.strip()))


def _weight(lines: Counter[str]) -> int:
    return sum(len(line) * count for line, count in lines.items())


def _all_words(cells: Sequence[CellDict]) -> list[Counter[str]]:
    return [_words(text(cell)) for cell in cells]


def _words(said: str) -> Counter[str]:
    return Counter(_WORD.findall(said))


def _likeness(some: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common: Dice's coefficient, 0 to 1."""
    return 2 * (some & other).total() / ((some.total() + other.total()) or 1)
