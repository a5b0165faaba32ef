"""The pages of a course as notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import markdown
from studywidgets.notebooks.cells import Cell, markdown_cell, title_heading, widget_cell
from studywidgets.notebooks.notebook import SUFFIX, Notebook, about
from studywidgets.pages import CoursePages, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.model import Course
    from studywidgets.pages import Part


class CourseNotebooks:
    """The notebooks of a course, each made when it is asked for.

    Attributes:
        course: The course.
        pages: What stands in them.
    """

    def __init__(self, course: Course) -> None:
        """Find out what they have in common."""
        self.course = course
        self.pages = CoursePages(course, SUFFIX)
        self._about = about(course, self.pages.formerly)

    def notebook(self, name: str) -> Notebook:
        """Make a notebook; its name is that of its page."""
        page = self.pages.page(name)
        return Notebook(
            page.name + SUFFIX,
            page.kind,
            self.course.namespace,
            {**page.source, **self._about},
            tuple(_cell(part, self.course) for part in page.parts),
        )


def notebooks(course: Course) -> Iterator[Notebook]:
    """Every notebook of a course, a unit's guide and lessons together: they share their texts."""
    whole = CourseNotebooks(course)
    return map(whole.notebook, whole.pages.names)


def _cell(part: Part, course: Course) -> Cell:
    if isinstance(part, Prose):
        return markdown_cell(part.part, _source(part, mathematics=course.mathematics))
    return widget_cell(
        part.part,
        part.label,
        part.widget,
        positional=part.positional,
        named=dict(part.named),
        output=part.plain(),
        items=part.items,
    )


def _source(prose: Prose, *, mathematics: bool) -> str:
    """The Markdown of a cell."""
    blocks = [
        prose.heading and f"## {prose.heading}",
        prose.title and title_heading(prose.title, mathematics=mathematics),
        prose.link and f"[{prose.link[0]}]({prose.link[1]})",
        prose.body and markdown.to_cell(prose.body, mathematics=mathematics),
    ]
    return "\n\n".join(block for block in blocks if block)
