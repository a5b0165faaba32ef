"""The lesson on paper: a document of its own with everything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import ANSWER, QUESTION, button, press, study

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

    from tests.widgets.conftest import Stage

# The browser's own dialogue can't be driven, so printing only notes that it was asked for.
PRINT = """globalThis.print = () => { parent.printed = (parent.printed ?? 0) + 1; };"""


def printed(page: Page) -> FrameLocator:
    """Ask for the print, and return its document."""
    press(page, "My work", "Print this lesson")
    page.wait_for_function("window.printed === 1")
    return page.frame_locator("iframe.sw-print")


def test_everything_is_on_paper(stage: Stage) -> None:
    """Definition, facts, model answers, points and the student's own answers are printed."""
    stage.page.add_init_script(PRINT)
    page = stage.show(samples.lesson())
    study(page)

    body = printed(page).locator("body")

    expect(body.get_by_role("heading", level=1, include_hidden=True)).to_have_text("Quiet talks")
    for text in (
        "A course \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} Talks",
        "Meetings of people without office.",
        "Talks between people without office",
        "Talks began in March 1993 in Moscow.",
        "The host was Norway.",
        QUESTION,
        ANSWER,
        "People who hold no office. They can try out new ideas.",
        "They try out ideas",
    ):
        expect(body).to_contain_text(text)


def test_words_typed_a_moment_ago_are_on_paper(stage: Stage) -> None:
    """Text that is not saved yet is printed as well."""
    stage.page.add_init_script(PRINT)
    page = stage.show(samples.lesson())
    page.get_by_role("textbox", name=QUESTION).fill("just typed")

    body = printed(page).locator("body")

    expect(body).to_contain_text("just typed")


def test_what_was_not_done_is_printed_too(stage: Stage) -> None:
    """An untouched lesson prints its texts, and says where an answer is missing."""
    stage.page.add_init_script(PRINT)
    page = stage.show(samples.lesson())

    body = printed(page).locator("body")

    expect(body).to_contain_text("Meetings of people without office.")
    expect(body).to_contain_text("(not answered yet)")
    expect(body).not_to_contain_text("In my own words")


def test_nothing_is_left_behind(stage: Stage) -> None:
    """After printing the document is gone and the focus is back on the button."""
    stage.page.add_init_script(PRINT)
    page = stage.show(samples.lesson())
    printed(page)

    page.evaluate("frames[0].dispatchEvent(new Event('afterprint'))")

    expect(page.locator("iframe")).to_have_count(0)
    expect(button(page, "Print this lesson")).to_be_focused()


def test_the_same_item_shown_twice_is_printed_once(stage: Stage) -> None:
    """A definition that stands in two cells is on paper once."""
    stage.page.add_init_script(PRINT)
    page = stage.show([samples.header(), samples.definition(), samples.definition()])

    body = printed(page).locator("body")

    expect(body.get_by_text("Meetings of people")).to_have_count(1)
