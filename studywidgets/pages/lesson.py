"""The page of one term."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studywidgets.markup import fallback, keypoints, markdown
from studywidgets.pages.page import (
    INDEX,
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
    from collections.abc import Iterator, Mapping

    from studywidgets.model import Course, Question, Term, Unit


def lesson(  # noqa: PLR0913, PLR0917 - where it stands in the course
    course: Course,
    unit: Unit,
    term: Term,
    previous: Way,
    next_: Way,
    suffix: str,
    titles: Mapping[str, str],
) -> Page:
    """The lesson of a term.

    Args:
        course: The course.
        unit: The term's unit.
        term: The term.
        previous: The lesson before.
        next_: The lesson after.
        suffix: How the names of pages end.
        titles: The titles of the course's terms by id.
    """
    parts: tuple[Part, ...] = (
        header(course, term.title, term.id, suffix, unit),
        Prose(f"{term.id}_definition-heading", "Definition"),
        definition(course, term),
        Prose(f"{term.id}_facts-heading", "Must-know facts"),
        _facts(course, term),
        *_example(term),
        Prose(f"{term.id}_questions-heading", "Review questions"),
        *(_question(course, term, question) for question in term.questions),
        _end(course, term, previous, next_, suffix, titles),
    )
    file = term.location.file
    return Page(course, term.id, "lesson", term.title, {"term": term.id}, file, parts)


def header(course: Course, title: str, part: str, suffix: str, unit: Unit | None = None) -> Call:
    """The head of any page of the course."""
    arguments: dict[str, str | None] = {
        "course_title": course.title,
        "home": INDEX + suffix,
        "unit": unit.title if unit else None,
        "guide": guide_name(unit.id) + suffix if unit else None,
    }
    return Call(
        f"{part}_header",
        ("Header", title),
        "LessonHeader",
        partial(
            fallback.lesson_header,
            title,
            course_title=course.title,
            home=INDEX + suffix,
            unit=arguments["unit"],
            guide=arguments["guide"],
        ),
        positional=[title],
        named={"course": course.namespace, **arguments, "id": part, **language(course)},
    )


def definition(course: Course, term: Term) -> Call:
    """The definition of a term, as it stands in its lesson and in its unit's guide."""
    item = f"{term.id}/definition"
    return Call(
        item,
        ("Definition", term.title),
        "Definition",
        partial(fallback.definition, term.title, term.definition, mathematics=course.mathematics),
        positional=[term.title, term.definition],
        named={"id": item, "course": course.namespace, **language(course), **mathematics(course)},
        items=[item],
    )


def _facts(course: Course, term: Term) -> Call:
    facts = {fact.id: fact.text for fact in term.facts}
    return Call(
        f"{term.id}_facts",
        ("Must-know facts", term.title),
        "FactChecklist",
        partial(fallback.fact_checklist, term.title, facts, mathematics=course.mathematics),
        positional=[term.title, facts],
        named={
            "id": term.id,
            "course": course.namespace,
            **language(course),
            **mathematics(course),
        },
        items=[f"{term.id}/{name}" for name in facts],
    )


def _example(term: Term) -> Iterator[Prose]:
    if term.example is not None:
        yield Prose(f"{term.id}_example", "Example", body=term.example)


def _question(course: Course, term: Term, question: Question) -> Call:
    item = f"{term.id}/{question.id}"
    points = {
        point.id: keypoints.join_key_point(point.text, point.variants)
        for point in question.key_points
    }
    return Call(
        item,
        (
            "Review question",
            markdown.inline_to_text(question.text, mathematics=course.mathematics),
        ),
        "AnswerBox",
        partial(
            fallback.answer_box,
            question.text,
            question.answer,
            points,
            mathematics=course.mathematics,
        ),
        positional=[question.text, question.answer],
        named={
            "key_points": points,
            "id": item,
            "course": course.namespace,
            # Always said, since it chooses how answers are read.
            "language": course.language,
            **mathematics(course),
        },
        items=[item],
    )


def _end(  # noqa: PLR0913, PLR0917 - where it stands in the course
    course: Course, term: Term, previous: Way, next_: Way, suffix: str, titles: Mapping[str, str]
) -> Call:
    related: dict[str, str] = {}
    for other in term.related:
        title = titles[other]
        # Two terms may bear one title; as keys of a dict the second would hide the first.
        related[title if title not in related else f"{title} ({other})"] = other + suffix
    sources = list(term.sources)
    return Call(
        f"{term.id}_end",
        ("End of lesson", term.title),
        "LessonEnd",
        partial(
            fallback.lesson_end, related=related, sources=sources, previous=previous, next=next_
        ),
        named={
            "related": related or None,
            "sources": sources or None,
            "previous": previous,
            "next": next_,
            "id": term.id,
            "course": course.namespace,
            **language(course),
        },
    )
