"""Cases in which both the content and its notebook were changed, made from chances.

Every word in them occurs once in what was first built, so that afterwards it can be told from the
words alone whose text is there and whose is lost. The benchmark uses the same cases.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.notebooks.merge.cell import origin
from studywidgets.notebooks.merge.notices import without_notices
from tests.merging.content_side import Words, first_parts, lesson, revised
from tests.merging.instructor_side import EDITS, STEADY_EDITS, run

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from tests.merging.instructor_side import Edit

_WORD = re.compile(r"(?:was|new|own)\d+w")
_ENOUGH = 0.7
"""The share of a cell's words that is enough to know it by, where all else is lost."""


@dataclass(frozen=True)
class Case:
    """A lesson as it was built, as an instructor has changed it, and as it is built now."""

    base: dict[str, Any]
    mine: dict[str, Any]
    theirs: dict[str, Any]

    @property
    def own(self) -> set[str]:
        """The words that the instructor wrote."""
        return words(self.mine["cells"]) - words(self.base["cells"])

    @property
    def dropped(self) -> set[str]:
        """The words that the instructor deleted."""
        return words(self.base["cells"]) - words(self.mine["cells"])

    @property
    def common(self) -> set[str]:
        """The words that nobody has touched."""
        sides = (self.base, self.mine, self.theirs)
        return set.intersection(*(words(side["cells"]) for side in sides))

    @property
    def news(self) -> set[str]:
        """The new words of the content, except in cells that the instructor deleted."""
        deleted = {cell["id"] for cell in self.base["cells"] if not self._is_there(cell)}
        kept = (cell for cell in self.theirs["cells"] if cell["id"] not in deleted)
        return words(kept) - words(self.base["cells"])

    def _is_there(self, built: dict[str, Any]) -> bool:
        said = words([built])
        return any(
            built["id"] == (origin(cell) or cell["id"])
            or len(said & words([cell])) >= _ENOUGH * max(1, len(said))
            for cell in self.mine["cells"]
        )


def make_case(chance: random.Random, *, edits: int = 5, changes: int = 4) -> Case:
    """A lesson of which its instructor made some edits while its content made some changes.

    Args:
        chance: What decides.
        edits: The most that the instructor edits.
        changes: The most that the content changes.
    """
    parts = first_parts(chance)
    base = lesson(parts).to_nbformat()
    mine = edited(chance, base, EDITS, "own", edits)
    theirs = lesson(revised(chance, parts, chance.randint(0, changes))).to_nbformat()
    return Case(base, mine, theirs)


def make_copy_case(chance: random.Random) -> Case:
    """An edited lesson and its executed copy, both edited once more: `mine` is the copy."""
    first = lesson(first_parts(chance)).to_nbformat()
    base = edited(chance, first, STEADY_EDITS, "was0", 3)
    copied = copy.deepcopy(base)
    run(chance, copied["cells"], Words.starting(""))
    mine = edited(chance, copied, EDITS, "own", 4)
    return Case(base, mine, edited(chance, base, STEADY_EDITS, "new", 4))


def edited(
    chance: random.Random, notebook: dict[str, Any], edits: Sequence[Edit], prefix: str, most: int
) -> dict[str, Any]:
    """A copy of a notebook after some edits."""
    changed = copy.deepcopy(notebook)
    words = Words.starting(prefix)
    for _ in range(chance.randint(0, most)):
        chance.choice(edits)(chance, changed["cells"], words)
    return changed


def words(cells: Iterable[dict[str, Any]]) -> set[str]:
    """The words in the sources of cells."""
    return {word for cell in cells for word in _WORD.findall(cell["source"])}


def words_in_force(cells: list[dict[str, Any]]) -> set[str]:
    """The words in cells that are no notices of conflicts."""
    return words(without_notices(cells))
