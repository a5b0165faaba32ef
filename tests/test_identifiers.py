"""Tests of ids: which are allowed, which are proposed, and what is made of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.identifiers import (
    MAX_LENGTH,
    cell_id,
    is_identifier,
    is_reserved_term,
    model_id,
    suggest,
)

IDENTIFIERS = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}", fullmatch=True)


@pytest.mark.parametrize("text", ["a", "7", "track-ii-diplomacy", "a" * MAX_LENGTH])
def test_identifiers(text: str) -> None:
    """Small letters, digits and single hyphens between them make an id."""
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "a_b",
        "a/b",
        "a.b",
        "é",
        "a\n",
        "١",  # noqa: RUF001 - a digit, though not 0 to 9
        "a" * (MAX_LENGTH + 1),
    ],
)
def test_no_identifiers(text: str) -> None:
    """Anything else, and anything over 60 characters, is no id."""
    assert not is_identifier(text)


@pytest.mark.parametrize(
    ("identifier", "reserved"),
    [
        ("index", True),
        ("glossary", True),
        ("guide-conflict", True),
        ("guide", False),
        ("guided-tour", False),
        ("indexes", False),
    ],
)
def test_reserved_terms(identifier: str, *, reserved: bool) -> None:
    """The names of a course's own notebooks are reserved, and no other name is."""
    assert is_reserved_term(identifier) is reserved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks have stalled for years now", "talks-have-stalled-for"),
        ("The state's choice", "the-states-choice"),
        ("The state’s choice", "the-states-choice"),  # noqa: RUF001 - a typographic apostrophe
        ("Économie à l'école", "economie-a-lecole"),
        ("  …  ", "fact"),
        ("調停とは", "fact"),
        ("", "fact"),
        ("example", "example-2"),
        ("Definition", "definition-2"),
        ("Index", "index-2"),
        ("guide to maps", "the-guide-to-maps"),
        ("x" * 100, "x" * 55),
    ],
)
def test_suggested_ids(text: str, expected: str) -> None:
    """A proposed id has the first four words of the text, or the fallback where they give none."""
    assert suggest(text, fallback="fact") == expected


@given(st.text(), st.sets(IDENTIFIERS, max_size=5))
def test_suggested_ids_can_be_typed(text: str, taken: set[str]) -> None:
    """Whatever the text is, the proposed id is an id, is free, and is not reserved."""
    first = suggest(text, taken, fallback="fact")
    second = suggest(text, taken | {first}, fallback="fact")

    for proposed in (first, second):
        assert is_identifier(proposed)
        assert proposed not in taken
        assert not is_reserved_term(proposed)
        assert proposed not in {"definition", "example"}
    assert first != second


def test_cell_id_joins_parts() -> None:
    """An item's cell has the item's parts, joined by two hyphens, which no id holds."""
    assert cell_id("track-ii-diplomacy", "definition") == "track-ii-diplomacy--definition"


def test_cell_id_of_a_part_that_is_no_item() -> None:
    """A cell that shows no item has an underscore in its id."""
    assert cell_id("track-ii-diplomacy_header") == "track-ii-diplomacy_header"


def test_long_cell_id_is_cut_and_hashed() -> None:
    """Over 64 characters, an id is its first 51, a hyphen and 12 digits of its SHA-256."""
    identifier = cell_id("a" * 60, "b" * 60)

    assert identifier == "a" * 51 + "-" + "eeeaa258941c"
    assert len(identifier) == 64


def test_cell_id_of_64_characters_stays() -> None:
    """An id that just fits is not cut."""
    assert cell_id("a" * 60, "bb") == "a" * 60 + "--bb"


@given(st.lists(st.tuples(IDENTIFIERS, IDENTIFIERS), unique=True, min_size=2, max_size=2))
def test_cell_ids_are_valid_and_differ(items: list[tuple[str, str]]) -> None:
    """Two items never share a cell's id, and every id fits nbformat's schema."""
    first, second = (cell_id(*item) for item in items)

    assert first != second
    assert re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", first)


@pytest.mark.parametrize("parts", [(), ("",), ("a", ""), ("a b",), ("a/b",), ("é",)])
def test_cell_id_refuses_other_characters(parts: tuple[str, ...]) -> None:
    """A part that a cell's id can't hold is refused at once."""
    with pytest.raises(ValueError, match="cell's id"):
        cell_id(*parts)


@pytest.mark.parametrize(
    ("item", "suffix", "expected"),
    [
        ("mediation/no-power", "", "studywidgets-mediation--no-power"),
        ("mediation/no-power", "-layout", "studywidgets-mediation--no-power-layout"),
        ("mediation_header", "-2", "studywidgets-mediation_header-2"),
    ],
)
def test_model_ids(item: str, suffix: str, expected: str) -> None:
    """A widget's model id is its cell's id with the package's name before it."""
    assert model_id(item, suffix) == expected
