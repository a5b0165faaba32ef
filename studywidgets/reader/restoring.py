"""Texts that lost their ids: which ids did they have in the last build?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studywidgets.record.wording import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from studywidgets.rules.of_ids import Item

_WORD = re.compile(r"\w+")
# So much of the words of a reworded text is in both wordings.
_SHARED = 0.6
# Each text is compared with each; where so many lost their ids, only the same wording counts.
_MOST_COMPARED = 100


def restored(
    texts: Sequence[tuple[str, str, int]], before: Mapping[str, Item], written: Collection[str]
) -> dict[int, str]:
    """Match texts without ids with what the last build had.

    The same wording counts first, then the wording that has most words in common. An id that is
    written somewhere is nobody else's.

    Args:
        texts: Kind, plain text and line of each text without an id.
        before: What the last build had, by id.
        written: The ids that other texts have.

    Returns:
        The ids that could be restored, by line.
    """
    if not texts:
        return {}
    free = {name: item for name, item in before.items() if name not in written}
    exact = {(item.kind, wording(item.plain)): name for name, item in free.items()}
    found: dict[int, str] = {}
    for kind, text, line in texts:
        name = exact.pop((kind, wording(text)), None)
        if name:
            found[line] = name
            del free[name]
    left = [text for text in texts if text[2] not in found]
    if len(left) > _MOST_COMPARED or len(free) > _MOST_COMPARED:
        return found
    nearness = [
        (_shared(text, item.plain), line, name)
        for kind, text, line in left
        for name, item in free.items()
        if item.kind == kind
    ]
    for shared, line, name in sorted(nearness, key=lambda near: (-near[0], near[1])):
        if shared >= _SHARED and line not in found and name in free:
            found[line] = name
            del free[name]
    return found


def _shared(text: str, other: str) -> float:
    """Return how much of the words of two texts is in both, from 0 to 1."""
    words, others = _words(text), _words(other)
    return len(words & others) / max(1, len(words | others))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
