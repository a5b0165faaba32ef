"""Work is carried between the site and a notebook, as one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import (
    ANSWER,
    QUESTION,
    button,
    download,
    load,
    press,
    pressed,
    study,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.site.conftest import Visit
    from tests.widgets.conftest import Stage

PRINT = "globalThis.print = () => { parent.printed = (parent.printed ?? 0) + 1; };"


def shows_all(page: Page) -> None:
    """Expect everything that `study` does."""
    expect(
        page.locator(".sw-header").get_by_text("4 of 4 tried · 2 to study again")
    ).to_be_visible()
    expect(page.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(page.get_by_label("They hold no office")).to_be_checked()
    expect(page.locator(".sw-own")).to_contain_text("Talks between people without office")
    pressed(page, "Got it: definition")
    pressed(page, "Study again: fact 2")
    # Every wording is the one that was worked on.
    expect(page.get_by_text("reworded")).to_have_count(0)


def test_from_the_site_to_a_notebook(visit: Visit, stage: Stage, elsewhere: BrowserContext) -> None:
    """A file that was downloaded on the site brings all the work into a notebook."""
    page = visit.open("quiet-talks", elsewhere)
    study(page)
    press(page, "My work")
    file = download(page, "Download my work", stage.folder)

    notebook = stage.show(samples.lesson())
    load(notebook, file)
    press(notebook, "Add")

    shows_all(notebook)


def test_from_a_notebook_to_the_site(visit: Visit, stage: Stage, elsewhere: BrowserContext) -> None:
    """A file that was downloaded in a notebook brings all the work to the site."""
    notebook = stage.show(samples.lesson())
    study(notebook)
    press(notebook, "My work")
    file = download(notebook, "Download my work", stage.folder)

    page = visit.open("quiet-talks", elsewhere)
    load(page, file)
    press(page, "Add")

    shows_all(page)


def test_the_same_work_is_the_same_file(
    visit: Visit, stage: Stage, elsewhere: BrowserContext
) -> None:
    """The file that a notebook gives back has every entry of the site's file, unchanged."""
    page = visit.open("quiet-talks", elsewhere)
    study(page)
    press(page, "My work")
    there = download(page, "Download my work", stage.folder).rename(stage.folder / "there.json")
    notebook = stage.show(samples.lesson())
    load(notebook, there)
    press(notebook, "Add")
    back = download(notebook, "Download my work", stage.folder)

    one, other = (json.loads(file.read_text(encoding="utf-8")) for file in (there, back))

    entries = {entry["id"]: entry for entry in other["entries"]}
    assert {entry["id"]: entries.get(entry["id"]) for entry in one["entries"]} == {
        entry["id"]: entry for entry in one["entries"]
    }
    assert (one["course"], one["title"]) == (other["course"], other["title"])


def test_a_page_to_hand_in(
    visit: Visit, tmp_path: Path, http_server: Callable[[Path], str]
) -> None:
    """The page to hand in is made under the site's policy, styled, and loads back."""
    page = visit.open("quiet-talks")
    study(page)
    press(page, "My work", "Make a page to hand in")
    page.get_by_label("Your name, kept only in this file").fill("Ada Example")
    file = download(page, "Make the page", tmp_path)

    handed = page.context.new_page()
    handed.goto(f"{http_server(tmp_path)}/{file.name}")

    expect(handed.get_by_role("heading", level=2)).to_have_text(f"1 {QUESTION}")
    weight = "getComputedStyle(document.querySelector('h1')).fontWeight"
    assert handed.evaluate(weight) == "650"
    handed.close()
    load(page, file)
    expect(page.get_by_text("All of it is in this browser already.")).to_be_visible()


def test_a_lesson_is_printed(visit: Visit) -> None:
    """The lesson's own document for paper is made under the site's policy, and styled."""
    visit.page.add_init_script(PRINT)
    page = visit.open("quiet-talks")
    study(page)

    press(page, "My work", "Print this lesson")

    page.wait_for_function("window.printed === 1")
    body = page.frame_locator("iframe.sw-print").locator("body")
    expect(body).to_contain_text(ANSWER)
    assert "Georgia" in body.evaluate("(body) => getComputedStyle(body).fontFamily")


def test_a_file_of_another_course_is_refused(visit: Visit, tmp_path: Path) -> None:
    """Work of another course is not added, and is named."""
    file = tmp_path / "other.json"
    work = {"format": "studywidgets-work", "version": 1, "course": "other", "entries": []}
    file.write_text(json.dumps(work))
    page = visit.open("quiet-talks")

    load(page, file)

    expect(page.get_by_text("This file belongs to another course (other).")).to_be_visible()
    expect(button(page, "Add")).to_have_count(0)
