"""What a large record costs when a lesson is opened in the browser.

From the page's start to all widgets of a lesson rendered, with an empty record and with one of
10,000 entries, in turns. The page is the tests' own, without JupyterLab, whose start would take
hundreds of times longer than what is measured.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.folding import record
from benchmarks.rows import AtMost, Figure, Row
from benchmarks.runs import interleaved
from studywidgets.widgets.libraries import _opened
from tests.browser import CHROMIUM_FLAGS
from tests.widgets import samples
from tests.widgets.conftest import HARNESS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from benchmarks.runs import Effort

ENTRIES = 10_000
RUNS = 15
LIMIT = 100
"""Milliseconds more than with an empty record."""

FILL = """async (entries) => {
    const record = globalThis[Symbol.for("studywidgets/record/1")].get("a-course");
    await record.add(entries);
    return record.size;
}"""

UNTIL_PACKED = """async () => {
    const open = indexedDB.open("studywidgets");
    await new Promise((resolve) => { open.onsuccess = resolve; });
    for (let rows = Infinity; rows > 500;) {
        await new Promise(requestAnimationFrame);
        const count = open.result.transaction("entries").objectStore("entries").count();
        await new Promise((resolve) => { count.onsuccess = resolve; });
        rows = count.result;
    }
    open.result.close();
}"""
"""The page packs its storage a while after its opening."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing: the report stands alone on the terminal."""


def stage(folder: Path) -> str:
    """Serve the sample lesson from a folder; returns the page's address."""
    shutil.copytree(HARNESS, folder, dirs_exist_ok=True)
    widgets = samples.lesson()
    states = {
        "widgets": [widget.get_state() for widget in widgets],
        "libraries": {each.model_id: each.get_state() for each in _opened.values()},
        "notebook": {},
    }
    (folder / "states.json").write_text(json.dumps(states), encoding="utf-8")
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/index.html?theme="


def filled(browser: Browser, address: str, entries: int) -> BrowserContext:
    """A browser profile whose record has so many entries."""
    context = browser.new_context()
    page = context.new_page()
    opened(page, address)
    if entries:
        held = page.evaluate(FILL, [entry.to_json() for entry in record(entries)])
        if held != entries:
            message = f"the record has {held} entries, not {entries}"
            raise RuntimeError(message)
        opened(page, address)
        page.evaluate(UNTIL_PACKED)
    page.close()
    return context


def opened(page: Page, address: str) -> float:
    """Milliseconds from the page's start until every widget of the lesson is rendered."""
    page.goto(address)
    page.locator("body[data-ready=true]").wait_for(state="attached")
    return float(page.evaluate("performance.now()"))


def rows(effort: Effort) -> list[Row]:
    """Open the lesson with both records in turns."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = stage(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        contexts = {entries: filled(browser, address, entries) for entries in (0, ENTRIES)}

        def again(context: BrowserContext) -> float:
            page = context.new_page()
            taken = opened(page, address)
            page.close()
            return taken

        actions = {str(entries): partial(again, each) for entries, each in contexts.items()}
        empty, large = interleaved(actions, effort.of(RUNS, 2)).values()
        browser.close()
    more = Figure.median([big - small for small, big in zip(empty, large, strict=True)])
    return [
        Row(f"longer with {ENTRIES:,} entries", "ms", more, goal=AtMost(LIMIT)),
        Row(
            f"opening with {ENTRIES:,} entries",
            "ms",
            Figure.median(large),
            Figure.median(empty),
            "none",
        ),
    ]
