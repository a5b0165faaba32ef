"""The work of a student who never pauses is on its way to disk all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.frontend.record_page import OPEN

if TYPE_CHECKING:
    from playwright.sync_api import Page


START = """async () => {
    const { Mirror } = await import("/studywidgets/frontend/record/mirror.js");
    globalThis.sent = [];
    const ask = async (what, { entries }) => {
        sent.push(...entries.map(({ value }) => value));
        return { cursor: "k:1", stored: true, error: "", problems: [], place: "" };
    };
    await new Mirror(record, ask).start(new AbortController().signal);
}"""
WRITE = """(value) => {
    record.write({ item: `t/q${value}`, kind: "answer", value: `${value}` });
}"""


def test_steady_work(page: Page, record_address: str) -> None:
    """Who does something every second has it sent to the kernel every few seconds."""
    page.clock.install()
    page.goto(record_address)
    page.wait_for_function("globalThis.sw !== undefined")
    page.evaluate(OPEN)
    page.evaluate(START)

    for number in range(30):
        page.evaluate(WRITE, number)
        page.clock.run_for(1_000)

    sent = page.evaluate("() => sent.map(Number)")
    assert sent == [*range(len(sent))]
    assert len(sent) >= 25
