"""The check of ids that are easily taken for each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.hints.words import one_slip
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location

# In a shorter word one letter makes another word too easily: track-i and track-ii.
_SHORTEST_WORD = 5
_MOST_CANDIDATES = 20


def check_similar_ids(named: Iterable[tuple[str, Location]]) -> Iterator[Diagnostic]:
    """Find ids that differ by one typing error (SW095).

    Args:
        named: Ids that stand side by side, each with its place.
    """
    # Two texts of which one slip makes the other are the same once each lacks some one character.
    earlier: dict[str, list[str]] = defaultdict(list)
    for identifier, location in named:
        keys = {identifier[:i] + identifier[i + 1 :] for i in range(len(identifier))}
        keys.add(identifier)
        near = {one: None for key in sorted(keys) for one in earlier.get(key, ())}
        similar = next((one for one in near if _differ_by_slip(one, identifier)), None)
        if similar:
            message = f"the id {quoted(identifier)} differs from {quoted(similar)} by one slip"
            hint = "if one of the two is misspelt, mend it before students use the lesson"
            yield broken("SW095", location, message, hint)
        for key in keys:
            if len(earlier[key]) < _MOST_CANDIDATES:
                earlier[key].append(identifier)


def _differ_by_slip(first: str, second: str) -> bool:
    one, other = first.split("-"), second.split("-")
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    ((typed, meant),) = differing
    # Numbers count things: stage1 and stage2 are no slip.
    return (
        min(len(typed), len(meant)) >= _SHORTEST_WORD
        and (typed + meant).isalpha()
        and one_slip(typed, meant)
    )
