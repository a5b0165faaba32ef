"""What typing costs in JupyterLab with a large record: python -m benchmarks.typing.

Main-thread time of each key from its event to the painted letter, from Chromium's trace, with 500
earlier answers in the record; and how many messages the kernel gets meanwhile.
"""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.jupyter import course_in_browser
from benchmarks.tracing import traced, until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket

    from benchmarks.jupyter import JupyterLab

LESSON = "track-ii-diplomacy.ipynb"
ANSWERS = 500
LIMIT = 8.0
"""Milliseconds at the 95th percentile."""

PAUSE = 120
"""Milliseconds between two keys: a hundred words a minute."""

FILL = """async (answers) => {
    const record = globalThis[Symbol.for("studywidgets/record/1")].get("social-studies-education");
    for (let number = 0; number < answers; number += 1) {
        const value = `Answer ${number}: ` + "some words of an earlier answer ".repeat(8);
        record.write({ item: `earlier/q${number}`, kind: "answer", value, question: "Why?" });
    }
    const saved = () => record.status.state === "saved";
    while (!saved()) await new Promise(requestAnimationFrame);
    return record.size;
}"""


class Messages:
    """Counts what a page sends to its kernel."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        if "/channels" in socket.url:
            socket.on("framesent", self._add)

    def _add(self, _: object) -> None:
        self.count += 1


def measure(page: Page, server: JupyterLab, words: int) -> None:
    """Type into a question of the lesson, and print what it cost."""
    messages = Messages(page)
    page.goto(server.address(f"doc/tree/{LESSON}"))
    page.get_by_role("button", name="Show the definition").wait_for()
    held = page.evaluate(FILL, ANSWERS)
    box = page.get_by_role("textbox").last
    box.focus()
    page.keyboard.type("warming up ", delay=PAUSE)
    before, start = messages.count, time.monotonic()
    with traced(page) as events:
        page.keyboard.type("word and more " * (words // 3), delay=PAUSE)
    sent, seconds = messages.count - before, time.monotonic() - start
    keys = list(until_painted(events, "keydown"))
    high = quantiles(keys, n=20)[-1]
    print(
        f"{held} entries, {len(keys)} keys: median {median(keys):.1f} ms, "
        f"95th percentile {high:.1f} ms, {high / LIMIT:.2f} of {LIMIT:.0f} ms"
    )
    print(f"messages to the kernel: {sent / seconds:.2f} a second of typing (at most 1)")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what typing costs the page.")
    parser.add_argument("--words", type=int, default=60)
    options = parser.parse_args(arguments)
    with course_in_browser() as (page, server):
        measure(page, server, options.words)


if __name__ == "__main__":
    main()
