"""The course's first page: units and terms, what to study again, what to practise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES, home
from tests.widgets.student import study

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage


def test_units_and_terms_are_links(stage: Stage) -> None:
    """Every term leads to its lesson, every unit to its guide, and the glossary is there."""
    page = stage.show([samples.home()])

    links = {link.text_content(): link.get_attribute("href") for link in page.locator("a").all()}
    assert links == {
        "Guide and self-test": "guide-talks.ipynb",
        "Quiet talks": "quiet-talks.ipynb",
        "Mediation": "mediation.ipynb",
        "Glossary": "glossary.ipynb",
    }


def test_nothing_tried_leaves_nothing_to_study_again(stage: Stage) -> None:
    """A new student sees no list of things to study again."""
    page = stage.show([samples.home()])

    expect(page.get_by_role("heading", name="Study again")).to_be_hidden()
    expect(page.get_by_text("0 of 7 tried")).to_be_visible()


def test_progress_and_what_to_study_again_come_from_the_lessons(stage: Stage) -> None:
    """The page counts by term and unit, and names each item to study again."""
    page = stage.show(samples.lesson())
    study(page)

    stage.show(home())

    expect(page.locator(".sw-again li")).to_have_text(["Quiet talks: fact 2, question 1"])
    expect(page.locator(".sw-unit").get_by_text("4 of 7 tried · 2 to study again")).to_be_visible()
    bar = page.get_by_role("progressbar", name="Items tried: Quiet talks")
    assert bar.evaluate("(bar) => [bar.value, bar.max]") == [4, 4]


def test_chosen_terms_are_practised(stage: Stage) -> None:
    """Ticking terms names how many the self-test will have, and survives a reload."""
    page = stage.show(home())

    page.get_by_label("Practise: Mediation").check()

    expect(page.get_by_role("link", name="Practise 1 chosen term")).to_be_visible()
    expect(page.get_by_label("Practise: Mediation")).to_be_focused()
    expect(page.locator(".sw-dot")).to_have_attribute("data-state", "saved")
    stage.reload()
    expect(page.get_by_label("Practise: Mediation")).to_be_checked()
    page.get_by_label("Practise: Quiet talks").check()
    expect(page.get_by_role("link", name="Practise 2 chosen terms")).to_be_visible()


def test_the_choice_reaches_the_guide(stage: Stage) -> None:
    """The unit's self-test has only the cards of the chosen terms."""
    page = STATES["home, used"].show(stage)

    stage.show([samples.guide()])

    expect(page.get_by_text("3 cards")).to_be_visible()
    expect(page.get_by_role("button", name="1 of 2 terms")).to_be_visible()


def test_the_focus_on_a_link_stays(stage: Stage) -> None:
    """Work in another tab updates the page without taking the focus from a link."""
    page = STATES["home, used"].show(stage)
    page.locator(".sw-again a").focus()
    other = stage.tab()

    other.get_by_label("Practise: Quiet talks").check()

    expect(page.get_by_role("link", name="Practise 2 chosen terms")).to_be_visible()
    expect(page.locator(".sw-again a")).to_be_focused()
