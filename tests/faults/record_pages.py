"""Pages that have the record and no widget, and what the faults' tests say to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.frontend.record_page import OPEN

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

WRITE_ON = """(name) => {
    let number = 0;
    record.addEventListener("status", () => {
        if (record.status.state === "saved") told(number);
    });
    const write = () => {
        number += 1;
        const value = `${name}-${number}`;
        const long = `${value}|${"x".repeat(100_000 * Math.random())}`;
        if (number % 2) record.write({ item: `t/q${number % 5}`, kind: "answer", value });
        else record.write({ item: "t/draft", kind: "draft", value: long });
        setTimeout(write, Math.random() * 4);
    };
    write();
}"""
"""Write without end; `told` hears how many had been written whenever all of them are saved.

The drafts are long, so that storing them takes time, in which a browser may be killed.
"""

ENTRIES = "() => record.entries().map(({ id }) => id)"
VALUES = "() => record.entries().map(({ value }) => String(value).split('|')[0])"
TYPE = "(text) => { draft.type(text); }"
DRAFT = """() => {
    globalThis.draft = new sw.Draft(record, { item: "t/q" }, new AbortController().signal);
}"""


def promised(name: str, count: int) -> set[str]:
    """The values that are there when so many were saved: every answer, and the last draft."""
    return {f"{name}-{number}" for number in range(1, count + 1, 2)}


def newest_draft(values: list[str], name: str) -> int:
    """The number of the last of a name's drafts; 0 when there is none."""
    numbers = [int(value.rpartition("-")[2]) for value in values if value.startswith(f"{name}-")]
    return max((number for number in numbers if number % 2 == 0), default=0)


def open_record(context: BrowserContext, address: str) -> Page:
    """Open a page and its record."""
    page = context.new_page()
    page.goto(address)
    load(page)
    return page


def reload(page: Page) -> None:
    """Load a page again, and open its record again."""
    page.reload()
    load(page)


def load(page: Page) -> None:
    """Open the record of a page that was just loaded."""
    page.wait_for_function("globalThis.sw !== undefined")
    page.evaluate(OPEN)
