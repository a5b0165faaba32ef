"""The guide's mixed self-test: cards in a stored order, each tried before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES
from tests.widgets.student import button, focused, live, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage


def started(stage: Stage) -> Page:
    """A page with a round under way."""
    page = stage.show([samples.guide()])
    press(page, "Start")
    return page


def rate(page: Page, rating: str) -> None:
    """Show what the card hides, and rate it."""
    page.locator(".sw-face").get_by_role("button").first.click()
    page.get_by_role("button", name=rating).first.click()


def face(page: Page) -> str:
    """What the card shows."""
    return page.locator(".sw-face").inner_text()


def test_it_starts_when_asked(stage: Stage) -> None:
    """Before the start there is no card, only how many there are."""
    page = stage.show([samples.guide()])
    expect(page.get_by_text("6 cards")).to_be_visible()
    expect(page.locator(".sw-face")).to_have_count(0)

    press(page, "Start")

    expect(page.locator(".sw-note").get_by_text("Card 1 of 6")).to_be_visible()
    expect(live(page, "guide")).to_have_text("Card 1 of 6")
    assert page.locator(".sw-face").evaluate("(face) => face.contains(document.activeElement)")


def test_a_definition_asks_for_its_term(stage: Stage) -> None:
    """A definition's card hides the term until it is asked for, then takes the rating."""
    page = STATES["guide, definition"].show(stage)

    expect(page.get_by_text("Which term is this?")).to_be_visible()
    title = page.locator(".sw-solution")
    expect(title).to_be_visible()
    expect(title).to_be_focused()
    expect(live(page, "guide")).to_have_text("Term shown")
    expect(button(page, f"Got it: definition, {title.inner_text()}")).to_be_visible()


def test_a_fact_asks_for_its_words(stage: Stage) -> None:
    """A fact's card has its key words as blanks."""
    page = STATES["guide, fact"].show(stage)

    assert focused(page) in {"Norway", "third party"}
    expect(page.get_by_role("button", name="Got it: fact")).to_be_visible()


def test_a_question_asks_for_an_answer(stage: Stage) -> None:
    """A question's card has a box, then the model answer with the focus."""
    page = STATES["guide, question"].show(stage)

    expect(page.get_by_role("textbox")).to_be_visible()
    assert focused(page).startswith("A model answer")
    expect(live(page, "guide")).to_have_text("Model answer shown")


def test_nothing_is_rated_before_it_is_shown(stage: Stage) -> None:
    """A fresh card has no ratings."""
    page = started(stage)

    expect(page.get_by_role("button", name="Got it")).to_have_count(0)


def test_rating_brings_the_next_card(stage: Stage) -> None:
    """After the rating comes the next card, with the focus in it."""
    page = started(stage)
    first = face(page)

    rate(page, "Got it")

    expect(page.locator(".sw-note").get_by_text("Card 2 of 6")).to_be_visible()
    assert face(page) != first
    assert page.locator(".sw-face").evaluate("(face) => face.contains(document.activeElement)")


def test_the_round_goes_on_after_a_reload(stage: Stage) -> None:
    """The order and the place in it survive a reload."""
    page = started(stage)
    rate(page, "Got it")
    shown = face(page)
    expect(page.locator(".sw-note").get_by_text("Card 2 of 6")).to_be_visible()

    stage.reload()

    expect(page.locator(".sw-note").get_by_text("Card 2 of 6")).to_be_visible()
    assert face(page) == shown


def test_a_skipped_card_comes_back_at_the_end(stage: Stage) -> None:
    """“Skip” puts a card behind the others and loses none."""
    page = started(stage)
    first = face(page)
    press(page, "Skip")
    assert face(page) != first

    for _ in range(5):
        rate(page, "Got it")

    assert face(page) == first
    expect(button(page, "Skip")).to_be_hidden()


def test_the_end_offers_what_to_study_again(stage: Stage) -> None:
    """After the last card come the cards to study again, alone, or a new round of all."""
    page = started(stage)
    for rating in ["Study again"] * 2 + ["Got it"] * 4:
        rate(page, rating)
    expect(page.get_by_text("That was the last card. 2 to study again.")).to_be_visible()
    expect(page.locator(".sw-stage")).to_be_focused()

    press(page, "Study 2 cards again")
    expect(page.locator(".sw-note").get_by_text("Card 1 of 2")).to_be_visible()
    rate(page, "Got it")
    rate(page, "Got it")

    expect(
        page.get_by_text("That was the last card. You marked every one of them “Got it”.")
    ).to_be_visible()
    press(page, "Start a new round")
    expect(page.locator(".sw-note").get_by_text("Card 1 of 6")).to_be_visible()


def test_terms_can_be_chosen_in_the_guide(stage: Stage) -> None:
    """Ticking a term leaves only its cards, also in a round under way."""
    page = started(stage)
    toggle = button(page, "Choose terms")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()

    page.get_by_label("Practise: Mediation").check()

    expect(page.locator(".sw-note").get_by_text("Card 1 of 3")).to_be_visible()
    expect(button(page, "1 of 2 terms")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_label("Practise: Mediation")).to_be_focused()


def test_a_try_here_leaves_the_lessons_answer_alone(stage: Stage) -> None:
    """What is typed in the self-test does not replace the answer in the lesson."""
    page = stage.show(samples.lesson())
    page.get_by_role("textbox", name="Who takes part").fill("The careful answer.")
    expect(page.get_by_text("3 words · saved")).to_be_visible()
    stage.show([samples.guide()])
    press(page, "Start")
    while page.get_by_role("heading", name="Who takes part?").count() == 0:
        press(page, "Skip")

    page.get_by_role("textbox").fill("hasty")
    press(page, "Show a model answer")
    stage.show(samples.lesson())

    expect(page.get_by_role("textbox", name="Who takes part")).to_have_value("The careful answer.")
