"""A review question: answered from memory, compared, ticked, hinted at, rated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES
from tests.widgets.student import (
    ANSWER,
    QUESTION,
    answer,
    button,
    compare,
    focused,
    live,
    press,
    pressed,
    wait_until_saved,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage

MODEL = "People who hold no office. They can try out new ideas."
MENTIONED = "Your words seem to mention this"
NO_MATCH = "No match found; you may have said it differently"
REWORDED = "This question was reworded after you answered. Your answer is kept."


def box(page: Page, question: str = QUESTION) -> str:
    """What stands in the box."""
    return page.get_by_role("textbox", name=question).input_value()


def test_it_asks_before_it_shows(stage: Stage) -> None:
    """At first there are the question, a box with its prompt and one main button."""
    page = stage.show([samples.answer_box()])

    prompt = "Answer from memory. Notes are fine: key words or short sentences."
    expect(page.get_by_text(prompt)).to_be_visible()
    expect(page.locator(".sw-primary:visible")).to_have_text(["Compare with a model answer"])
    for hidden in (MODEL, "They hold no office", "Your answer"):
        expect(page.get_by_text(hidden, exact=True)).to_be_hidden()


def test_an_empty_box_is_asked_about_once(stage: Stage) -> None:
    """Comparing nothing first suggests a rough try, and moves the focus to the suggestion."""
    page = stage.show([samples.answer_box()])

    press(page, "Compare with a model answer")

    expect(page.get_by_text("A rough try helps more than reading.")).to_be_visible()
    expect(page.get_by_text(MODEL)).to_be_hidden()
    assert focused(page) == "Write a little"


def test_write_a_little_goes_back_to_the_box(stage: Stage) -> None:
    """“Write a little” takes the suggestion away and the focus into the box."""
    page = stage.show([samples.answer_box()])

    press(page, "Compare with a model answer", "Write a little")

    expect(page.get_by_role("textbox", name=QUESTION)).to_be_focused()
    expect(page.get_by_text("A rough try helps more than reading.")).to_be_hidden()


def test_show_anyway_shows(stage: Stage) -> None:
    """“Show anyway” shows the model answer beside an empty answer."""
    page = stage.show([samples.answer_box()])

    press(page, "Compare with a model answer", "Show anyway")

    expect(page.get_by_text(MODEL)).to_be_visible()
    expect(page.get_by_text("You have not written anything yet.")).to_be_visible()


def test_both_texts_stand_side_by_side(stage: Stage) -> None:
    """Comparing shows both texts next to each other and moves the focus to the model answer."""
    page = stage.show([samples.answer_box()])

    compare(page)

    own, model = (side.bounding_box() for side in page.locator(".sw-side").all())
    assert own is not None
    assert model is not None
    assert own["y"] == model["y"]
    assert own["x"] + own["width"] < model["x"]
    assert focused(page) == f"A model answer{MODEL}"
    expect(live(page, "answer")).to_have_text("Model answer shown")


def test_nothing_is_ticked_for_the_student(stage: Stage) -> None:
    """The points are unticked and without hints, whatever the answer says."""
    page = stage.show([samples.answer_box()])

    compare(page)

    expect(page.get_by_role("group", name="Tick each point your answer makes.")).to_be_visible()
    for point in page.get_by_role("checkbox").all():
        expect(point).not_to_be_checked()
    expect(page.get_by_text(MENTIONED)).to_have_count(0)


def test_hints_come_when_asked_for_and_tick_nothing(stage: Stage) -> None:
    """“Check my ticks” says beside each point whether the answer seems to mention it."""
    page = stage.show([samples.answer_box()])
    compare(page)

    press(page, "Check my ticks")

    expect(page.get_by_role("listitem").filter(has_text="They hold no office")).to_contain_text(
        MENTIONED
    )
    expect(page.get_by_role("listitem").filter(has_text="They try out ideas")).to_contain_text(
        NO_MATCH
    )
    expect(page.get_by_label("They hold no office")).not_to_be_checked()
    expect(live(page, "answer")).to_have_text("Hints shown beside the points")
    assert focused(page) == "Check my ticks"


@pytest.mark.parametrize("language", ["de", "ja"])
def test_hints_work_in_other_languages(stage: Stage, language: str) -> None:
    """With a stemmer of another language and without any, exact variants are found."""
    page = stage.show([samples.answer_box(language=language)])
    compare(page)

    press(page, "Check my ticks")

    expect(page.get_by_text(MENTIONED)).to_have_count(1)


def test_hints_go_when_the_answer_changes(stage: Stage) -> None:
    """Hints about an earlier text don't stay beside a later one."""
    page = stage.show([samples.answer_box()])
    compare(page)
    press(page, "Check my ticks")
    expect(page.get_by_text(MENTIONED)).to_be_visible()

    press(page, "Keep writing")
    compare(page, "Something else.")

    expect(page.get_by_text(MENTIONED)).to_have_count(0)


def test_keep_writing_hides_the_model_answer_again(stage: Stage) -> None:
    """“Keep writing” hides the model answer and the points and goes back into the text."""
    page = stage.show([samples.answer_box()])
    compare(page)

    press(page, "Keep writing")

    expect(page.get_by_text(MODEL)).to_be_hidden()
    expect(page.get_by_text("They hold no office", exact=True)).to_be_hidden()
    expect(page.get_by_role("textbox", name=QUESTION)).to_be_focused()
    assert box(page) == ANSWER
    expect(live(page, "answer")).to_have_text("Model answer hidden")


def test_words_are_counted_and_saving_is_shown(stage: Stage) -> None:
    """Below the box stands how many words there are, and once they are stored, "saved"."""
    page = stage.show([samples.answer_box()])

    answer(page, "one")
    expect(page.get_by_text(re.compile("^1 word( · saved)?$"))).to_be_visible()
    answer(page, "one two")

    expect(page.get_by_text("2 words · saved")).to_be_visible()
    expect(live(page, "answer")).to_have_text("")


def test_everything_is_there_after_a_reload(stage: Stage) -> None:
    """Text, comparison, ticks and rating survive a reload; hints are asked for anew."""
    page = stage.show([samples.header(), samples.answer_box()])
    compare(page)
    page.get_by_label("They try out ideas").check()
    press(page, "Check my ticks", f"Got it: question: {QUESTION}")
    wait_until_saved(page)

    stage.reload()

    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.get_by_label("They try out ideas")).to_be_checked()
    expect(page.get_by_label("They hold no office")).not_to_be_checked()
    pressed(page, f"Got it: question: {QUESTION}")
    expect(page.get_by_text(MENTIONED)).to_have_count(0)


def test_two_tabs_stay_in_step(stage: Stage) -> None:
    """What is written, compared and ticked in one tab appears in the other."""
    page = stage.show([samples.answer_box()])
    other = stage.tab()

    compare(page)
    page.get_by_label("They hold no office").check()

    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(other.get_by_label("They hold no office")).to_be_checked()


def test_a_tab_that_hears_of_another_text_shows_it(stage: Stage) -> None:
    """A box in which nobody is typing takes over what another tab wrote."""
    page = stage.show([samples.answer_box()])
    other = stage.tab()

    answer(page, "from the first tab")

    expect(other.get_by_role("textbox", name=QUESTION)).to_have_value("from the first tab")


def test_a_reworded_question_keeps_the_answer(stage: Stage) -> None:
    """A question that was reworded says so, and shows its old wording on request."""
    page = stage.show([samples.header(), samples.answer_box()])
    compare(page)
    wait_until_saved(page)

    stage.show([samples.answer_box(question="Who helps, and how?")])

    expect(page.get_by_text(REWORDED)).to_be_visible()
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.get_by_text(QUESTION)).to_be_hidden()
    press(page, "Show the old wording")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(button(page, "Show the old wording")).to_have_attribute("aria-expanded", "true")


def test_the_old_wording_is_known_for_a_draft_too(stage: Stage) -> None:
    """Someone who kept writing after comparing can still see what the question was."""
    page = stage.show([samples.answer_box()])
    compare(page)
    press(page, "Keep writing")
    answer(page, "More than that.")
    expect(page.get_by_text("3 words · saved")).to_be_visible()

    stage.show([samples.answer_box(question="Who helps, and how?")])
    press(page, "Show the old wording")

    expect(page.get_by_text(QUESTION)).to_be_visible()


def test_a_comma_makes_no_new_question(stage: Stage) -> None:
    """Punctuation, case and bold don't count as rewording."""
    page = stage.show([samples.header(), samples.answer_box()])
    compare(page)
    wait_until_saved(page)

    stage.show([samples.answer_box(question="Who takes part and **why** does it help")])

    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.get_by_text(REWORDED)).to_have_count(0)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep this one: version 1 of 2", "What one computer had."),
        ("Keep this one: version 2 of 2", "What the other one had."),
        ("Keep both", "What one computer had.\n\nWhat the other one had."),
    ],
)
def test_two_versions_are_kept_until_the_student_chooses(
    stage: Stage, choice: str, kept: str
) -> None:
    """Two texts written at once are both shown; choosing puts one or both into the box."""
    page = STATES["two versions"].show(stage)
    assert box(page) == "What one computer had."

    press(page, choice)

    expect(page.get_by_text("2 versions of this answer")).to_have_count(0)
    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value(kept)
    expect(page.get_by_role("textbox", name=QUESTION)).to_be_focused()


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep this one: version 1 of 2", "Better words."),
        ("Keep this one: version 2 of 2", "What the other one had."),
        ("Keep both", "What the other one had.\n\nBetter words."),
    ],
)
def test_choosing_counts_what_was_just_typed(stage: Stage, choice: str, kept: str) -> None:
    """What is typed a moment before choosing stands for the version that it goes on from."""
    page = STATES["two versions"].show(stage)
    # Typing and choosing within one task: the words can't have been saved in between.
    page.evaluate(
        """choice => {
            const box = document.querySelector(".sw-answer textarea");
            box.value = "Better words.";
            box.dispatchEvent(new Event("input"));
            const named = ({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === choice;
            [...document.querySelectorAll("button")].find(named).click();
        }""",
        choice,
    )

    expect(page.get_by_text("2 versions of this answer")).to_have_count(0)
    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value(kept)
    expect(page.locator(".sw-answer").get_by_text("words · saved")).to_be_visible()
    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value(kept)


def test_the_definition_and_the_facts_can_be_covered(stage: Stage) -> None:
    """One toggle hides the notes while the student answers, and shows them again."""
    page = stage.show([samples.definition(), samples.facts(), samples.answer_box()])
    press(page, "Show the definition")
    pressed(page, "Hide the definition and facts", is_pressed=False)

    press(page, "Hide the definition and facts")

    pressed(page, "Hide the definition and facts")
    expect(page.get_by_text("Meetings of people without office.")).to_be_hidden()
    expect(page.get_by_text("Think of each missing word")).to_be_hidden()
    expect(page.get_by_text("Hidden while you answer from memory.")).to_have_count(2)

    press(page, "Hide the definition and facts")
    expect(page.get_by_text("Meetings of people without office.")).to_be_visible()


def test_a_covered_note_can_be_shown_where_it_is(stage: Stage) -> None:
    """“Show” in a covered note uncovers the notes and moves the focus to what was below it."""
    page = stage.show([samples.definition(), samples.answer_box()])
    press(page, "Show the definition", "Hide the definition and facts")

    press(page, "Show")

    expect(page.get_by_text("Meetings of people without office.")).to_be_visible()
    assert "Meetings of people without office." in focused(page)
    pressed(page, "Hide the definition and facts", is_pressed=False)


def test_without_notes_there_is_nothing_to_cover(stage: Stage) -> None:
    """A notebook of questions alone offers no cover."""
    page = stage.show([samples.answer_box()])

    expect(page.get_by_text("Hide the definition and facts")).to_be_hidden()


def test_a_text_has_a_limit_that_the_box_keeps(stage: Stage) -> None:
    """More than the record can hold can't be pasted in, so nothing is lost without a word."""
    page = stage.show([samples.answer_box()])
    page.get_by_role("textbox", name=QUESTION).focus()

    page.keyboard.insert_text("x" * 100_001)

    assert len(box(page)) == 100_000
    expect(page.get_by_text("1 word · saved")).to_be_visible()
