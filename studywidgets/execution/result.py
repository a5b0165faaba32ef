"""What came of running one lesson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studywidgets.model import Location


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a lesson.

    Attributes:
        message: One line: what went wrong.
        hint: What to do about it; may be empty.
        items: Ids of the items that are concerned, in order.
        location: Where the first of the items stands in the content, when that is known.
        source: The source of the cell that failed.
        streams: What that cell, or a kernel that died, had printed.
        traceback: The traceback as IPython made it, with its colours (ANSI codes).
    """

    message: str
    hint: str = ""
    items: tuple[str, ...] = ()
    location: Location | None = None
    source: str = ""
    streams: str = ""
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class LessonResult:
    """The outcome of one lesson.

    Attributes:
        name: The lesson's path relative to the lessons folder, with forward slashes.
        problems: Everything that is wrong; empty when the lesson passed.
        seconds: How long it took, its kernel's start included.
        started: False when no cell could be run at all (unreadable file, no kernel).
    """

    name: str
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    started: bool = True

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
