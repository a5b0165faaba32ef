"""The student's work as a file: downloaded, loaded elsewhere, handed in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.student import (
    ANSWER,
    QUESTION,
    answer,
    button,
    compare,
    download,
    focused,
    live,
    load,
    press,
    pressed,
    study,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.widgets.conftest import Stage

ASK = re.compile(
    r"^This file has 2 answers, the last on \d+ \w+\. Add them to the work in this browser\?$"
)


def payload(text: str, name: str = "work.json") -> dict[str, Any]:
    """A file to choose."""
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def studied(stage: Stage) -> Page:
    """A page on which everything was tried, with "My work" open."""
    page = stage.show(samples.lesson())
    study(page)
    press(page, "My work")
    return page


def hand_in(page: Page, folder: Path, *, tries: bool = False, ticks: bool = True) -> Path:
    """Make a page to hand in."""
    press(page, "Make a page to hand in")
    page.get_by_label("Your name, kept only in this file").fill("Ada Example")
    page.get_by_label("Include my ticks").set_checked(ticks)
    page.get_by_label("Include my first tries").set_checked(tries)
    return download(page, "Make the page", folder)


def test_the_download_holds_the_whole_record(stage: Stage) -> None:
    """The file names the course and the day, and holds every entry."""
    page = studied(stage)

    file = download(page, "Download my work", stage.folder)

    assert re.fullmatch(r"a-course-\d{4}-\d\d-\d\d\.json", file.name)
    work = json.loads(file.read_text(encoding="utf-8"))
    assert (work["course"], work["title"]) == ("a-course", "A course")
    kinds = {(entry["item"].split("/")[1], entry["kind"]) for entry in work["entries"]}
    assert {
        ("definition", "answer"),
        ("definition", "rating"),
        ("first", "revealed"),
        ("who-takes-part", "answer"),
        ("who-takes-part", "ticked"),
    } <= kinds
    expect(live(page, "header")).to_have_text("Your work was downloaded")


def test_the_download_has_the_last_words_too(stage: Stage) -> None:
    """Text that was typed a moment ago, and is not saved yet, is in the file."""
    page = stage.show(samples.lesson())
    press(page, "My work")
    answer(page, "just typed")

    file = download(page, "Download my work", stage.folder)

    assert "just typed" in file.read_text(encoding="utf-8")


def test_a_file_is_asked_about_before_it_is_added(stage: Stage, elsewhere: BrowserContext) -> None:
    """In another browser the file's answers are counted, and nothing changes before "Add"."""
    file = download(studied(stage), "Download my work", stage.folder)
    other = stage.tab(elsewhere)

    load(other, file)

    expect(other.get_by_text(ASK)).to_be_visible()
    expect(other.locator(".sw-header").get_by_text("0 of 4 tried")).to_be_visible()
    assert focused(other).startswith("This file has 2 answers")


def test_added_work_appears_everywhere_at_once(stage: Stage, elsewhere: BrowserContext) -> None:
    """After "Add" every widget shows the work, the question goes, and it is saved."""
    file = download(studied(stage), "Download my work", stage.folder)
    other = stage.tab(elsewhere)
    load(other, file)

    press(other, "Add")

    expect(other.locator(".sw-header").get_by_text("4 of 4 tried")).to_be_visible()
    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)
    expect(other.get_by_label("They hold no office")).to_be_checked()
    pressed(other, "Study again: fact 2")
    expect(other.get_by_text(ASK)).to_have_count(0)
    expect(button(other, "My work")).to_be_focused()
    expect(live(other, "header")).to_have_text("The work was added")
    other.reload()
    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)


def test_what_could_not_be_saved_is_not_announced(stage: Stage, elsewhere: BrowserContext) -> None:
    """Where nothing can be stored, loaded work is shown, and no success is announced."""
    file = download(studied(stage), "Download my work", stage.folder)
    elsewhere.add_init_script(
        "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
    )
    other = stage.tab(elsewhere)
    load(other, file)

    press(other, "Add")

    expect(other.locator(".sw-header").get_by_text("4 of 4 tried")).to_be_visible()
    expect(other.locator(".sw-header").get_by_role("alert")).to_contain_text("Not saved")
    expect(live(other, "header")).to_have_text("")


def test_a_file_that_went_meanwhile(stage: Stage) -> None:
    """A file that can't be read any more is refused in words, and can be chosen again."""
    file = download(studied(stage), "Download my work", stage.folder)
    # As on a slow disk: the file goes between the choice and the reading.
    stage.page.evaluate(
        """() => {
            const { text } = Blob.prototype;
            const gone = new Promise((resolve) => { globalThis.gone = resolve; });
            Blob.prototype.text = async function () { await gone; return text.call(this); };
        }"""
    )

    load(stage.page, file)
    file.unlink()
    stage.page.evaluate("gone()")

    expect(stage.page.locator(".sw-work").get_by_role("alert")).to_have_text(
        "This file can't be read. It may have been moved, or be open elsewhere."
    )
    expect(stage.page.locator("input[type=file]")).to_have_count(0)


def test_cancel_adds_nothing(stage: Stage, elsewhere: BrowserContext) -> None:
    """“Cancel” leaves the record as it was and takes the question away."""
    file = download(studied(stage), "Download my work", stage.folder)
    other = stage.tab(elsewhere)
    load(other, file)

    press(other, "Cancel")

    expect(other.get_by_text(ASK)).to_have_count(0)
    expect(other.locator(".sw-header").get_by_text("0 of 4 tried")).to_be_visible()
    expect(button(other, "My work")).to_be_focused()


def test_a_file_that_brings_nothing_new_says_so(stage: Stage) -> None:
    """Loading one's own file again offers nothing to add."""
    page = studied(stage)
    file = download(page, "Download my work", stage.folder)

    load(page, file)

    expect(page.get_by_text("All of it is in this browser already.")).to_be_visible()
    expect(button(page, "Add")).to_have_count(0)
    press(page, "Close")
    expect(page.get_by_text("This file has")).to_have_count(0)


def test_two_computers_are_joined(stage: Stage, elsewhere: BrowserContext) -> None:
    """Work done on two computers is joined; two texts for one question are both kept."""
    file = download(studied(stage), "Download my work", stage.folder)
    other = stage.tab(elsewhere)
    compare(other, "Written elsewhere.")
    press(other, "My work")
    load(other, file)

    press(other, "Add")

    expect(other.get_by_text("2 versions of this answer")).to_be_visible()
    for text in (ANSWER, "Written elsewhere."):
        expect(other.locator(".sw-version").get_by_text(text)).to_be_visible()


GOOD = {"format": "studywidgets-work", "version": 1, "course": "a-course", "entries": []}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no JSON", "This file is damaged, or is no work from these lessons."),
        ("[1, 2]", "This file holds no work from these lessons."),
        ("null", "This file holds no work from these lessons."),
        ("<p>a page</p>", "This page holds no work from these lessons."),
        (json.dumps({**GOOD, "version": 2}), "This file was made by a newer version"),
        (json.dumps({**GOOD, "course": "other"}), "This file belongs to another course (other)."),
        (json.dumps({**GOOD, "entries": [{"id": "x"}]}), "Nothing was loaded."),
        (json.dumps({**GOOD, "entries": "x"}), "Nothing was loaded."),
    ],
)
def test_a_file_that_is_no_work_changes_nothing(stage: Stage, text: str, message: str) -> None:
    """A foreign, broken or newer file is refused with a plain sentence."""
    page = stage.show(samples.lesson())

    load(page, payload(text))

    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
    expect(page.locator(".sw-status-line")).to_contain_text("No work found in this browser.")


def test_the_page_to_hand_in_can_be_read(stage: Stage) -> None:
    """The page has the name, each question with its answer, and the ticks; no first tries."""
    page = studied(stage)
    press(page, "Keep writing")
    compare(page, "A better answer.")

    file = hand_in(page, stage.folder)

    assert file.name == "quiet-talks.html"
    page.goto(f"{stage.address}/{file.name}")
    expect(page.get_by_text("Ada Example")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quiet talks")
    expect(page.get_by_role("heading", level=2)).to_have_text(f"1 {QUESTION}")
    expect(page.get_by_text("A better answer.")).to_be_visible()
    expect(page.get_by_text("Ticked: They hold no office")).to_be_visible()
    expect(page.get_by_text("Not ticked: They try out ideas")).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_have_count(0)


def test_the_page_gives_nothing_away(stage: Stage) -> None:
    """A question that was never compared stands there without its points."""
    page = stage.show(samples.lesson())
    answer(page)
    press(page, "My work")

    file = hand_in(page, stage.folder)

    page.goto(f"{stage.address}/{file.name}")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_text("They hold no office")).to_have_count(0)


def test_first_tries_and_ticks_are_the_students_choice(stage: Stage) -> None:
    """First tries are shown only when chosen, and ticks can be left out."""
    page = studied(stage)
    press(page, "Keep writing")
    compare(page, "A better answer.")

    file = hand_in(page, stage.folder, tries=True, ticks=False)

    page.goto(f"{stage.address}/{file.name}")
    expect(page.get_by_role("heading", name="Earlier try")).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_text("They hold no office")).to_have_count(0)


@pytest.mark.parametrize("chosen", [True, False])
def test_the_record_in_the_page_is_what_it_shows(stage: Stage, *, chosen: bool) -> None:
    """What the student leaves out, or did on other items, is not hidden in the file either."""
    page = studied(stage)
    press(page, "Keep writing")
    compare(page, "A better answer.")

    file = hand_in(page, stage.folder, tries=chosen, ticks=chosen)

    source = file.read_text(encoding="utf-8")
    embedded = re.search(r'id="studywidgets-record">(.*?)</script>', source, re.DOTALL)
    assert embedded is not None
    entries = json.loads(embedded[1])["entries"]
    assert {entry["item"] for entry in entries} == {"quiet-talks/who-takes-part"}
    assert {entry["kind"] for entry in entries} == (
        {"answer", "ticked", "revealed"} if chosen else {"answer"}
    )
    assert ("A better answer." in source, ANSWER in source) == (True, chosen)


def test_the_name_is_kept_in_the_page_alone(stage: Stage) -> None:
    """The student's name enters neither the record nor the page's own storage."""
    page = studied(stage)
    hand_in(page, stage.folder)

    file = download(page, "Download my work", stage.folder)

    assert "Ada Example" not in file.read_text(encoding="utf-8")
    stage.reload()
    press(page, "My work", "Make a page to hand in")
    expect(page.get_by_label("Your name, kept only in this file")).to_have_value("")


def test_a_handed_in_page_loads_back(stage: Stage, elsewhere: BrowserContext) -> None:
    """The record in a page to hand in can be loaded, with a question whose it is."""
    file = hand_in(studied(stage), stage.folder)
    other = stage.tab(elsewhere)

    load(other, file)

    expect(
        other.get_by_text("This is a page that Ada Example handed in. Add it only if it is yours.")
    ).to_be_visible()
    press(other, "Add")
    expect(other.locator(".sw-own-answer")).to_have_text(ANSWER)
