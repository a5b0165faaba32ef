"""The journal covers the last instant before a page goes, and no longer than that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.frontend.record_page import OPEN, SAVED, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]


def test_journal(open_page: OpenPage) -> None:
    """What was typed just before the page went is there at the next start, and then in storage."""
    page = open_page("IDBFactory.prototype.open = () => ({});")
    page.evaluate(
        """() => {
            globalThis.record = sw.openRecord("course");
            localStorage.setItem("other", "stays");
            new sw.Draft(record, { item: "t/q" }, new AbortController().signal).type("last words");
        }"""
    )
    page.close(run_before_unload=True)

    following = open_page()
    following.evaluate(OPEN)

    assert following.evaluate(TEXTS) == ["last words"]
    assert [one["value"] for one in following.evaluate("() => sw.stored('course')")] == [
        "last words"
    ]
    assert following.evaluate("() => Object.entries(localStorage)") == [["other", "stays"]]


def test_journal_of_a_hidden_page(opened: Page) -> None:
    """The journal is empty again once storage has what was in it."""
    opened.evaluate(
        """() => {
            record.write({ item: "t/q", kind: "draft", value: "a" });
            Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
            globalThis.kept = Object.keys(localStorage);
        }"""
    )
    opened.evaluate(SAVED)

    kept = opened.evaluate("() => kept")
    assert len(kept) == 1
    assert re.fullmatch(r"studywidgets/journal/1/course/[0-9a-f]{16}", kept[0])
    assert opened.evaluate("() => localStorage.length") == 0


def test_journal_without_storage(open_page: OpenPage) -> None:
    """While storage never works, one journal carries the work from page to page."""
    broken = "IDBFactory.prototype.open = () => { throw new DOMException('', 'UnknownError'); };"
    for value in ("first", "second"):
        page = open_page(broken)
        page.evaluate(OPEN)
        page.evaluate(
            "(value) => record.write({ item: `t/${value}`, kind: 'answer', value })", value
        )
        page.close(run_before_unload=True)

    last = open_page(broken)
    last.evaluate(OPEN)

    assert last.evaluate("() => record.entries().map(({ value }) => value)") == ["first", "second"]
    assert last.evaluate("() => localStorage.length") == 1


def test_full_journal(opened: Page) -> None:
    """A journal that finds no room is reported, and touches nobody else's key."""
    status = opened.evaluate(
        """() => {
            localStorage.setItem("other", "x".repeat(5 * 1024 * 1024 - 5));
            record.write({ item: "t/q", kind: "draft", value: "a" });
            dispatchEvent(new Event("pagehide"));
            return [record.status.state, record.status.error, Object.keys(localStorage)];
        }"""
    )

    assert status == ["failed", "The storage of this browser is full.", ["other"]]
    assert opened.evaluate(SAVED)["state"] == "saved"
