"""The must-know facts: blanks that open one by one, and their ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import button, focused, live, press, pressed, wait_until_saved

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage


def test_the_key_words_are_blanks(stage: Stage) -> None:
    """Every key word is a button that says which blank it is, and its text is nowhere."""
    page = stage.show([samples.facts()])

    expect(page.get_by_text("Think of each missing word, then open it.")).to_be_visible()
    names = [blank.get_attribute("aria-label") for blank in page.locator(".sw-blank").all()]
    assert names == [
        "Missing words 1 of 2, show",
        "Missing words 2 of 2, show",
        "Missing words 1 of 1, show",
    ]
    for word in ("March", "Moscow", "Norway"):
        assert word not in page.locator("main").inner_html()


def test_all_blanks_are_equally_wide(stage: Stage) -> None:
    """The width of a blank says nothing about its words."""
    facts = {"short": "It is **it**.", "long": "It was **an extraordinarily long phrase** once."}
    page = stage.show([samples.facts(facts=facts)])

    widths = {blank.bounding_box()["width"] for blank in page.locator(".sw-blank").all()}  # type: ignore[index] # visible, so it has a box

    assert len(widths) == 1


def test_one_blank_opens_at_a_time(stage: Stage) -> None:
    """An opened blank shows its words and takes the focus; the others stay closed."""
    page = stage.show([samples.facts()])

    press(page, "Missing words 2 of 2, show")

    assert focused(page) == "Moscow"
    expect(page.get_by_text("Talks began in  in Moscow.")).to_be_visible()
    expect(button(page, "Missing words 1 of 2, show")).to_be_visible()
    expect(live(page, "facts")).to_have_text("Missing words shown")


def test_a_fact_is_rated_once_its_last_blank_is_open(stage: Stage) -> None:
    """The ratings of a fact come with its last blank, and name the fact."""
    page = stage.show([samples.facts()])
    rating = button(page, "Got it: fact 1")
    press(page, "Missing words 1 of 2, show")
    expect(rating).to_be_hidden()

    press(page, "Missing words 2 of 2, show")

    expect(rating).to_be_visible()
    expect(button(page, "Study again: fact 1")).to_be_visible()
    expect(button(page, "Got it: fact 2")).to_be_hidden()


def test_known_facts_are_counted(stage: Stage) -> None:
    """Only "Got it" makes a fact known."""
    page = stage.show([samples.facts()])
    expect(page.get_by_text("0 of 2 known")).to_be_visible()
    press(page, "Show all words")

    press(page, "Got it: fact 1", "Study again: fact 2")

    expect(page.get_by_text("1 of 2 known")).to_be_visible()
    pressed(page, "Got it: fact 1")
    pressed(page, "Study again: fact 2")


def test_all_words_can_be_shown_and_hidden(stage: Stage) -> None:
    """“Show all words” opens every blank and, pressed again, closes those it opened."""
    page = stage.show([samples.facts()])
    press(page, "Missing words 1 of 1, show")
    pressed(page, "Show all words", is_pressed=False)

    press(page, "Show all words")
    pressed(page, "Show all words")
    expect(page.get_by_text("Talks began in March 1993 in Moscow.")).to_be_visible()
    expect(live(page, "facts")).to_have_text("All words shown")

    press(page, "Show all words")
    expect(page.get_by_text("The host was Norway.")).to_be_visible()
    assert page.get_by_text("Moscow").count() == 0
    expect(live(page, "facts")).to_have_text("Words hidden again")


def test_everything_is_there_after_a_reload(stage: Stage) -> None:
    """Open blanks and ratings survive a reload; what was closed is closed."""
    page = stage.show([samples.header(), samples.facts()])
    press(page, "Missing words 1 of 1, show", "Got it: fact 2", "Missing words 2 of 2, show")
    wait_until_saved(page)

    stage.reload()

    expect(page.get_by_text("The host was Norway.")).to_be_visible()
    pressed(page, "Got it: fact 2")
    expect(button(page, "Missing words 1 of 2, show")).to_be_visible()
    assert page.get_by_text("March").count() == 0


def test_two_tabs_stay_in_step(stage: Stage) -> None:
    """A blank opened in one tab opens in the other, where the focus stays where it was."""
    page = stage.show([samples.facts()])
    other = stage.tab()
    other.bring_to_front()
    button(other, "Show all words").focus()

    press(page, "Missing words 1 of 1, show", "Got it: fact 2")

    expect(other.get_by_text("The host was Norway.")).to_be_visible()
    pressed(other, "Got it: fact 2")
    assert focused(other) == "Show all words"


def test_a_fact_without_key_words_can_be_rated_at_once(stage: Stage) -> None:
    """An instructor's fact without bold words has nothing to open."""
    page = stage.show([samples.facts(facts={"plain": "Norway was the host."})])

    expect(button(page, "Got it: fact 1")).to_be_visible()


@pytest.mark.parametrize(
    ("value", "opened"), [("[0]", 1), ("['x', 7, null]", 0), ("{ a: 1 }", 0), ("true", 0)]
)
def test_odd_entries_of_the_record_do_no_harm(stage: Stage, value: str, opened: int) -> None:
    """An entry from elsewhere that names no blank of this fact opens none."""
    page = stage.show([samples.facts()])

    page.evaluate(
        f"""globalThis[Symbol.for("studywidgets/record/1")].get("a-course").write({{
            item: "quiet-talks/first", kind: "revealed", value: {value},
        }})"""
    )

    expect(page.locator(".sw-key")).to_have_count(opened)
    press(page, "Show all words")
    expect(page.get_by_text("Talks began in March 1993 in Moscow.")).to_be_visible()
