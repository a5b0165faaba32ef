"""From a click to the definition on the screen, against a widget whose kernel answers the click.

The peer does what ipywidgets are commonly used for: a button, an HTML widget, and a function in
the kernel that fills in the text when the button is clicked. Both are in the same JupyterLab, with
a live kernel each, behind a connection on which a message takes some time there and back, as on
Binder. Here the whole time counts, until the frame that shows the text is painted, since the way to
the kernel and back is what is compared: a frame takes up to 17 ms by itself.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.card_notebooks import calls, write
from benchmarks.course import CONTENT
from benchmarks.jupyter import in_browser
from benchmarks.rows import Figure, Row
from benchmarks.runs import Effort, interleaved
from benchmarks.trip import longer_trip
from studywidgets.notebooks import build
from studywidgets.reader import read_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from benchmarks.jupyter import JupyterLab
    from benchmarks.trip import Trip
    from studywidgets.model import Term

TIMES = (0, 100, 300)
"""Milliseconds there and back."""

CLICKS = 10
"""In each run, for each of the times."""

TWIN = """from ipywidgets import HTML, Button, VBox
button, shown = Button(description="Show the definition"), HTML()
shown.add_class("twin")
def toggle(_):
    shown.value = "" if shown.value else "<p>" + {text!r} + "</p>"
    button.description = "Hide the definition" if shown.value else "Show the definition"
button.on_click(toggle)
VBox([button, shown])"""

WATCH = """(place) => {
    globalThis.shown = new Promise((resolve) => {
        addEventListener("click", (click) => {
            const look = () => {
                const element = document.querySelector(place);
                if (element?.checkVisibility() && element.textContent.trim()) {
                    setTimeout(() => resolve(performance.now() - click.timeStamp));
                } else {
                    requestAnimationFrame(look);
                }
            };
            requestAnimationFrame(look);
        }, { capture: true, once: true });
    });
}"""


class Shown:
    """Shows and hides a definition in a notebook with a live kernel."""

    def __init__(self, page: Page, place: str) -> None:
        """Take the page, and the selector of what shows the definition."""
        self._page = page
        self._place = place

    def time(self) -> float:
        """Milliseconds from a click until the definition is painted."""
        self._page.bring_to_front()
        self._page.evaluate(WATCH, self._place)
        self._page.get_by_role("button", name="Show the definition").click()
        taken = float(self._page.evaluate("shown"))
        self._page.get_by_role("button", name="Hide the definition", exact=True).click()
        self._page.get_by_role("button", name="Show the definition").wait_for()
        return taken


def opened(page: Page, server: JupyterLab, name: str, place: str) -> Shown:
    """Open a notebook of one cell in a page of its own, and run it."""
    own = page.context.new_page()
    own.goto(server.address(f"doc/tree/{name}.ipynb"))
    # The notebook's own indicator is idle before there is a kernel.
    own.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
    own.locator(".jp-InputPrompt").click()
    own.keyboard.press("Control+Enter")
    own.get_by_role("button", name="Show the definition").wait_for()
    return Shown(own, place)


def measure(both: Sequence[Shown], trip: Trip, effort: Effort) -> list[Row]:
    """Click in both, in turns, at each of the times."""
    peer = f"ipywidgets {version('ipywidgets')}, callback in the kernel"
    actions = {str(number): shown.time for number, shown in enumerate(both)}
    clicks = effort.of(CLICKS * effort.runs, 2)
    found = []
    for trip.time in TIMES:
        interleaved(actions, 1)
        ours, theirs = map(Figure.median, interleaved(actions, clicks).values())
        what = f"click to definition, {trip.time} ms there and back"
        found.append(Row(what, "ms", ours, theirs, peer))
    return found


def write_both(folder: Path, lessons: Path, term: Term) -> None:
    """Write a notebook with our definition and one with the peer's, not executed."""
    write(folder / "definition.ipynb", [calls(lessons, [term])[f"{term.id}--definition"]])
    write(folder / "twin.ipynb", [TWIN.format(text=term.definition)])


def rows(effort: Effort) -> list[Row]:
    """Open both behind a connection that takes its time."""
    (course,), _ = read_content(CONTENT)
    with tempfile.TemporaryDirectory() as made:
        folder, written = Path(made), Path(made, "written")
        written.mkdir()
        build(CONTENT, folder / "lessons")
        write_both(written, folder / "lessons", next(iter(course.terms())))
        with in_browser(written, folder) as (page, near), longer_trip(near.port) as trip:
            server = replace(near, port=trip.port)
            ours = opened(page, server, "definition", ".sw-definition-text")
            twin = opened(page, server, "twin", ".twin .widget-html-content")
            return measure([ours, twin], trip, effort)
