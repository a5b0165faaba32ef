"""What a student types reaches the record in time, and no version is lost to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]

START = """async () => {
    globalThis.record = sw.openRecord("course");
    await record.ready;
    globalThis.going = new AbortController();
    globalThis.draft = new sw.Draft(record, { item: "t/q", version: "v" }, going.signal);
}"""
TEXTS = "() => sw.texts(record)"
ENTRIES = "() => record.entries().map(({ kind, value }) => [kind, value])"


@pytest.fixture
def typing(open_page: OpenPage) -> Page:
    """A page with a record and a draft, whose clock stands still unless it is moved on."""
    page = open_page()
    page.clock.install()
    page.evaluate(START)
    return page


def test_pause(typing: Page) -> None:
    """A text is in the record within a second of the last key, and not while keys follow fast."""
    typing.evaluate("() => draft.type('a')")
    typing.clock.run_for(400)
    typing.evaluate("() => draft.type('ab')")
    typing.clock.run_for(400)
    between = typing.evaluate("() => [draft.unsaved, sw.texts(record)]")
    typing.clock.run_for(600)

    assert between == [True, []]
    assert typing.evaluate("() => [draft.unsaved, sw.texts(record)]") == [False, ["ab"]]


def test_no_pause(typing: Page) -> None:
    """Who types without a pause has text in the record at least every five seconds."""
    for number in range(20):
        typing.evaluate("(text) => draft.type(text)", "x" * number)
        typing.clock.run_for(500)
        if typing.evaluate(TEXTS):
            break

    assert number <= 9


def test_nothing_new(typing: Page) -> None:
    """A text that ends as it began makes no entry."""
    typing.evaluate("() => { draft.type('a'); draft.type(''); draft.flush(); }")

    assert typing.evaluate(ENTRIES) == []


def test_gone(typing: Page) -> None:
    """A view that goes away writes what it has first, and does not write again."""
    typing.evaluate("() => { draft.type('a'); going.abort(); }")
    typing.clock.run_for(10_000)

    assert typing.evaluate(ENTRIES) == [["draft", "a"]]


def test_submit(typing: Page) -> None:
    """An answer takes the draft's place, with the question; the same answer again is no entry."""
    typing.evaluate(
        """() => {
            draft.type("a");
            draft.flush();
            draft.type("ab");
            draft.submit("ab", "What?");
            draft.submit("ab", "What?");
        }"""
    )
    typing.clock.run_for(10_000)

    assert typing.evaluate(ENTRIES) == [["answer", "ab"]]
    assert typing.evaluate("() => record.entries()[0].question") == "What?"


def test_practice(typing: Page) -> None:
    """A practice text is kept apart from the answer, and only its newest version is."""
    typing.evaluate(
        """() => {
            draft.submit("mine", "What?");
            const practice = new sw.Draft(record, { item: "t/q", kind: "practice" }, going.signal);
            for (const text of ["a", "ab", "abc"]) {
                practice.type(text);
                practice.flush();
            }
        }"""
    )

    assert typing.evaluate(ENTRIES) == [["answer", "mine"], ["practice", "abc"]]


def test_typing_in_two_tabs(open_page: OpenPage) -> None:
    """Two texts typed at once in two tabs both hold, and each tab goes on with its own."""
    left, right = open_page(), open_page()
    left.evaluate(START)
    right.evaluate(START)

    right.evaluate("() => draft.type('right')")
    left.evaluate("() => { draft.type('left'); draft.flush(); }")
    right.wait_for_function("record.entries().length === 1")
    right.evaluate("() => { draft.flush(); draft.type('right on'); draft.flush(); }")
    left.wait_for_function("record.entries().some(({ value }) => value === 'right on')")
    left.evaluate("() => { draft.type('left on'); draft.flush(); }")
    right.wait_for_function("record.entries().some(({ value }) => value === 'left on')")

    assert set(left.evaluate(TEXTS)) == set(right.evaluate(TEXTS)) == {"left on", "right on"}
    assert left.evaluate("() => draft.text") == "left on"
    assert right.evaluate("() => draft.text") == "right on"


def test_submit_beside_another(open_page: OpenPage) -> None:
    """An answer given in one tab leaves the other tab's version in place."""
    left, right = open_page(), open_page()
    left.evaluate(START)
    right.evaluate(START)
    right.evaluate("() => draft.type('right')")
    left.evaluate("() => { draft.type('left'); draft.flush(); }")
    right.wait_for_function("record.entries().length === 1")

    right.evaluate("() => { draft.submit('right', 'What?'); }")

    assert set(right.evaluate(TEXTS)) == {"left", "right"}


def test_going_on_with_the_other_tabs_text(open_page: OpenPage) -> None:
    """A text that arrived before typing began is replaced by what is typed over it."""
    left, right = open_page(), open_page()
    left.evaluate(START)
    right.evaluate(START)
    left.evaluate("() => { draft.type('left'); draft.flush(); }")
    right.wait_for_function("draft.text === 'left'")

    right.evaluate("() => { draft.type('left, and right'); draft.flush(); }")

    assert right.evaluate(TEXTS) == ["left, and right"]
