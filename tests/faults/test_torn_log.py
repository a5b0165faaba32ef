"""The browser's own log of IndexedDB ends in half a record, as kill -9 leaves it now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.record_pages import VALUES, open_record
from tests.faults.tries import fault
from tests.frontend.record_page import SAVED
from tests.own_browser import own_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.faults.tries import Tries

BLOCK = 32_768
"""Bytes of a block of LevelDB's log; a record that goes on in the next is in several fragments."""

WRITE = """([value, length]) => {
    record.write({ item: "t/q", kind: "answer", value: `${value}|${"x".repeat(length)}` });
}"""


def tear(profile: Path) -> None:
    """Cut the log between two fragments of its last long record.

    LevelDB hands each fragment to the system by itself, so that a kill may come in between.
    """
    [log] = profile.glob("Default/IndexedDB/*.leveldb/*.log")
    content = log.read_bytes()
    log.write_bytes(content[: (len(content) - 1) // BLOCK * BLOCK])


@fault("The browser's own log ends in half a record, and is written on", few=2, full=50)
def test_torn(
    tries: Tries, chromium: Browser, chromium_path: str, record_address: str, tmp_path: Path
) -> None:
    """What was saved before and after the half record is there."""
    for number in tries:
        profile = tmp_path / str(number)

        def visit(value: str, length: int = 0, *, profile: Path = profile) -> list[str]:
            with own_browser(chromium.browser_type, chromium_path, profile) as own:
                page = open_record(own.context, record_address)
                before: list[str] = page.evaluate(VALUES)
                for text, size in ((value, 0), ("long", length)):
                    page.evaluate(WRITE, [text, size])
                    page.evaluate(SAVED)
            return before

        visit("first", BLOCK + tries.chance.randint(0, BLOCK // 2))
        tear(profile)
        found = visit("second")
        tries.expect(["first"], found)
        assert "long" not in found, "the log was not cut in its last record"
        tries.expect(["first", "second"], visit("third"))
        tries.expect(["first", "second", "third"], visit("fourth"))

    assert tries.lost == []
