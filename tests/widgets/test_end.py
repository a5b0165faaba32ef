"""The end of a lesson: what to study again, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES
from tests.widgets.student import (
    ANSWER,
    GUESS,
    QUESTION,
    button,
    focused,
    press,
    pressed,
    study,
)

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage


def test_it_counts_and_offers_what_to_study_again(stage: Stage) -> None:
    """The end has the same count as the header, and a button once there is something."""
    page = stage.show(samples.lesson())
    end = page.locator(".sw-end")
    expect(end.get_by_text("0 of 4 tried")).to_be_visible()
    expect(end.get_by_role("button")).to_have_count(0)

    press(page, "Show the definition", "Study again: definition")
    expect(button(page, "Study 1 item again")).to_be_visible()
    press(page, "Missing words 1 of 1, show", "Study again: fact 2")

    expect(end.get_by_text("2 of 4 tried · 2 to study again")).to_be_visible()
    expect(button(page, "Study 2 items again")).to_be_visible()


def test_exactly_the_items_to_study_again_are_hidden(stage: Stage) -> None:
    """“Study again” items are hidden again, known ones stay open, and ratings stay."""
    page = stage.show(samples.lesson())
    study(page)

    press(page, "Study 2 items again")

    expect(button(page, "Missing words 1 of 1, show")).to_be_visible()
    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value(ANSWER)
    expect(page.get_by_text("A model answer", exact=True)).to_be_hidden()
    expect(page.get_by_text("Talks began in March 1993 in Moscow.")).to_be_visible()
    expect(page.get_by_text("Meetings of people without office.")).to_be_visible()
    expect(page.locator(".sw-end").get_by_text("4 of 4 tried · 2 to study again")).to_be_visible()


def test_the_focus_goes_to_the_first_of_them(stage: Stage) -> None:
    """The first item to study again gets the focus and is on the screen."""
    page = stage.show(samples.lesson())
    study(page)

    press(page, "Study 2 items again")

    assert focused(page) == "Missing words 1 of 1, show"
    expect(button(page, "Missing words 1 of 1, show")).to_be_in_viewport()


def test_a_question_gets_the_focus_in_its_box(stage: Stage) -> None:
    """Where a question comes first, the focus goes into its box, not to a button beside it."""
    page = stage.show([samples.definition(), samples.answer_box(), samples.end()])
    page.get_by_role("textbox", name=QUESTION).fill(ANSWER)
    press(page, "Compare with a model answer", f"Study again: question: {QUESTION}")

    press(page, "Study 1 item again")

    expect(page.get_by_role("textbox", name=QUESTION)).to_be_focused()


def test_words_shown_all_at_once_are_hidden_too(stage: Stage) -> None:
    """“Show all words” ends when the student goes back to the facts."""
    page = stage.show(samples.lesson())
    press(page, "Show all words", "Study again: fact 1")

    press(page, "Study 1 item again")

    assert focused(page) == "Missing words 1 of 2, show"
    pressed(page, "Show all words", is_pressed=False)
    expect(page.get_by_text("Moscow")).to_have_count(0)


def test_covered_notes_are_uncovered(stage: Stage) -> None:
    """An item to study again is seen even if the notes were covered."""
    page = stage.show(samples.lesson())
    press(page, "Show the definition", "Study again: definition", "Hide the definition and facts")

    press(page, "Study 1 item again")

    expect(page.get_by_label(GUESS)).to_be_visible()
    expect(page.get_by_label(GUESS)).to_be_focused()


def test_an_item_got_at_the_second_try_is_done(stage: Stage) -> None:
    """Rating it "Got it" takes the offer away."""
    page = stage.show(samples.lesson())
    press(page, "Show the definition", "Study again: definition", "Study 1 item again")

    press(page, "Show the definition", "Got it: definition")

    expect(page.locator(".sw-end").get_by_role("button")).to_have_count(0)


def test_it_leads_on(stage: Stage) -> None:
    """Related terms, sources and the lessons before and after are there."""
    page = stage.show([samples.end()])

    expect(page.get_by_role("heading")).to_have_text(["Related terms", "Sources"])
    expect(page.get_by_role("listitem")).to_have_text(
        ["Mediation", "A. Writer, A Book (A Press, 2001)"]
    )
    ways = page.get_by_role("navigation", name="Lessons").get_by_role("link")
    expect(ways).to_have_text(["Envoys", "Mediation"])
    assert [way.get_attribute("href") for way in ways.all()] == ["envoys.ipynb", "mediation.ipynb"]


def test_what_is_missing_leaves_no_heading_and_no_rule(stage: Stage) -> None:
    """A lesson without related terms, sources and neighbours shows no heading or line of theirs."""
    page = STATES["bare end"].show(stage)

    expect(page.get_by_role("heading")).to_have_count(0)
    expect(page.get_by_role("link")).to_have_count(0)
    expect(page.locator(".sw-ways")).to_be_hidden()
