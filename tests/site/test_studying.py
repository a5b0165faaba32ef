"""What a student does on the site's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.site.conftest import wait_for_widgets
from tests.site.courses import quiet_talks, write_site
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
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Observed
    from tests.site.conftest import Visit


def test_a_lesson_is_studied(visit: Visit) -> None:
    """Definition, facts and question work as in a notebook, and the work is saved."""
    page = visit.open("quiet-talks")

    study(page)

    expect(
        page.locator(".sw-header").get_by_text("4 of 4 tried · 2 to study again")
    ).to_be_visible()
    expect_status(page, SAVED)


def test_work_is_there_after_a_reload(visit: Visit) -> None:
    """What was studied is shown again, and counted on the course's first page."""
    study(visit.open("quiet-talks"))

    page = visit.open("quiet-talks")
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    pressed(page, "Got it: definition")

    page = visit.open("index")
    expect(page.locator(".sw-again")).to_contain_text("Quiet talks: fact 2, question 1")


def test_the_last_words_are_kept(visit: Visit) -> None:
    """Text that was typed just before the page is left is there when it is opened again."""
    page = visit.open("quiet-talks")
    answer(page, "in a hurry")

    page.goto(f"{visit.address}/glossary.html")
    page = visit.open("quiet-talks")

    expect(page.get_by_role("textbox", name=QUESTION)).to_have_value("in a hurry")


def test_two_tabs_agree(visit: Visit) -> None:
    """What is done in one tab shows in another, on another page of the course."""
    home = visit.open("index")
    lesson = visit.open("quiet-talks", home.context)

    press(lesson, "Show the definition", "Study again: definition")

    expect(home.locator(".sw-again")).to_contain_text("Quiet talks: definition")


def test_ticks_are_checked(visit: Visit) -> None:
    """The text match and the language's stemmer are loaded when they are first needed."""
    page = visit.open("quiet-talks")
    compare(page, "They were holding no offices.")

    press(page, "Check my ticks")

    expect(page.locator(".sw-hint").first).to_have_text("Your words seem to mention this")
    expect(page.locator(".sw-hint").last).to_contain_text("No match found")


def test_a_library_that_did_not_come_is_asked_for_again(visit: Visit, observed: Observed) -> None:
    """When the connection fails while the hints are loaded, the next click loads them."""
    page = visit.open("quiet-talks")
    compare(page)
    page.route("**/hints.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        press(page, "Check my ticks")

    page.unroute("**/hints.js")
    press(page, "Check my ticks")

    expect(page.locator(".sw-hint").first).not_to_be_empty()
    # The failed request is what this test is about.
    observed.console.clear()
    observed.page_errors.clear()


def test_words_are_true_without_a_kernel(visit: Visit) -> None:
    """Nothing speaks of a kernel or of a computer's disk."""
    page = visit.open("quiet-talks")
    study(page)

    press(page, "My work", "Forget my work on this device")

    work = page.locator(".sw-work")
    expect(work).to_contain_text("Your work stays on this device, in this browser only.")
    expect(work).to_contain_text("This removes all your work in “A course” from this browser. It")
    for word in ("kernel", "disk", "folder", "files on"):
        expect(work).not_to_contain_text(word)


def test_work_is_forgotten(visit: Visit) -> None:
    """Work that the student forgets is gone from this browser, also after a reload."""
    page = visit.open("quiet-talks")
    study(page)

    press(page, "My work", "Forget my work on this device", "Forget my work")

    expect(page.locator(".sw-work").get_by_role("status")).to_have_text(
        "Your work was removed from this browser."
    )
    page.reload()
    wait_for_widgets(page)
    expect(page.locator(".sw-header").get_by_text("0 of 4 tried")).to_be_visible()


def test_a_self_test_goes_on_where_it_stopped(visit: Visit) -> None:
    """The guide's cards come in the order that the record keeps."""
    page = visit.open("guide-talks")
    press(page, "Start")
    first = page.locator(".sw-face").inner_text()
    wait_until_saved(page)

    page.reload()
    wait_for_widgets(page)

    assert page.locator(".sw-face").inner_text() == first


def test_work_under_a_former_id_counts(
    visit: Visit, tmp_path: Path, http_server: Callable[[Path], str]
) -> None:
    """After a term was renamed, what was done before is shown with it."""
    page = visit.open("quiet-talks")
    study(page)
    file = download_of(page, tmp_path)
    renamed = quiet_talks(term_changes={"id": "calm-talks", "formerly": ("quiet-talks",)})
    address = http_server(write_site(tmp_path / "renamed", renamed))

    page.goto(f"{address}/calm-talks.html")
    wait_for_widgets(page)
    press(page, "My work")
    with page.expect_file_chooser() as chooser:
        page.locator(".sw-work").get_by_role("button", name="Load my work", exact=True).click()
    chooser.value.set_files(file)
    press(page, "Add")

    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.locator(".sw-header").get_by_text("4 of 4 tried")).to_be_visible()


def download_of(page: Page, folder: Path) -> Path:
    """The file of the work that was done."""
    press(page, "My work")
    return download(page, "Download my work", folder)


def test_everything_is_done_by_keyboard(visit: Visit) -> None:
    """The skip link comes first and leads to the content; the definition opens by Enter."""
    page = visit.open("quiet-talks")

    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "A course"
    page.get_by_label(GUESS).focus()
    page.keyboard.type("Say")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(live(page, "definition")).to_have_text("Definition shown")
    expect(button(page, "Got it: definition")).to_be_visible()


def test_the_way_on_and_home(visit: Visit) -> None:
    """Links lead on to the next lesson, to the guide, to the glossary and home."""
    page = visit.open("quiet-talks")

    for name, title in (("Mediation", "Mediation"), ("Talks", "Talks"), ("A course", "A course")):
        page.get_by_role("link", name=name, exact=True).last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Glossary", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")


def test_a_page_asks_for_nothing_but_its_own(visit: Visit, observed: Observed) -> None:
    """Opening a lesson takes three requests: the page, its style sheet and its script."""
    visit.open("quiet-talks")

    asked = [address.removeprefix(visit.address) for address in observed.requests]
    assert [each for each in asked if not each.startswith("data:")] == [
        "/quiet-talks.html",
        "/assets/lesson.css",
        "/assets/lesson.js",
    ]


def test_the_policy_is_in_force(visit: Visit, observed: Observed) -> None:
    """An inline script, a style attribute and a request are refused by the browser."""
    page = visit.open("quiet-talks")

    page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "globalThis.ran = true";
            document.body.append(script);
            document.body.setAttribute("style", "color: red");
            await fetch("index.html").catch(() => { globalThis.refused = true; });
        }"""
    )

    assert page.evaluate("[globalThis.ran, globalThis.refused]") == [None, True]
    assert "red" not in page.evaluate("getComputedStyle(document.body).color")
    for refused in ("inline script", "inline style", "connect"):
        assert any(refused in error for error in observed.console_errors), refused
    # They are what this test is about.
    observed.console.clear()
