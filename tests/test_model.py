"""Tests of the model."""

from __future__ import annotations

import dataclasses

import pytest

from studywidgets.model import Course, Fact, Location, Question, Term, Unit

PLACE = Location("history/conflict/mediation.md", 9)


def term(identifier: str, *, facts: int = 0, questions: int = 0) -> Term:
    """Return a term with a number of facts and questions."""
    return Term(
        id=identifier,
        title=identifier.title(),
        definition="What it is.",
        example=None,
        facts=tuple(Fact(f"fact-{n}", "A **fact**.", PLACE) for n in range(facts)),
        questions=tuple(
            Question(f"question-{n}", "Why?", "Because.", (), PLACE) for n in range(questions)
        ),
        related=(),
        formerly=(),
        sources=(),
        images=(),
        location=PLACE,
    )


def test_items_come_in_the_order_of_the_lesson() -> None:
    """A term's items are its definition, its facts and its questions, with their full ids."""
    mediation = term("mediation", facts=2, questions=1)

    items = list(mediation.items())

    assert items == [
        "mediation/definition",
        "mediation/fact-0",
        "mediation/fact-1",
        "mediation/question-0",
    ]


def test_terms_go_through_the_units() -> None:
    """A course's terms come unit by unit."""
    units = (
        Unit("conflict", "Conflict", "", (term("mediation"), term("negotiation")), PLACE),
        Unit("peace", "Peace", "", (term("treaty"),), PLACE),
    )
    course = Course("history", "History", "history", "en", False, "", "", units, PLACE)  # noqa: FBT003 - mathematics

    names = [one.id for one in course.terms()]

    assert names == ["mediation", "negotiation", "treaty"]


def test_model_can_not_be_changed() -> None:
    """Assigning to a field of the model fails."""
    mediation = term("mediation")

    with pytest.raises(dataclasses.FrozenInstanceError):
        mediation.title = "Other"  # type: ignore[misc]


def test_location_reads_like_a_compilers() -> None:
    """A location is written as file and line."""
    written = str(PLACE)

    assert written == "history/conflict/mediation.md:9"


def test_locations_sort_by_file_and_line() -> None:
    """Line 10 of a file comes after its line 9, and before another file."""
    places = [Location("b.md", 1), Location("a.md", 10), Location("a.md", 9)]

    assert sorted(places) == [Location("a.md", 9), Location("a.md", 10), Location("b.md", 1)]
