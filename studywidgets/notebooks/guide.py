"""The notebook of one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback, markdown
from studywidgets.notebooks.cells import Cell, markdown_cell, title_heading, widget_cell
from studywidgets.notebooks.lesson import Way, definition, header, language, mathematics
from studywidgets.notebooks.notebook import Notebook, about, guide_file, lesson_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.model import Course, Term, Unit
    from studywidgets.notebooks.literal import Value


def guide(course: Course, unit: Unit, previous: Way, next_: Way) -> Notebook:
    """The guide of `unit`, between those of its neighbours."""
    part = f"guide-{unit.id}"
    overview = markdown.to_cell(unit.overview, mathematics=course.mathematics)
    cells = (
        header(course, unit.title, part),
        *([markdown_cell(f"{part}_overview", overview)] if overview.strip() else []),
        markdown_cell(f"{part}_definitions-heading", "## Definitions"),
        *(cell for term in unit.terms for cell in _term(course, term)),
        markdown_cell(f"{part}_self-test-heading", "## Self-test"),
        _self_test(course, unit),
        _end(course, unit, previous, next_),
    )
    return Notebook(
        guide_file(unit.id), "guide", course.namespace, about(course, unit=unit.id), cells
    )


def _term(course: Course, term: Term) -> Iterator[Cell]:
    title = title_heading(term.title, mathematics=course.mathematics)
    yield markdown_cell(
        f"{term.id}_heading", f"{title}\n\n[Open the lesson]({lesson_file(term.id)})"
    )
    yield definition(course, term)


def _self_test(course: Course, unit: Unit) -> Cell:
    terms: list[dict[str, Value]] = [
        {
            "id": term.id,
            "title": term.title,
            "lesson": lesson_file(term.id),
            "definition": term.definition,
            "facts": {fact.id: fact.text for fact in term.facts},
            "questions": {each.id: (each.text, each.answer) for each in term.questions},
        }
        for term in unit.terms
    ]
    return widget_cell(
        f"guide-{unit.id}_self-test",
        ("Self-test", unit.title),
        "Guide",
        positional=[unit.title, terms],
        named={
            "id": unit.id,
            "course": course.namespace,
            **language(course),
            **mathematics(course),
        },
        output=fallback.guide(unit.title, terms, mathematics=course.mathematics),
        items=[item for term in unit.terms for item in term.items()],
    )


def _end(course: Course, unit: Unit, previous: Way, next_: Way) -> Cell:
    part = f"guide-{unit.id}"
    return widget_cell(
        f"{part}_end",
        ("End of guide", unit.title),
        "LessonEnd",
        named={
            "previous": previous,
            "next": next_,
            "id": part,
            "course": course.namespace,
            **language(course),
        },
        output=fallback.lesson_end(related={}, previous=previous, next=next_),
    )
