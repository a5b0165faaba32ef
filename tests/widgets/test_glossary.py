"""The glossary: every term of a course, to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.widgets import samples

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage

LABEL = "Search the terms and their definitions"


def test_every_term_is_there_with_its_lesson(stage: Stage) -> None:
    """Terms stand in alphabetical order, each with its definition and a link."""
    page = stage.show([samples.glossary()])

    links = page.get_by_role("link")
    expect(links).to_have_text(["Mediation", "Quiet talks"])
    expect(links.first).to_have_attribute("href", "mediation.ipynb")
    expect(page.get_by_text("Help from a third party, as in Málaga.")).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("2 terms")


@pytest.mark.parametrize(
    ("words", "found", "count"),
    [
        ("quiet", ["Quiet talks"], "1 of 2 terms found"),
        ("OFFICE people", ["Quiet talks"], "1 of 2 terms found"),
        ("malaga", ["Mediation"], "1 of 2 terms found"),
        ("quiet third", [], "No terms found"),
        ("  ", ["Mediation", "Quiet talks"], "2 terms"),
        (".*", [], "No terms found"),
    ],
)
def test_search_looks_at_terms_and_definitions(
    stage: Stage, words: str, found: list[str], count: str
) -> None:
    """A term is found if each word stands in it or its definition, whatever case and accents."""
    page = stage.show([samples.glossary()])

    page.get_by_label(LABEL).fill(words)

    expect(page.get_by_role("link")).to_have_text(found)
    expect(page.get_by_role("status").first).to_have_text(count)


def test_clearing_the_search_brings_all_back(stage: Stage) -> None:
    """An emptied search shows every term again."""
    page = stage.show([samples.glossary()])
    page.get_by_label(LABEL).fill("quiet")

    page.get_by_label(LABEL).fill("")

    expect(page.get_by_role("link")).to_have_count(2)


@pytest.mark.parametrize(
    "words", ["strasse", "STRASSE", "Straße", "soren", "Søren", "l'œuvre", "oeuvre", "lodz", "LÆSØ"]
)
def test_search_takes_letters_as_they_are_typed(stage: Stage, words: str) -> None:
    """Letters and marks that a keyboard may not have are found by those that people type."""
    text = "Die große Straße, Søren, l\u2019œuvre, Łódź und Læsø."
    page = stage.show([samples.glossary(terms={"street": ("Street", text, "street.ipynb")})])

    page.get_by_label(LABEL).fill(words)

    expect(page.get_by_role("link")).to_have_text(["Street"])
