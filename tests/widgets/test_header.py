"""The head of a lesson: where it stands, progress, and where the student's work is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import BLOCKED, STATES
from tests.widgets.student import (
    ANSWER,
    GUESS,
    QUESTION,
    SAVED,
    answer,
    button,
    compare,
    download,
    expect_status,
    focused,
    live,
    press,
    pressed,
    study,
    wait_until_saved,
)

if TYPE_CHECKING:
    from tests.widgets.conftest import Stage

LOST = (
    "Connection lost. Keep working here; your answers are kept in this browser. "
    "Download your work before you close it."
)
NOT_SAVED = (
    "Not saved: This browser does not let the page save. Keep working here, and download your "
    "work before you close it."
)


def test_the_way_home_stands_above_the_title(stage: Stage) -> None:
    """The course and the unit are links, and the title is the page's one first heading."""
    page = stage.show([samples.header()])

    way = page.get_by_role("navigation", name="Course")
    expect(way.get_by_role("link", name="A course")).to_have_attribute("href", "index.ipynb")
    expect(way.get_by_role("link", name="Talks")).to_have_attribute("href", "guide-talks.ipynb")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quiet talks")


def test_the_first_page_has_no_way_home(stage: Stage) -> None:
    """The course's own page shows no link to itself."""
    page = stage.show([samples.header(title="A course", unit=None, guide=None)])

    expect(page.get_by_role("navigation")).to_have_count(0)


def test_progress_counts_what_was_rated(stage: Stage) -> None:
    """An item counts as tried once it is rated, and items to study again are counted beside."""
    page = stage.show(samples.lesson())
    bar = page.get_by_role("progressbar", name="Items tried")
    header = page.locator(".sw-header")
    expect(header.get_by_text("0 of 4 tried", exact=True)).to_be_visible()

    press(page, "Show the definition")
    expect(header.get_by_text("0 of 4 tried", exact=True)).to_be_visible()
    press(page, "Got it: definition")
    expect(header.get_by_text("1 of 4 tried", exact=True)).to_be_visible()
    press(page, "Missing words 1 of 1, show", "Study again: fact 2")

    expect(header.get_by_text("2 of 4 tried · 1 to study again", exact=True)).to_be_visible()
    assert bar.evaluate("(bar) => [bar.value, bar.max]") == [2, 4]


def test_only_items_of_the_notebook_are_counted(stage: Stage) -> None:
    """After an instructor deletes a cell, its items are no part of the progress."""
    page = stage.show([samples.header(), samples.facts()])

    expect(page.get_by_text("0 of 2 tried")).to_be_visible()


def test_an_empty_browser_offers_to_load(stage: Stage) -> None:
    """Where no work is found, the header says so and offers to load some."""
    page = stage.show(samples.lesson())

    expect_status(page, "No work found in this browser. Studied before? Load my work")
    with page.expect_file_chooser():
        page.locator(".sw-status-line").get_by_role("button", name="Load my work").click()


def test_saved_says_where_and_when(stage: Stage) -> None:
    """After the first work, the header says that and when it was saved, without announcing it."""
    page = stage.show(samples.lesson())

    press(page, "Show the definition")

    expect_status(page, SAVED)
    expect(live(page, "header")).to_have_text("")
    expect(page.get_by_role("alert")).to_be_hidden()
    stage.reload()
    expect_status(page, "Saved in this browser")


def test_on_a_temporary_machine_undownloaded_answers_are_counted(stage: Stage) -> None:
    """On Binder, the header counts the answers that are in this browser only."""
    page = STATES["temporary"].show(stage)
    expect_status(
        page, "Saved in this browser only · 2 answers not downloaded yet · Download my work"
    )

    download(page, "Download my work", stage.folder)

    expect_status(page, "Saved in this browser only · Download my work")
    assert focused(page) == "Download my work"
    press(page, "Keep writing")
    compare(page, "A better answer")
    expect(page.locator(".sw-status-line")).to_contain_text("1 answer not downloaded yet")


def test_on_a_temporary_machine_what_is_being_written_counts(stage: Stage) -> None:
    """An answer that was not compared yet is as much to lose as any other."""
    page = STATES["temporary"].show(stage)
    download(page, "Download my work", stage.folder)
    press(page, "Keep writing")

    answer(page, "Only a draft")

    expect(page.locator(".sw-status-line")).to_contain_text("1 answer not downloaded yet")


def test_a_lost_connection_is_announced(stage: Stage) -> None:
    """When the server goes, an alert says what to do; when it is back, the alert goes."""
    page = stage.show(samples.lesson())
    press(page, "Show the definition")

    page.evaluate("harness.setKernel({ connectionStatus: 'disconnected' })")

    expect(page.get_by_role("alert")).to_have_text(LOST)
    expect(button(page, "Download my work")).to_be_visible()
    page.evaluate("harness.setKernel({ connectionStatus: 'connected' })")
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(button(page, "Download my work")).to_be_hidden()


def test_a_dead_kernel_counts_as_a_lost_connection(stage: Stage) -> None:
    """A kernel that was culled is told like a lost server; a busy one is not told."""
    page = stage.show(samples.lesson())

    page.evaluate("harness.setKernel({ status: 'busy' })")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.evaluate("harness.setKernel({ status: 'dead' })")

    expect(page.get_by_role("alert")).to_have_text(LOST)


def test_everything_works_without_a_connection(stage: Stage) -> None:
    """Reveal, blanks, typing and rating don't need the kernel, and what is done is saved."""
    page = stage.show(samples.lesson())
    page.evaluate("harness.setKernel({ connectionStatus: 'disconnected', status: 'dead' })")

    study(page)
    stage.reload()

    expect(page.locator(".sw-header").get_by_text("4 of 4 tried")).to_be_visible()
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)


def test_blocked_storage_is_announced(stage: Stage) -> None:
    """A browser that stores nothing gets an alert that says so and what to do."""
    stage.page.add_init_script(BLOCKED)

    page = stage.show(samples.lesson())

    expect(page.get_by_role("alert")).to_have_text(NOT_SAVED)
    expect(page.locator(".sw-status-line")).to_be_hidden()


def test_everything_works_in_memory(stage: Stage) -> None:
    """Without storage the whole lesson still works, and the work can be downloaded."""
    stage.page.add_init_script(BLOCKED)
    page = stage.show(samples.lesson())

    page.get_by_label(GUESS).fill("Talks")
    press(page, "Show the definition", "Got it: definition", "Missing words 1 of 1, show")
    compare(page)
    press(page, "Check my ticks", f"Got it: question: {QUESTION}")
    file = download(page, "Download my work", stage.folder)

    pressed(page, "Got it: definition")
    expect(page.locator(".sw-header").get_by_text("2 of 4 tried")).to_be_visible()
    expect(page.get_by_text("6 words", exact=True)).to_have_count(1)
    assert ANSWER in file.read_text(encoding="utf-8")


def test_my_work_is_a_disclosure_of_plain_buttons(stage: Stage) -> None:
    """“My work” opens and closes its buttons and says which it is."""
    page = stage.show([samples.header()])
    toggle = button(page, "My work")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    panel = page.get_by_role("region", name="My work")
    expect(panel).to_be_hidden()

    press(page, "My work")

    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(panel.get_by_role("button")).to_have_text(
        [
            "Download my work",
            "Load my work",
            "Make a page to hand in",
            "Print this lesson",
            "Forget my work on this device",
        ]
    )
    press(page, "My work")
    expect(panel).to_be_hidden()


def test_status_buttons_keep_the_focus_through_a_save(stage: Stage) -> None:
    """A save that ends while a button of the page has the focus does not take it away."""
    page = STATES["done"].show(stage)
    press(page, "Keep writing")
    answer(page, "typed and left at once")

    button(page, "Study 2 items again").focus()

    expect(page.get_by_text("5 words · saved")).to_be_visible()
    expect(button(page, "Study 2 items again")).to_be_focused()


def test_the_saved_line_waits_for_the_work(stage: Stage) -> None:
    """Typing alone, without any press, is saved and told."""
    page = stage.show(samples.lesson())

    answer(page, "only typed")

    wait_until_saved(page)
    expect_status(page, SAVED)
