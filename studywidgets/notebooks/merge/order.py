"""The order of merged cells: moves of both sides, with an instructor's own cells in their place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cell on disk that stays.

    Attributes:
        cell: Which it is.
        was: Its place in the base, and `now` its place in what is to come; both None for a cell
            that has none there.
    """

    cell: int
    was: int | None = None
    now: int | None = None


def arrange(kept: Sequence[Ranked], added: Iterable[int]) -> list[tuple[str, int]]:
    """Put the cells that stay and those that are new in order.

    Cells that only upstream has moved follow it; a cell that was moved on disk stays behind the
    cell that is before it there, and so does every cell of the instructor's own. A new cell comes
    after its predecessor upstream and the own cells that follow that one; without a predecessor
    it comes before its successor.

    Args:
        kept: The cells that stay, in their order on disk.
        added: Places of the new cells in what is to come.

    Returns:
        `("mine", cell)` and `("theirs", place)` in order.
    """
    unmoved = _unmoved(kept)
    followers: dict[int | None, list[Ranked]] = {None: []}
    leader: int | None = None
    for ranked in kept:
        if ranked.cell in unmoved:
            leader = ranked.cell
            followers[leader] = []
        else:
            followers[leader].append(ranked)
    steady = [ranked for ranked in kept if ranked.cell in unmoved]
    order = followers[None]
    for ranked in sorted(steady, key=lambda ranked: ranked.now or 0):
        order += [ranked, *followers[ranked.cell]]
    shown = [("mine", ranked.cell) for ranked in order]
    places = [ranked.now for ranked in order]
    for place in added:
        at = _place_of_new(places, place)
        shown.insert(at, ("theirs", place))
        places.insert(at, place)
    return shown


def _unmoved(kept: Sequence[Ranked]) -> set[int]:
    """The most cells that stand on disk in the order of the base: the longest such sequence."""
    lasts: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    movable = [ranked for ranked in kept if ranked.was is not None and ranked.now is not None]
    for number, ranked in enumerate(movable):
        at = bisect_right(lasts, ranked.was or 0)
        before[number] = ends[at - 1] if at else None
        lasts[at : at + 1] = [ranked.was or 0]
        ends[at : at + 1] = [number]
    found = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        found.add(movable[at_end].cell)
        at_end = before[at_end]
    return found


def _place_of_new(places: Sequence[int | None], new: int) -> int:
    earlier = [place for place in places if place is not None and place < new]
    if earlier:
        nearest = max(earlier)
        at = max(number for number, place in enumerate(places) if place == nearest) + 1
        while at < len(places) and places[at] is None:
            at += 1
        return at
    later = [place for place in places if place is not None]
    return places.index(min(later)) if later else len(places)
