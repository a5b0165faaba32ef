"""A whole lesson without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import ANSWER, GUESS, QUESTION, focused, pressed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage

ORDER = [
    "A course",
    "Talks",
    "Load my work",
    "My work",
    GUESS,
    "Show the definition",
    "Show all words",
    "Missing words 1 of 2, show",
    "Missing words 2 of 2, show",
    "Missing words 1 of 1, show",
    "Hide the definition and facts",
    "the question's box",
    "Compare with a model answer",
    "Mediation",
    "Envoys",
    "Mediation",
]
NAME = """() => {
    const { activeElement: at } = document;
    if (at === document.body) return null;
    if (at.closest(".sw-answer") && at.matches("textarea")) return "the question's box";
    return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent.trim();
}"""


def step(page: Page, key: str = "Tab") -> str | None:
    """Press a key; return the name of what has the focus then, which must show it."""
    page.keyboard.press(key)
    name: str | None = page.evaluate(NAME)
    if name is not None:
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"no visible focus on {name}"
    return name


def go(page: Page, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        if step(page) == name:
            return
    pytest.fail(f"Tab never reaches {name}")


def test_the_order_is_that_of_the_page(stage: Stage) -> None:
    """Tab visits everything once in reading order and leaves; Shift+Tab goes back."""
    page = stage.show(samples.lesson())

    there = [step(page) for _ in range(len(ORDER) + 1)]
    back = [step(page, "Shift+Tab") for _ in range(len(ORDER))]

    assert there == [*ORDER, None]
    assert back == ORDER[::-1]


def test_a_lesson_can_be_done_by_keyboard_alone(stage: Stage) -> None:
    """Every item is tried and rated with Tab, Enter and Space, each step from where it is."""
    page = stage.show(samples.lesson())

    go(page, GUESS)
    page.keyboard.type("Talks of private people")
    go(page, "Show the definition")
    page.keyboard.press("Enter")
    assert focused(page) == "Meetings of people without office."
    assert [step(page), step(page)] == ["Study again: definition", "Got it: definition"]
    page.keyboard.press("Space")
    pressed(page, "Got it: definition")

    go(page, "Missing words 1 of 2, show")
    page.keyboard.press("Enter")
    assert focused(page) == "March 1993"
    assert step(page) == "Missing words 2 of 2, show"
    page.keyboard.press("Space")
    assert focused(page) == "Moscow"
    assert step(page) == "Study again: fact 1"
    page.keyboard.press("Enter")
    pressed(page, "Study again: fact 1")

    go(page, "the question's box")
    page.keyboard.type(ANSWER)
    go(page, "Compare with a model answer")
    page.keyboard.press("Enter")
    assert focused(page).startswith("A model answer")
    assert step(page) == "They hold no office"
    page.keyboard.press("Space")
    expect(page.get_by_label("They hold no office")).to_be_checked()
    go(page, "Check my ticks")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your words seem to mention this")).to_be_visible()
    go(page, f"Got it: question: {QUESTION}")
    page.keyboard.press("Enter")

    go(page, "Study 1 item again")
    page.keyboard.press("Enter")
    assert focused(page) == "Missing words 1 of 2, show"
    expect(page.locator(".sw-end").get_by_text("3 of 4 tried · 1 to study again")).to_be_visible()


def test_my_work_can_be_used_by_keyboard_alone(stage: Stage) -> None:
    """The disclosure opens with Space, its forms take the focus, and Tab leads through them."""
    page = stage.show(samples.lesson())
    go(page, "My work")

    page.keyboard.press("Space")
    buttons = [step(page) for _ in range(3)]
    page.keyboard.press("Enter")

    assert buttons == ["Download my work", "Load my work", "Make a page to hand in"]
    expect(page.get_by_label("Your name, kept only in this file")).to_be_focused()
    page.keyboard.type("Ada")
    rest = [step(page) for _ in range(4)]
    assert rest == ["Include my ticks", "Include my first tries", "Make the page", GUESS]


def test_the_self_test_can_be_done_by_keyboard_alone(stage: Stage) -> None:
    """Every card can be shown and rated, and the focus follows from card to card."""
    page = stage.show([samples.guide()])
    go(page, "Start")
    page.keyboard.press("Enter")

    for _ in range(6):
        kind = page.locator(".sw-face").get_attribute("data-kind")
        show = {
            "definition": "Show the term",
            "fact": "Missing words 1 of 1, show",
            "question": "Show a model answer",
        }
        go(page, show[str(kind)])
        page.keyboard.press("Enter")
        assert str(step(page)).startswith("Study again: ")
        assert str(step(page)).startswith("Got it: ")
        page.keyboard.press("Space")

    expect(page.get_by_text("That was the last card.")).to_be_visible()
    expect(page.locator(".sw-stage")).to_be_focused()


COUNT = """() => {
    globalThis.heard = [];
    for (const type of ["keydown", "keypress", "keyup"]) {
        document.addEventListener(type, (event) => {
            event.preventDefault();
            heard.push(`${event.type} ${event.key}`);
        });
    }
}"""


@pytest.mark.parametrize("place", ["Show the definition", GUESS, "Load my work"])
def test_keys_stay_in_the_widget(stage: Stage, place: str) -> None:
    """No key reaches the notebook's shortcuts, from a button or a text box."""
    page = stage.show(samples.lesson())
    go(page, place)
    page.evaluate(COUNT)

    for key in ("d", "d", "x", "a", "b", "j", "0", "ArrowDown", "Escape", "Shift+M"):
        page.keyboard.press(key)

    assert page.evaluate("heard") == []


@pytest.mark.parametrize("modifier", ["Control", "Meta"])
def test_saving_works_from_everywhere(stage: Stage, modifier: str) -> None:
    """Keys with Ctrl or Meta reach the notebook, also from a text box."""
    page = stage.show(samples.lesson())
    go(page, GUESS)
    page.evaluate(COUNT)

    page.keyboard.press(f"{modifier}+s")

    assert "keydown s" in page.evaluate("heard")
