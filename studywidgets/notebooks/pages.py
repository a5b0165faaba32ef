"""The pages of a course as notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import markdown
from studywidgets.notebooks.cells import Cell, markdown_cell, title_heading, widget_cell
from studywidgets.notebooks.notebook import SUFFIX, Notebook, about
from studywidgets.pages import Prose, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.model import Course
    from studywidgets.pages import Page, Part


def notebooks(course: Course) -> Iterator[Notebook]:
    """Every notebook of a course, a unit's guide and lessons together: they share their texts."""
    for page in pages(course, SUFFIX):
        yield _notebook(page)


def _notebook(page: Page) -> Notebook:
    return Notebook(
        page.name + SUFFIX,
        page.kind,
        page.course.namespace,
        about(page.course, **page.source),
        tuple(_cell(part, page.course) for part in page.parts),
    )


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
