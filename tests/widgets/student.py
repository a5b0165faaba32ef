"""What a student does on a page of widgets, and what the tests look for there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

GUESS = "Say it in your own words first. This first try is just for you."
QUESTION = "Who takes part, and why does it help?"
ANSWER = "Private citizens who hold no office."
SAVED = re.compile(r"^Saved in this browser, \d\d:\d\d$")


def button(page: Page, name: str) -> Locator:
    """The button with exactly this name."""
    return page.get_by_role("button", name=name, exact=True)


def press(page: Page, *names: str) -> None:
    """Press buttons, one after the other."""
    for name in names:
        button(page, name).click()


def pressed(page: Page, name: str, *, is_pressed: bool = True) -> None:
    """Expect a toggle to be pressed, or not."""
    expect(button(page, name)).to_have_attribute("aria-pressed", str(is_pressed).lower())


def answer(page: Page, text: str = ANSWER) -> None:
    """Write an answer to the review question."""
    page.get_by_role("textbox", name=QUESTION).fill(text)


def compare(page: Page, text: str = ANSWER) -> None:
    """Write an answer and look at the model answer."""
    answer(page, text)
    press(page, "Compare with a model answer")


def study(page: Page) -> None:
    """Try every item of the sample lesson: two known, two to study again."""
    page.get_by_label(GUESS).fill("Talks between people without office")
    press(page, "Show the definition", "Got it: definition")
    for name in ("1 of 2", "2 of 2", "1 of 1"):
        press(page, f"Missing words {name}, show")
    press(page, "Got it: fact 1", "Study again: fact 2")
    compare(page)
    page.get_by_label("They hold no office").check()
    press(page, f"Study again: question: {QUESTION}")
    wait_until_saved(page)


def wait_until_saved(page: Page) -> None:
    """Wait until the header says that there is work, and that it is saved."""
    dot = page.locator(".sw-dot")
    expect(dot).to_be_visible()
    expect(dot).to_have_attribute("data-state", "saved")


def expect_status(page: Page, text: str | re.Pattern[str]) -> None:
    """Expect what the header's one quiet line says, leaving out what is hidden."""
    expect(page.locator(".sw-status-line")).to_have_text(text, use_inner_text=True)


def live(page: Page, widget: str) -> Locator:
    """The live region of the first widget of a kind, such as "definition"."""
    return page.locator(f".sw-{widget} + .sw-live").first


def focused(page: Page) -> str:
    """The name or the text of what has the focus."""
    return str(
        page.evaluate(
            """() => {
                const { activeElement: at } = document;
                const label = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent;
                return label ?? at.textContent.trim();
            }"""
        )
    )


def download(page: Page, name: str, folder: Path) -> Path:
    """Press a button that downloads, and return the file."""
    with page.expect_download() as started:
        press(page, name)
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def load(page: Page, file: Path | dict[str, Any]) -> None:
    """Choose a file to load."""
    if not button(page, "Make a page to hand in").is_visible():
        press(page, "My work")
    with page.expect_file_chooser() as chooser:
        page.locator(".sw-work").get_by_role("button", name="Load my work", exact=True).click()
    chooser.value.set_files(file)  # type: ignore[arg-type] # a path or a file payload
