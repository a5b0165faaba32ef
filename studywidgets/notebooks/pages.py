"""The notebooks of a whole course: its first page, its glossary, and all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback, markdown
from studywidgets.notebooks.cells import markdown_cell, widget_cell
from studywidgets.notebooks.guide import guide
from studywidgets.notebooks.lesson import Way, header, language, lesson, mathematics
from studywidgets.notebooks.notebook import (
    GLOSSARY,
    INDEX,
    Notebook,
    about,
    guide_file,
    lesson_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.model import Course
    from studywidgets.notebooks.literal import Value


def notebooks(course: Course) -> Iterator[Notebook]:
    """Every notebook of a course, a unit's guide and lessons together: they share their texts."""
    guides = [(unit.title, guide_file(unit.id)) for unit in course.units]
    lessons = [(term.title, lesson_file(term.id)) for term in course.terms()]
    place = 0
    for number, unit in enumerate(course.units):
        yield guide(course, unit, *_neighbours(guides, number))
        for term in unit.terms:
            yield lesson(course, unit, term, *_neighbours(lessons, place))
            place += 1
    yield glossary(course)
    yield index(course)


def index(course: Course) -> Notebook:
    """The course's first page."""
    units: list[dict[str, Value]] = [
        {
            "id": unit.id,
            "title": unit.title,
            "guide": guide_file(unit.id),
            "terms": [
                {
                    "id": term.id,
                    "title": term.title,
                    "lesson": lesson_file(term.id),
                    "facts": [fact.id for fact in term.facts],
                    "questions": [question.id for question in term.questions],
                }
                for term in unit.terms
            ],
        }
        for unit in course.units
    ]
    home = widget_cell(
        "home_units",
        ("Home", course.title),
        "Home",
        positional=[course.title, units],
        named={"glossary": GLOSSARY, "course": course.namespace, **language(course)},
        output=fallback.home(course.title, units, glossary=GLOSSARY),
        items=[item for term in course.terms() for item in term.items()],
    )
    description = markdown.to_cell(course.description, mathematics=course.mathematics)
    cells = (
        header(course, course.title, "index"),
        *([markdown_cell("index_description", description)] if description.strip() else []),
        home,
    )
    return Notebook(INDEX, "index", course.namespace, about(course), cells)


def glossary(course: Course) -> Notebook:
    """Every term of the course in the order of the alphabet."""
    terms = {
        term.id: (term.title, term.definition, lesson_file(term.id))
        for term in sorted(course.terms(), key=lambda term: (term.title.casefold(), term.id))
    }
    cell = widget_cell(
        "glossary_terms",
        ("Glossary", course.title),
        "Glossary",
        positional=[course.title, terms],
        named={"course": course.namespace, **language(course), **mathematics(course)},
        output=fallback.glossary(course.title, terms, mathematics=course.mathematics),
    )
    cells = (header(course, "Glossary", "glossary"), cell)
    return Notebook(GLOSSARY, "glossary", course.namespace, about(course), cells)


def _neighbours(ways: Sequence[tuple[str, str]], place: int) -> tuple[Way, Way]:
    return (
        ways[place - 1] if place else None,
        ways[place + 1] if place + 1 < len(ways) else None,
    )
