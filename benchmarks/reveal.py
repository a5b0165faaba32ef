"""Main-thread time of one reveal in JupyterLab: python -m benchmarks.reveal.

From a click on "Show the definition" in a live lesson to the painted definition: what the handler,
style, layout and paint take on the page's main thread, from Chromium's own trace, with the kernel
idle, busy and gone. What the display's frames add is not counted: no page can change that.
"""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.jupyter import course_in_browser
from benchmarks.tracing import traced, until_painted

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from benchmarks.jupyter import JupyterLab

LESSON = "track-ii-diplomacy.ipynb"
LIMIT = 8.0
"""Milliseconds at the 95th percentile."""


def reveals(page: Page, clicks: int) -> list[float]:
    """Show and hide the definition so many times; milliseconds of each showing."""
    with traced(page) as events:
        for _ in range(clicks):
            page.get_by_role("button", name="Show the definition").click()
            page.get_by_role("button", name="Hide the definition", exact=True).click()
    # Every other click hides it again.
    return list(until_painted(events, "click"))[::2]


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
    reveals(page, 5)
    report("idle", reveals(page, clicks))
    server.keep_kernel_busy()
    report("busy", reveals(page, clicks))
    server.end_kernel()
    report("gone", reveals(page, clicks))


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what one reveal costs the page.")
    parser.add_argument("--clicks", type=int, default=60)
    options = parser.parse_args(arguments)
    with course_in_browser() as (page, server):
        measure(page, server, options.clicks)


if __name__ == "__main__":
    main()
