"""Texts merged by lines, also where one side has split them into cells or joined them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from merge3 import Merge3

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOIN = "\n\n"
"""What JupyterLab puts between the texts of cells that it joins."""

_SEAMS = ("\n\n\n\n", "\n\n\n", "\n\n", "\n", "")
"""What may have stood where JupyterLab split a cell: it takes line ends away on both sides."""


@dataclass(frozen=True, slots=True)
class _Seam:
    """A place between two texts of a whole: the line and column where one ends and one begins."""

    end: tuple[int, int]
    start: tuple[int, int]


def merge_texts(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[str] | None:
    """Merge the texts of some cells that belong together, three ways.

    Usually each side has one text. `mine` has several when a cell was split, fewer than `base`
    when cells were joined; in both cases the texts are compared as a whole, and the result is
    taken apart where `mine` is. Edits on both sides combine when they are of different lines.

    Args:
        base: The texts that both sides come from, in the order of `mine`.
        mine: The texts of one side.
        theirs: Those of the other, which has as many as `base` or fewer.

    Returns:
        As many texts as `mine` has, or None when both sides changed the same place.
    """
    said = [number for number, text in enumerate(mine) if text.strip()]
    if said and len(said) < len(mine):
        # What was split off may be empty, and then it has no place in the whole.
        merged = merge_texts(base, [mine[number] for number in said], theirs)
        if merged is None:
            return None
        found = dict(zip(said, merged, strict=True))
        return [found.get(number, text) for number, text in enumerate(mine)]
    if len(base) == len(mine) == len(theirs) == 1:
        if theirs in (mine, base):
            return list(mine)
        if mine == base:
            return list(theirs)
    base_joints = [_between(*pair, mine, _JOIN) for pair in _pairs(base)]
    theirs_joints = [_between(*pair, mine, _JOIN) for pair in _pairs(theirs)]
    # A text that is new upstream stands where the old one stood.
    same_cells = len(theirs) == len(base)
    base_whole = _whole(base, base_joints)
    theirs_whole = _whole(theirs, base_joints if same_cells else theirs_joints)
    joints = [_between(*pair, base, _JOIN) for pair in _pairs(mine)]
    merged = _merge_lines(
        base_whole.split("\n"),
        _whole(mine, joints).split("\n"),
        theirs_whole.split("\n"),
        _seams(mine, joints),
    )
    if merged is None or len(mine) == 1:
        return merged
    # A text that has not changed keeps the line ends at its edges.
    return [
        before if after.strip("\n") == before.strip("\n") else after
        for before, after in zip(mine, merged, strict=True)
    ]


def reads_on(whole: str, first: str, second: str) -> bool:
    """Whether a text has two others one after the other, as when JupyterLab has split it."""
    first, second = first.strip("\n"), second.strip("\n")
    if not first or not second or first not in whole or second not in whole:
        return False
    return any(f"{first}{seam}{second}" in whole for seam in _SEAMS)


def _pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(texts))


def _between(first: str, second: str, others: Sequence[str], default: str) -> str:
    """What stands between two texts where others hold both."""
    tail, head = first.rstrip("\n").split("\n")[-1], second.lstrip("\n").split("\n")[0]
    if tail.strip() and head.strip():
        for seam in _SEAMS:
            if any(f"{tail}{seam}{head}" in other for other in others):
                return seam
    return default


def _whole(texts: Sequence[str], joints: Sequence[str]) -> str:
    return "".join(text + joint for text, joint in zip(texts, [*joints, ""], strict=True))


def _seams(texts: Sequence[str], joints: Sequence[str]) -> list[_Seam]:
    seams, whole = [], ""
    for text, joint in zip(texts, joints, strict=False):
        whole += text
        end = _position(whole)
        whole += joint
        seams.append(_Seam(end, _position(whole)))
    return seams


def _position(before: str) -> tuple[int, int]:
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def _merge_lines(
    base: list[str], mine: list[str], theirs: list[str], seams: Sequence[_Seam]
) -> list[str] | None:
    """Merge lines, and take the result apart at the seams of `mine`."""
    merged: list[str] = []
    cuts: list[tuple[int, int]] = []
    waiting = list(seams)
    at_base = at_mine = at_theirs = 0
    # Between two runs of lines that all three have, one side has changed something, or both.
    for base_start, base_end, mine_start, mine_end, theirs_start, theirs_end in Merge3(
        base, mine, theirs
    ).find_sync_regions():
        was = base[at_base:base_start]
        own, other = mine[at_mine:mine_start], theirs[at_theirs:theirs_start]
        chosen = _choose(was, own, other)
        if chosen is None:
            return None
        while waiting and waiting[0].start[0] < mine_start:
            (end, _), (line, column) = waiting[0].end, waiting[0].start
            if chosen == own:
                cuts.append((len(merged) + line - at_mine, column))
            elif end < at_mine:
                cuts.append((len(merged), 0))
            else:
                # The place where these lines would have to be cut is not to be told.
                return None
            waiting.pop(0)
        merged += chosen
        while waiting and waiting[0].start[0] < mine_end:
            line, column = waiting.pop(0).start
            cuts.append((len(merged) + line - mine_start, column))
        merged += base[base_start:base_end]
        at_base, at_mine, at_theirs = base_end, mine_end, theirs_end
    return _taken_apart(merged, cuts)


def _choose(was: list[str], own: list[str], other: list[str]) -> list[str] | None:
    """The lines that two sides make of some, or None when both changed the same ones."""
    if other in (own, was):
        return own
    if own == was:
        return other
    merged: list[str] = []
    done, inserted = 0, -1
    for start, end, lines in sorted({*_changes(was, own), *_changes(was, other)}):
        # Changes may touch, but not overlap, and two insertions in one place have no order.
        if start < done or start == end == inserted:
            return None
        merged += [*was[done:start], *lines]
        done = end
        inserted = start if start == end else inserted
    return [*merged, *was[done:]]


def _changes(was: list[str], now: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    return [
        (start, end, tuple(now[first:last]))
        for kind, start, end, first, last in SequenceMatcher(None, was, now).get_opcodes()
        if kind != "equal"
    ]


def _taken_apart(lines: list[str], cuts: list[tuple[int, int]]) -> list[str]:
    whole = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    places = [0, *(starts[line] + column for line, column in cuts), len(whole)]
    texts = [whole[start:end] for start, end in pairwise(places)]
    if len(texts) == 1:
        return texts
    return [text.strip("\n") for text in texts]
