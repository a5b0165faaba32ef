"""Searching the site's glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.site.conftest import Visit

LABEL = "Search the terms, their definitions and facts"


def found(page: Page, words: str) -> list[str]:
    """The terms that a search finds, in order."""
    page.get_by_label(LABEL).fill(words)
    return page.locator(".sw-entry h3").all_text_contents()


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("", ["Mediation", "Quiet talks"]),
        ("quiet", ["Quiet talks"]),
        ("OFFICE", ["Quiet talks"]),
        ("moscow", ["Quiet talks"]),
        ("talks norway people", ["Quiet talks"]),
        ("third party", ["Mediation"]),
        ("moscow mediation", []),
        ("zürich", []),
        ("e", ["Mediation", "Quiet talks"]),
    ],
)
def test_terms_definitions_and_facts_are_searched(
    visit: Visit, words: str, terms: list[str]
) -> None:
    """A term is found if each word stands in its title, its definition or one of its facts."""
    page = visit.open("glossary")

    assert found(page, words) == terms


def test_a_title_comes_before_a_text(visit: Visit) -> None:
    """Terms that bear the word come before those that only mention it."""
    page = visit.open("glossary")

    assert found(page, "talks") == ["Quiet talks"]
    assert found(page, "help") == ["Mediation"]
    assert found(page, "t") == ["Mediation", "Quiet talks"]
    assert found(page, "qui") == ["Quiet talks"]


def test_the_fact_that_was_found_is_shown(visit: Visit) -> None:
    """Only the facts that have the word are shown, and none once the search is emptied."""
    page = visit.open("glossary")

    found(page, "norway")
    expect(page.locator(".sw-found li")).to_have_text(["The host was Norway."])

    found(page, "")
    expect(page.locator(".sw-found li")).to_have_count(0)


def test_a_fact_is_not_shown_for_what_the_definition_says(visit: Visit) -> None:
    """Where title and definition have all the words, no fact gives its blanks away."""
    page = visit.open("glossary")

    found(page, "people office")

    expect(page.locator(".sw-found li")).to_have_count(0)


def test_the_number_is_told(visit: Visit) -> None:
    """How many terms were found is told in words, also to a screen reader."""
    page = visit.open("glossary")
    status = page.get_by_role("status").filter(has_text="term")

    found(page, "norway")
    expect(status).to_have_text("1 of 2 terms found")
    found(page, "nothing like it")
    expect(page.get_by_text("No terms found")).to_be_visible()
