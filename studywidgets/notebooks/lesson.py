"""The notebook of one term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.markup import fallback, keypoints, markdown
from studywidgets.notebooks.cells import Cell, markdown_cell, widget_cell
from studywidgets.notebooks.notebook import INDEX, Notebook, about, guide_file, lesson_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.model import Course, Question, Term, Unit
    from studywidgets.notebooks.literal import Value

Way = tuple[str, str] | None
"""A title and the file it leads to, or None at an end."""


def lesson(course: Course, unit: Unit, term: Term, previous: Way, next_: Way) -> Notebook:
    """The lesson of `term`, between its neighbours."""
    cells = (
        header(course, term.title, term.id, unit),
        markdown_cell(f"{term.id}_definition-heading", "## Definition"),
        definition(course, term),
        markdown_cell(f"{term.id}_facts-heading", "## Must-know facts"),
        _facts(course, term),
        *_example(course, term),
        markdown_cell(f"{term.id}_questions-heading", "## Review questions"),
        *(_question(course, term, question) for question in term.questions),
        _end(course, term, previous, next_),
    )
    return Notebook(
        lesson_file(term.id), "lesson", course.namespace, about(course, term=term.id), cells
    )


def header(course: Course, title: str, part: str, unit: Unit | None = None) -> Cell:
    """The head of any notebook of the course."""
    arguments: dict[str, str | None] = {
        "course_title": course.title,
        "home": INDEX,
        "unit": unit.title if unit else None,
        "guide": guide_file(unit.id) if unit else None,
    }
    return widget_cell(
        f"{part}_header",
        ("Header", title),
        "LessonHeader",
        positional=[title],
        named={"course": course.namespace, **arguments, "id": part, **language(course)},
        output=fallback.lesson_header(
            title,
            course_title=course.title,
            home=INDEX,
            unit=arguments["unit"],
            guide=arguments["guide"],
        ),
    )


def definition(course: Course, term: Term) -> Cell:
    """The definition of a term, as it stands in its lesson and in its unit's guide."""
    item = f"{term.id}/definition"
    return widget_cell(
        item,
        ("Definition", term.title),
        "Definition",
        positional=[term.title, term.definition],
        named={"id": item, "course": course.namespace, **language(course), **mathematics(course)},
        output=fallback.definition(term.title, term.definition, mathematics=course.mathematics),
        items=[item],
    )


def language(course: Course) -> dict[str, Value]:
    """The language as an argument, where it is not the widgets' default."""
    return {"language": course.language} if course.language != "en" else {}


def mathematics(course: Course) -> dict[str, Value]:
    """Mathematics as an argument, for a course that has it."""
    return {"mathematics": True} if course.mathematics else {}


def _facts(course: Course, term: Term) -> Cell:
    facts = {fact.id: fact.text for fact in term.facts}
    return widget_cell(
        f"{term.id}_facts",
        ("Must-know facts", term.title),
        "FactChecklist",
        positional=[term.title, facts],
        named={
            "id": term.id,
            "course": course.namespace,
            **language(course),
            **mathematics(course),
        },
        output=fallback.fact_checklist(term.title, facts, mathematics=course.mathematics),
        items=[f"{term.id}/{name}" for name in facts],
    )


def _example(course: Course, term: Term) -> Iterator[Cell]:
    if term.example is not None:
        text = markdown.to_cell(term.example, mathematics=course.mathematics)
        yield markdown_cell(f"{term.id}_example", f"## Example\n\n{text}")


def _question(course: Course, term: Term, question: Question) -> Cell:
    item = f"{term.id}/{question.id}"
    points = {
        point.id: keypoints.join_key_point(point.text, point.variants)
        for point in question.key_points
    }
    return widget_cell(
        item,
        (
            "Review question",
            markdown.inline_to_text(question.text, mathematics=course.mathematics),
        ),
        "AnswerBox",
        positional=[question.text, question.answer],
        named={
            "key_points": points,
            "id": item,
            "course": course.namespace,
            # Always said, since it chooses how answers are read.
            "language": course.language,
            **mathematics(course),
        },
        output=fallback.answer_box(
            question.text, question.answer, points, mathematics=course.mathematics
        ),
        items=[item],
    )


def _end(course: Course, term: Term, previous: Way, next_: Way) -> Cell:
    titles = {each.id: each.title for each in course.terms()}
    related: dict[str, str] = {}
    for other in term.related:
        title = titles[other]
        # Two terms may bear one title; as keys of a dict the second would hide the first.
        related[title if title not in related else f"{title} ({other})"] = lesson_file(other)
    sources = list(term.sources)
    return widget_cell(
        f"{term.id}_end",
        ("End of lesson", term.title),
        "LessonEnd",
        named={
            "related": related or None,
            "sources": sources or None,
            "previous": previous,
            "next": next_,
            "id": term.id,
            "course": course.namespace,
            **language(course),
        },
        output=fallback.lesson_end(related=related, sources=sources, previous=previous, next=next_),
    )
