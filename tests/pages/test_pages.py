"""What stands on the pages of a course, whatever they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

import studywidgets as sw
from studywidgets.markup.fallback import LongFallback
from studywidgets.notebooks.pages import notebooks
from studywidgets.pages import Call, Prose, pages
from tests.notebooks_build.content import course, question, term, unit

if TYPE_CHECKING:
    from studywidgets.model import Course
    from studywidgets.pages import Page


@pytest.fixture
def talking() -> Course:
    """A course of two units with three terms."""
    return course(
        unit("talks", term("mediation"), term("negotiation")),
        unit("states", term("sovereignty", related=("mediation",), example=None)),
    )


def named(content: Course, suffix: str = ".html") -> dict[str, Page]:
    """The pages of a course by name."""
    return {page.name: page for page in pages(content, suffix)}


def targets(page: Page) -> set[str]:
    """Everything on a page that reads like the name of a page's file."""
    texts: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, Mapping):
            for each in (*value, *value.values()):
                walk(each)
        elif isinstance(value, Sequence):
            for each in value:
                walk(each)

    for part in page.parts:
        walk(part.link if isinstance(part, Prose) else [part.positional, dict(part.named)])
    return {text for text in texts if text.endswith((".html", ".ipynb"))}


def test_every_term_and_unit_has_its_page(talking: Course) -> None:
    """A course has a lesson a term, a guide a unit, a glossary and a first page."""
    kinds = {name: page.kind for name, page in named(talking).items()}

    assert kinds == {
        "guide-talks": "guide",
        "mediation": "lesson",
        "negotiation": "lesson",
        "guide-states": "guide",
        "sovereignty": "lesson",
        "glossary": "glossary",
        "index": "index",
    }


@pytest.mark.parametrize("suffix", [".html", ".ipynb"])
def test_links_lead_to_pages_that_there_are(talking: Course, suffix: str) -> None:
    """Every link of every page leads to a page of the course, with the given ending."""
    found = named(talking, suffix)
    files = {name + suffix for name in found}

    led = set().union(*(targets(page) for page in found.values()))

    assert led == files


def test_every_call_makes_a_widget(talking: Course) -> None:
    """Each call is one that the package's widgets take, and shows the items that it names."""
    for page in named(talking).values():
        for part in page.parts:
            if isinstance(part, Call):
                given = {name: each for name, each in part.named.items() if each is not None}
                widget = getattr(sw, part.widget)(*part.positional, **given)
                shown = list(part.items)
                plain = part.plain()
                whole = plain.whole() if isinstance(plain, LongFallback) else plain
                assert (list(widget.items), widget._fallback) == (shown, whole)


def test_lessons_follow_each_other_across_units(talking: Course) -> None:
    """The end of a lesson leads to the lessons before and after it, through all units."""
    end = named(talking)["negotiation"].parts[-1]

    assert isinstance(end, Call)
    assert end.named["previous"] == ("Mediation", "mediation.html")
    assert end.named["next"] == ("Sovereignty", "sovereignty.html")


def test_a_term_without_example_has_no_heading_for_it(talking: Course) -> None:
    """An example has its heading; without one there is none."""
    found = named(talking)

    headings = {
        name: [part.heading for part in found[name].parts if isinstance(part, Prose)]
        for name in ("mediation", "sovereignty")
    }

    assert headings == {
        "mediation": ["Definition", "Must-know facts", "Example", "Review questions"],
        "sovereignty": ["Definition", "Must-know facts", "Review questions"],
    }


def test_an_empty_overview_has_no_place() -> None:
    """A unit and a course that say nothing about themselves have no empty text."""
    found = named(course(unit("talks", term(), overview=" \n"), description=""))

    parts = {part.part for page in found.values() for part in page.parts}

    assert parts.isdisjoint({"guide-talks_overview", "index_description"})


def test_a_course_in_another_language_says_so() -> None:
    """Every widget of a course that is not in English is given the language."""
    found = named(course(language="fr"))

    calls = [part for page in found.values() for part in page.parts if isinstance(part, Call)]

    assert {call.named.get("language") for call in calls} == {"fr"}


def test_questions_are_named_in_plain_words() -> None:
    """A question's label has no marks of Markdown."""
    lesson = named(course(unit("talks", term(questions=(question(text="Why *help*?"),)))))[
        "mediation"
    ]

    labels = [part.label for part in lesson.parts if isinstance(part, Call)]

    assert ("Review question", "Why help?") in labels


def test_notebooks_have_the_same_parts(talking: Course) -> None:
    """A notebook has one cell for each part of its page, in the same order."""
    parts = {page.name: len(page.parts) for page in pages(talking, ".ipynb")}

    cells = {each.name: len(each.cells) for each in notebooks(talking)}

    assert cells == {f"{name}.ipynb": count for name, count in parts.items()}
