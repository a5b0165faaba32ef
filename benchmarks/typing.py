"""What typing costs in JupyterLab with a large record.

Main-thread time of each key from its event to the painted letter, from Chromium's trace, with 500
earlier answers in the record; and how many messages the kernel gets meanwhile.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.jupyter import course_in_browser
from benchmarks.rows import AtMost, Figure, Row
from benchmarks.tracing import traced, until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket

    from benchmarks.jupyter import JupyterLab
    from benchmarks.runs import Effort

LESSON = "track-ii-diplomacy.ipynb"
ANSWERS = 500
WORDS = 60
LIMIT = 8
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


def measure(page: Page, server: JupyterLab, words: int) -> list[Row]:
    """Type into a question of the lesson."""
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
    what = f"key, {held} entries, 95th percentile of {len(keys)}"
    messages_a_second = Figure.exact(sent / seconds)
    return [
        Row(what, "ms", Figure.percentile(keys), goal=AtMost(LIMIT)),
        Row("messages to the kernel while typing", "a second", messages_a_second, goal=AtMost(1)),
    ]


def rows(effort: Effort) -> list[Row]:
    """Type in the executed course."""
    with course_in_browser() as (page, server):
        return measure(page, server, effort.of(WORDS, 6))
