"""Where an item of a lesson stands in the content."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studywidgets.model import Fact, Location, Question, Term


class Origins:
    """The places of all items below a content folder, read when the first is asked for."""

    def __init__(self, content: Path | None) -> None:
        self._content = content

    def find(self, course: str, item: str) -> Location | None:
        """The place of an item of the course with this namespace, if its content is there."""
        return self._places.get((course, item))

    @cached_property
    def _places(self) -> dict[tuple[str, str], Location]:
        if self._content is None or not self._content.is_dir():
            return {}
        # Only a lesson that failed needs it, and then the time does not matter.
        from studywidgets.reader import read_content  # noqa: PLC0415

        courses, _ = read_content(self._content)
        return {
            (course.namespace, item): location
            for course in courses
            for term in course.terms()
            for item, location in _items(term)
        }


def _items(term: Term) -> Iterator[tuple[str, Location]]:
    yield term.id, term.location
    yield f"{term.id}/definition", term.location
    parts: tuple[Fact | Question, ...] = (*term.facts, *term.questions)
    for part in parts:
        yield f"{term.id}/{part.id}", part.location
