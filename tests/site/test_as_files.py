"""The site unzipped in a folder and opened as files, and with scripts switched off."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.conftest import wait_for_widgets
from tests.widgets.student import ANSWER, SAVED, compare, expect_status, press, study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser import Observed
    from tests.site.conftest import Visit


@pytest.fixture
def unzipped(page: Page, site_folder: Path, tmp_path: Path, observed: Observed) -> Iterator[str]:
    """The address of a copy of the site in a folder with an odd name, as `file:`."""
    folder = tmp_path / "my ünzipped & 100% course"
    shutil.copytree(site_folder, folder)
    yield folder.as_uri()
    assert observed.console_errors == []
    assert observed.page_errors == []
    assert [
        one for one in observed.requests if not one.startswith(("file:", "data:", "blob:"))
    ] == []
    page.close()


def opened(page: Page, address: str) -> Page:
    """Open a file and wait for its widgets."""
    page.goto(address)
    wait_for_widgets(page)
    return page


def test_a_lesson_is_studied_as_a_file(page: Page, unzipped: str) -> None:
    """In Chromium a lesson that was opened as a file works and is saved."""
    opened(page, f"{unzipped}/quiet-talks.html")

    study(page)

    expect_status(page, SAVED)


def test_files_share_the_record(page: Page, unzipped: str) -> None:
    """In Chromium the pages in a folder share the work, as on a server."""
    study(opened(page, f"{unzipped}/quiet-talks.html"))

    opened(page, f"{unzipped}/index.html")

    expect(page.locator(".sw-again")).to_contain_text("Quiet talks: fact 2, question 1")


def test_libraries_load_as_files(page: Page, unzipped: str) -> None:
    """What is loaded later comes from the folder too: the hints and "My work"."""
    opened(page, f"{unzipped}/quiet-talks.html")
    compare(page)

    press(page, "Check my ticks", "My work", "Make a page to hand in")

    expect(page.locator(".sw-hint").first).to_have_text("Your words seem to mention this")
    expect(page.get_by_label("Include my ticks")).to_be_visible()


def test_links_work_as_files(page: Page, unzipped: str) -> None:
    """Links lead from file to file."""
    opened(page, f"{unzipped}/index.html")

    page.get_by_role("link", name="Mediation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mediation")
    page.get_by_role("link", name="Home").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("A course")


@pytest.fixture
def scriptless(chromium: Browser, observed: Observed) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False)
    observed.watch(context)
    yield context.new_page()
    assert observed.problems() == []
    context.close()


def test_without_scripts_a_lesson_teaches(scriptless: Page, site_address: str) -> None:
    """With scripts off everything is there, shown at once, and reveals on a click."""
    scriptless.goto(f"{site_address}/quiet-talks.html")

    definition = scriptless.get_by_text("Meetings of people without office.")
    expect(definition).to_be_hidden()
    scriptless.get_by_text("Show the definition").click()
    expect(definition).to_be_visible()
    scriptless.get_by_text("The host was ______.").click()
    expect(scriptless.get_by_text("The host was Norway.")).to_be_visible()
    expect(scriptless.get_by_text("Without its script this page")).to_be_visible()


@pytest.mark.parametrize("name", ["index", "glossary", "guide-talks"])
def test_without_scripts_every_page_is_there(
    scriptless: Page, site_address: str, name: str
) -> None:
    """The first page, the glossary and the guide show the term and lead to its lesson."""
    scriptless.goto(f"{site_address}/{name}.html")

    link = scriptless.locator("main a[href='quiet-talks.html']").first

    expect(link).to_be_visible()


def test_when_the_script_does_not_come(visit: Visit, observed: Observed) -> None:
    """When the script can't be loaded, the plain form appears by itself."""
    visit.page.route("**/lesson.js", lambda route: route.abort())

    visit.page.goto(f"{visit.address}/quiet-talks.html")

    expect(visit.page.get_by_text("Show the definition")).to_be_visible()
    # The failed request is what this test is about.
    observed.console.clear()


def test_when_storage_is_blocked(chromium: Browser, site_address: str, observed: Observed) -> None:
    """In a browser that keeps nothing the lesson works, and says that nothing is saved."""
    context = chromium.new_context()
    observed.watch(context)
    context.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined });")
    page = context.new_page()
    opened(page, f"{site_address}/quiet-talks.html")

    compare(page)

    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.locator(".sw-alert")).to_contain_text("Not saved: ")
    assert observed.problems() == []
    context.close()


def test_another_folder_of_the_host_will_do(
    page: Page, site_folder: Path, http_server: Callable[[Path], str], tmp_path: Path
) -> None:
    """The site runs from any folder of a server."""
    shutil.copytree(site_folder, tmp_path / "a" / "b c")
    address = http_server(tmp_path)

    opened(page, f"{address}/a/b%20c/quiet-talks.html")

    compare(page)
    press(page, "Check my ticks")
    expect(page.locator(".sw-hint").first).to_have_text("Your words seem to mention this")
