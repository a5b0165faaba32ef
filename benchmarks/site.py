"""How fast the site is built and opened: against MkDocs and Sphinx, and on a slow phone.

The peers turn the same Markdown into pages. They are given the least to do: MkDocs its plain theme,
Sphinx no table of contents, with which it takes many times longer. A page is opened in Chromium,
slowed down to a quarter, with an empty record.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.build import write_terms
from benchmarks.course import CONTENT
from benchmarks.peers import environment, run
from benchmarks.rows import AtMost, Faster, Figure, Row
from benchmarks.runs import Effort, interleaved, seconds
from studywidgets.bundles import STATIC
from studywidgets.site import build_site
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

OURS = "studywidgets site"
PEERS = {
    "mkdocs": (["mkdocs>=1.6,<2"], ["mkdocs", "build", "--quiet", "--site-dir"]),
    "sphinx": (["sphinx>=8", "myst-parser>=4"], ["sphinx", "-q", "-E", "-b", "html", "docs"]),
}
SPHINX = """extensions = ["myst_parser"]
suppress_warnings = ["toc.not_included", "myst.header"]
"""
TERMS = 1000
OPENINGS = 5
TIMES_FASTER = 10
SIZE_LIMIT = 60_000
"""Bytes of script and style that a page loads at its opening."""
OPENING_LIMIT = 1000
"""Milliseconds until a page can be used."""
SLOWER = 4
PAGES = ("mediation", "guide-international-relations", "glossary", "index")

NOTE_READY = """new MutationObserver(() => {
    if (document.documentElement?.dataset.ready) globalThis.readyAt ??= performance.now();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing: the report stands alone on the terminal."""


def peer(folder: Path, name: str, content: Path) -> tuple[str, Callable[[], object]]:
    """A peer with the same Markdown; returns its name and version, and what builds its pages."""
    packages, command = PEERS[name]
    made = environment(name, packages)
    shutil.copytree(content, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Synthetic\n", encoding="utf-8")
    (folder / "docs" / "conf.py").write_text(SPHINX, encoding="utf-8")

    def build() -> None:
        shutil.rmtree(folder / "out", ignore_errors=True)
        run([made.python, "-m", *command, folder / "out"], folder)

    return made.version(name), build


def measure_building(folder: Path, terms: int, runs: int) -> list[Row]:
    """Build the same Markdown with each, in turns."""
    content = folder / "content"
    write_terms(content, terms)

    def ours() -> None:
        shutil.rmtree(folder / "site", ignore_errors=True)
        command: list[Any] = [
            sys.executable,
            "-m",
            "studywidgets",
            "site",
            content,
            "-o",
            folder / "site",
        ]
        run(command, folder)

    builds: dict[str, Callable[[], object]] = {OURS: ours}
    for name in PEERS:
        (folder / name).mkdir()
        label, build = peer(folder / name, name, content)
        builds[label] = build
    times = interleaved({name: partial(seconds, each) for name, each in builds.items()}, runs)
    own, *others = (Figure.median(each) for each in times.values())
    what = f"{OURS}, {terms:,} terms"
    return [
        Row(what, "s", own, other, label, Faster(TIMES_FASTER))
        for label, other in zip(list(times)[1:], others, strict=True)
    ]


def opening(browser: Browser, address: str, runs: int) -> Figure:
    """Milliseconds from a page's start until all of its widgets can be used."""
    times = []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.add_init_script(NOTE_READY)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address, wait_until="commit")
        page.locator("html[data-ready]").wait_for(state="attached")
        times.append(float(page.evaluate("readyAt")))
        context.close()
    return Figure.median(times)


def measure_pages(folder: Path, terms: int, runs: int) -> list[Row]:
    """What pages load and how soon they can be used, also in a course of many terms."""
    found = []
    for kind in ("lesson", "guide", "glossary", "index"):
        files = [STATIC / "site" / f"{kind}.{ending}" for ending in ("js", "css")]
        size = sum(file.stat().st_size for file in files)
        what = f"script and style of {kind}"
        found.append(Row(what, "bytes", Figure.exact(size), goal=AtMost(SIZE_LIMIT)))
    write_terms(folder / "many-content", terms)
    build_site(folder / "many-content", folder / "pages" / "many")
    build_site(CONTENT, folder / "pages" / "own")
    handler = partial(_Quiet, directory=str(folder / "pages"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        names = [*(f"own/{name}" for name in PAGES), "many/glossary", "many/index"]
        for name in names:
            address = f"http://127.0.0.1:{server.server_port}/{name}.html"
            time = opening(browser, address, runs)
            found.append(
                Row(f"{name}, until it can be used", "ms", time, goal=AtMost(OPENING_LIMIT))
            )
        browser.close()
    server.shutdown()
    return found


def rows(effort: Effort) -> list[Row]:
    """Build the site, and open it."""
    terms = effort.of(TERMS, 20)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        openings = effort.of(max(OPENINGS, effort.runs), 1)
        return [
            *measure_building(folder, terms, effort.runs),
            *measure_pages(folder, terms, openings),
        ]
