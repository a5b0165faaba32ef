"""Main-thread time of one reveal in JupyterLab: python -m benchmarks.reveal.

From a click on "Show the definition" in a live lesson to the painted definition: what the handler,
style, layout and paint take on the page's main thread, from Chromium's own trace, with the kernel
idle, busy and gone. What the display's frames add is not counted: no page can change that.
"""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import tempfile
from operator import itemgetter
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.course import executed_course
from benchmarks.jupyter import running_jupyterlab
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from benchmarks.jupyter import JupyterLab

LESSON = "track-ii-diplomacy.ipynb"
LIMIT = 8.0
"""Milliseconds at the 95th percentile."""

WORK = {"EventDispatch", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize"}


def trace(page: Page, clicks: int) -> list[dict[str, Any]]:
    """Show and hide the definition so many times; returns Chromium's trace events."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    ended: list[object] = []
    session.on("Tracing.tracingComplete", lambda data: ended.extend([data]))
    session.send(
        "Tracing.start", {"categories": "devtools.timeline", "transferMode": "ReportEvents"}
    )
    for _ in range(clicks):
        page.get_by_role("button", name="Show the definition").click()
        page.get_by_role("button", name="Hide the definition", exact=True).click()
    session.send("Tracing.end")
    while not ended:
        page.evaluate("new Promise(requestAnimationFrame)")
    return events


def reveals(events: list[dict[str, Any]]) -> Iterator[float]:
    """Milliseconds of main-thread work for every other click, which is a reveal.

    It begins with the click's dispatch and ends when the frame that shows it is painted.
    """
    work = sorted((e for e in events if e["name"] in WORK and e["ph"] == "X"), key=itemgetter("ts"))
    clicks = [e for e in work if e["name"] == "EventDispatch" and kind(e) == "click"]
    for click in clicks[::2]:
        own = [e for e in work if e["tid"] == click["tid"] and e["pid"] == click["pid"]]
        handled = click["ts"] + click["dur"]
        painted = next(e for e in own if e["name"] == "Layerize" and e["ts"] >= handled)
        yield (
            covered(
                [
                    (e["ts"], e["ts"] + e["dur"])
                    for e in own
                    if click["ts"] <= e["ts"] <= painted["ts"]
                ]
            )
            / 1000
        )


def kind(dispatch: dict[str, Any]) -> str:
    """The type of a dispatched event."""
    return str(dispatch["args"]["data"]["type"])


def covered(spans: list[tuple[int, int]]) -> int:
    """How much time a sorted list of spans covers, overlaps counted once."""
    total = end = 0
    for first, last in spans:
        total += max(0, last - max(first, end))
        end = max(end, last)
    return total


def report(state: str, values: list[float]) -> None:
    """Print one line."""
    high = quantiles(values, n=20)[-1]
    print(
        f"kernel {state:<5} {len(values)} reveals: median {median(values):.1f} ms, "
        f"95th percentile {high:.1f} ms, {high / LIMIT:.2f} of {LIMIT:.0f} ms"
    )


def measure(page: Page, server: JupyterLab, clicks: int) -> None:
    """Measure in the three states of the kernel, and print."""
    page.goto(server.address(f"doc/tree/{LESSON}"))
    page.get_by_role("button", name="Show the definition").wait_for()
    trace(page, 5)
    report("idle", list(reveals(trace(page, clicks))))
    server.keep_kernel_busy()
    report("busy", list(reveals(trace(page, clicks))))
    server.end_kernel()
    report("gone", list(reveals(trace(page, clicks))))


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what one reveal costs the page.")
    parser.add_argument("--clicks", type=int, default=60)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        # First, since it needs an event loop of its own, as Playwright does.
        copies = executed_course(Path(folder))
        with running_jupyterlab(copies, Path(folder)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
            )
            measure(browser.new_page(), server, options.clicks)
            browser.close()


if __name__ == "__main__":
    main()
