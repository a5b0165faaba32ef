"""Main-thread time of one reveal in JupyterLab.

From a click on "Show the definition" in a live lesson to the painted definition: what the handler,
style, layout and paint take on the page's main thread, from Chromium's own trace, with the kernel
idle, busy and gone. What the display's frames add is not counted: no page can change that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.jupyter import course_in_browser
from benchmarks.rows import AtMost, Figure, Row
from benchmarks.tracing import traced, until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from benchmarks.runs import Effort

LESSON = "track-ii-diplomacy.ipynb"
CLICKS = 60
LIMIT = 8
"""Milliseconds at the 95th percentile."""


def reveals(page: Page, clicks: int) -> list[float]:
    """Show and hide the definition so many times; milliseconds of each showing."""
    with traced(page) as events:
        for _ in range(clicks):
            page.get_by_role("button", name="Show the definition").click()
            page.get_by_role("button", name="Hide the definition", exact=True).click()
    # Every other click hides it again.
    return list(until_painted(events, "click"))[::2]


def rows(effort: Effort) -> list[Row]:
    """Reveal in the three states of the kernel."""
    clicks = effort.of(CLICKS, 5)
    found = []
    with course_in_browser() as (page, server):
        page.goto(server.address(f"doc/tree/{LESSON}"))
        page.get_by_role("button", name="Show the definition").wait_for()
        reveals(page, 5)
        found.append(_row("idle", reveals(page, clicks)))
        server.keep_kernel_busy()
        found.append(_row("busy", reveals(page, clicks)))
        server.end_kernel()
        found.append(_row("gone", reveals(page, clicks)))
    return found


def _row(state: str, times: list[float]) -> Row:
    what = f"reveal, kernel {state}, 95th percentile of {len(times)}"
    return Row(what, "ms", Figure.percentile(times), goal=AtMost(LIMIT))
