"""The page of one unit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studywidgets.markup import fallback
from studywidgets.pages.lesson import definition, header
from studywidgets.pages.page import (
    Call,
    Page,
    Part,
    Prose,
    Way,
    guide_name,
    language,
    mathematics,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.model import Course, Term, Unit
    from studywidgets.pages.page import Value


def guide(course: Course, unit: Unit, previous: Way, next_: Way, suffix: str) -> Page:
    """The guide of `unit`, between those of its neighbours; pages' names end in `suffix`."""
    part = guide_name(unit.id)
    overview = unit.overview if unit.overview.strip() else ""
    parts = (
        header(course, unit.title, part, suffix),
        *([Prose(f"{part}_overview", body=overview)] if overview else []),
        Prose(f"{part}_definitions-heading", "Definitions"),
        *(each for term in unit.terms for each in _term(course, term, suffix)),
        Prose(f"{part}_self-test-heading", "Self-test"),
        _self_test(course, unit, suffix),
        _end(course, unit, previous, next_),
    )
    file = unit.location.file
    return Page(course, part, "guide", unit.title, {"unit": unit.id}, file, parts)


def _term(course: Course, term: Term, suffix: str) -> Iterator[Part]:
    link = ("Open the lesson", term.id + suffix)
    yield Prose(f"{term.id}_heading", title=term.title, link=link)
    yield definition(course, term)


def _self_test(course: Course, unit: Unit, suffix: str) -> Call:
    terms: list[dict[str, Value]] = [
        {
            "id": term.id,
            "title": term.title,
            "lesson": term.id + suffix,
            "definition": term.definition,
            "facts": {fact.id: fact.text for fact in term.facts},
            "questions": {each.id: (each.text, each.answer) for each in term.questions},
        }
        for term in unit.terms
    ]
    return Call(
        f"{guide_name(unit.id)}_self-test",
        ("Self-test", unit.title),
        "Guide",
        partial(fallback.guide, unit.title, terms, mathematics=course.mathematics),
        positional=[unit.title, terms],
        named={
            "id": unit.id,
            "course": course.namespace,
            **language(course),
            **mathematics(course),
        },
        items=[item for term in unit.terms for item in term.items()],
    )


def _end(course: Course, unit: Unit, previous: Way, next_: Way) -> Call:
    part = guide_name(unit.id)
    return Call(
        f"{part}_end",
        ("End of guide", unit.title),
        "LessonEnd",
        partial(fallback.lesson_end, related={}, previous=previous, next=next_),
        named={
            "previous": previous,
            "next": next_,
            "id": part,
            "course": course.namespace,
            **language(course),
        },
    )
