"""The definition: said in one's own words, shown, rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import GUESS, focused, live, press, pressed, wait_until_saved

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage

TEXT = "Meetings of people without office."


def test_it_asks_before_it_shows(stage: Stage) -> None:
    """At first there are a box, its prompt and one button, and no definition."""
    page = stage.show([samples.definition()])

    expect(page.get_by_label(GUESS)).to_have_value("")
    expect(page.get_by_role("button")).to_have_text(["Show the definition"])
    expect(page.get_by_text(TEXT)).to_be_hidden()


def test_an_empty_box_is_no_obstacle(stage: Stage) -> None:
    """The definition can be shown without writing anything."""
    page = stage.show([samples.definition()])

    press(page, "Show the definition")

    expect(page.get_by_text(TEXT)).to_be_visible()
    expect(page.get_by_text("Did your words have the main idea?")).to_be_visible()
    expect(page.get_by_text("You wrote:")).to_be_hidden()


def test_the_focus_goes_to_what_was_revealed(stage: Stage) -> None:
    """Revealing moves the focus to the definition and announces it in two words."""
    page = stage.show([samples.definition()])
    expect(live(page, "definition")).to_have_text("")

    press(page, "Show the definition")

    assert focused(page) == TEXT
    expect(live(page, "definition")).to_have_text("Definition shown")


def test_the_own_words_stay_beside_the_definition(stage: Stage) -> None:
    """What the student wrote is shown above the definition."""
    page = stage.show([samples.definition()])
    page.get_by_label(GUESS).fill("Talks of private people")

    press(page, "Show the definition")

    expect(page.get_by_text("You wrote: “Talks of private people”")).to_be_visible()


def test_exactly_the_chosen_rating_is_pressed(stage: Stage) -> None:
    """The ratings are unpressed at first, then the last one chosen is pressed."""
    page = stage.show([samples.definition()])
    press(page, "Show the definition")
    pressed(page, "Study again: definition", is_pressed=False)
    pressed(page, "Got it: definition", is_pressed=False)

    press(page, "Got it: definition", "Study again: definition")

    pressed(page, "Study again: definition")
    pressed(page, "Got it: definition", is_pressed=False)
    expect(live(page, "definition")).to_have_text("Study again: definition")


def test_it_can_be_hidden_again(stage: Stage) -> None:
    """Hiding the definition brings the box back, with its words and the focus."""
    page = stage.show([samples.definition()])
    page.get_by_label(GUESS).fill("Talks")
    press(page, "Show the definition")

    press(page, "Hide the definition")

    expect(page.get_by_text(TEXT)).to_be_hidden()
    expect(page.get_by_label(GUESS)).to_have_value("Talks")
    expect(page.get_by_label(GUESS)).to_be_focused()
    expect(live(page, "definition")).to_have_text("Definition hidden")


def test_everything_is_there_after_a_reload(stage: Stage) -> None:
    """The guess, the reveal and the rating survive a reload, and say nothing by themselves."""
    page = stage.show([samples.header(), samples.definition()])
    page.get_by_label(GUESS).fill("Talks")
    press(page, "Show the definition", "Got it: definition")
    wait_until_saved(page)

    stage.reload()

    expect(page.get_by_text(TEXT)).to_be_visible()
    expect(page.get_by_text("You wrote: “Talks”")).to_be_visible()
    pressed(page, "Got it: definition")
    expect(live(page, "definition")).to_have_text("")


def test_words_not_yet_submitted_are_there_after_a_reload(stage: Stage) -> None:
    """A page that goes in the middle of a word loses nothing that was typed."""
    page = stage.show([samples.definition()])
    page.get_by_label(GUESS).press_sequentially("half a wo")

    stage.reload()

    expect(page.get_by_label(GUESS)).to_have_value("half a wo")


def test_two_views_of_an_item_stay_in_step(stage: Stage) -> None:
    """The same definition shown twice in a page is revealed and rated in both places."""
    page = stage.show([samples.definition(), samples.definition()])
    first, second = page.locator(".sw-definition").all()

    first.get_by_label(GUESS).fill("Talks")
    expect(second.get_by_label(GUESS)).to_have_value("Talks")
    first.get_by_role("button", name="Show the definition").click()
    expect(second.get_by_text(TEXT)).to_be_visible()
    assert first.evaluate("(root) => root.contains(document.activeElement)")
    first.get_by_role("button", name="Got it").click()

    expect(second.get_by_role("button", name="Got it")).to_have_attribute("aria-pressed", "true")


def test_two_tabs_stay_in_step(stage: Stage) -> None:
    """What happens in one tab happens in the other, without a reload."""
    page = stage.show([samples.definition()])
    other = stage.tab()

    page.get_by_label(GUESS).fill("Talks")
    press(page, "Show the definition", "Got it: definition")

    expect(other.get_by_text("You wrote: “Talks”")).to_be_visible()
    pressed(other, "Got it: definition")


def test_python_sees_what_the_student_does(stage: Stage) -> None:
    """The guess, the reveal and the rating are mirrored into the widget's traits."""
    page = stage.show([samples.definition()])
    page.get_by_label(GUESS).fill("Talks")

    press(page, "Show the definition", "Got it: definition")

    traits = page.evaluate(
        "['guess', 'revealed', 'rating'].map((name) => harness.mounted[0].model.get(name))"
    )
    assert traits == ["Talks", True, "good"]


def test_a_view_that_goes_keeps_what_was_typed(stage: Stage) -> None:
    """Text typed just before a view is torn down, as by running its cell again, is kept."""
    page = stage.show([samples.definition()])
    page.get_by_label(GUESS).press_sequentially("half a wo")

    page.evaluate(
        """async () => {
            const { el, controller } = harness.mounted[0];
            controller.abort();
            el.remove();
            const { widgets } = await (await fetch("states.json")).json();
            await harness.mount(widgets[0]);
        }"""
    )

    expect(page.get_by_label(GUESS)).to_have_value("half a wo")
