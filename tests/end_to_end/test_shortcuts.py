"""Keys pressed in a widget stay in the widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch

# What the applications do on these keys: delete, cut, insert and convert cells, undo, move on,
# change the mode, run a cell.
KEYS = (
    *("d", "d", "x", "c", "v", "a", "b", "j", "k", "m", "y", "z", "1", "Shift+M"),
    *("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Escape", "Shift+Enter", "Enter"),
)

NOTEBOOK = """
(panel) => ({
    cells: [...panel.querySelectorAll(".jp-Cell")].map(
        (cell) => ["jp-CodeCell", "jp-MarkdownCell", "jp-RawCell",
                   "jp-mod-active", "jp-mod-selected"]
            .filter((name) => cell.classList.contains(name)).join(" ")),
    mode: panel.querySelector(".jp-Notebook").classList.contains("jp-mod-editMode"),
    widgetsFromBefore: panel.querySelectorAll("[data-earlier]").length,
    focusInWidget: document.activeElement.closest(".sw-host") !== null,
})
"""


def test_no_shortcut(lesson: OpenNotebook, observed: Watch) -> None:
    """No key pressed on a button, blank, checkbox or text changes, moves or runs a cell."""
    definition, facts = lesson.widget("definition"), lesson.widget("facts")
    question = lesson.widget("answer").first
    question.get_by_role("textbox").fill("Something")
    question.get_by_role("button", name="Compare with a model answer").click()
    places = {
        "a text area": definition.get_by_role("textbox"),
        "a button": lesson.widget("header").get_by_role("button", name="My work", exact=True),
        "a blank": facts.get_by_role("button", name="Missing words 1 of").first,
        "a checkbox": question.get_by_role("checkbox").first,
    }
    lesson.age()
    before, after = {}, {}

    for name, place in places.items():
        # Where a click falls decides on the active cell and the mode, so it comes first.
        place.click()
        place.focus()
        before[name] = lesson.panel.evaluate(NOTEBOOK)
        for key in KEYS:
            lesson.page.keyboard.press(key)
        after[name] = lesson.panel.evaluate(NOTEBOOK)

    assert after == before
    assert all(state["focusInWidget"] for state in before.values())
    assert observed.problems() == []


def test_save(lesson: OpenNotebook, observed: Watch) -> None:
    """Ctrl+S saves the notebook from a text area and from a button."""
    lesson.widget("answer").first.get_by_role("textbox").focus()
    lesson.save()

    lesson.widget("facts").get_by_role("button", name="Show all words").focus()
    lesson.save()

    expect(lesson.hosts).to_have_count(7)
    assert observed.problems() == []
