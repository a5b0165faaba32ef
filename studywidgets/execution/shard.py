"""The part of the lessons that one of several machines runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.execution.lessons import Lesson


PART = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts, from 1 on.

    Raises:
        ValueError: There is no such part.
    """

    number: int
    count: int

    def __post_init__(self) -> None:
        """Refuse what is none of the parts."""
        if not 1 <= self.number <= self.count:
            message = f"there is no part {self.number} of {self.count}"
            raise ValueError(message)

    @staticmethod
    def read(text: str) -> Shard:
        """Read a part as people write it, such as `2/4`.

        Raises:
            ValueError: It is no part; the message says why.
        """
        found = PART.fullmatch(text)
        if found is None:
            message = f"{text!r} is no part such as 2/4"
            raise ValueError(message)
        return Shard(int(found[1]), int(found[2]))

    def of(self, lessons: Sequence[Lesson]) -> list[Lesson]:
        """The lessons of this part, in the order of their names.

        The parts have no lesson in common and all together; their sizes differ by one at most. It
        depends on the lessons' names alone, so every machine divides in the same way. Guides, which
        take longer, stand side by side in that order, and so come to different parts.
        """
        by_name = sorted(lessons, key=lambda lesson: lesson.name)
        return by_name[self.number - 1 :: self.count]
