"""How fast the site is built and opened: against MkDocs and Sphinx, and on a slow phone.

    python -m benchmarks.site [--terms 1000] [--runs 3] [--no-peers]

The peers turn the same Markdown into pages, each in an environment of its own, which is made for
the measurement with packages from PyPI. They are given the least to do: MkDocs its plain theme,
Sphinx no table of contents, with which it takes many times longer. Runs are interleaved and
medians compared. A page is opened in Chromium, slowed down to a quarter, with an empty record.
"""

# ruff: noqa: S603, T201 - a script, which prints, and starts the peers
from __future__ import annotations

import argparse
import functools
import shutil
import subprocess
import sys
import tempfile
import threading
import venv
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.build import seconds, write_terms
from benchmarks.course import CONTENT
from studywidgets.bundles import STATIC
from studywidgets.site import build_site
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

OURS = "studywidgets site"
PEERS = {
    "MkDocs": (["mkdocs>=1.6,<2"], ["mkdocs", "build", "--quiet", "--site-dir"]),
    "Sphinx with MyST": (
        ["sphinx>=8", "myst-parser>=4"],
        ["sphinx", "-q", "-E", "-b", "html", "docs"],
    ),
}
SPHINX = """extensions = ["myst_parser"]
suppress_warnings = ["toc.not_included", "myst.header"]
"""
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


def environment(folder: Path, packages: list[str]) -> Path:
    """Make an environment with these packages; returns its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def peer(folder: Path, name: str, content: Path) -> Callable[[], object]:
    """A peer with the same Markdown; returns what builds its pages anew."""
    packages, command = PEERS[name]
    python = environment(folder / "environment", packages)
    shutil.copytree(content, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Synthetic\n", encoding="utf-8")
    (folder / "docs" / "conf.py").write_text(SPHINX, encoding="utf-8")

    def build() -> None:
        shutil.rmtree(folder / "out", ignore_errors=True)
        whole = [python, "-m", *command, folder / "out"]
        subprocess.run(whole, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    return build


def measure_building(folder: Path, terms: int, runs: int, peers: list[str]) -> None:
    """Build the same Markdown with each, in turns, and print the ratios."""
    content = folder / "content"
    write_terms(content, terms)

    def ours() -> None:
        shutil.rmtree(folder / "site", ignore_errors=True)
        command = [sys.executable, "-m", "studywidgets", "site", content, "-o", folder / "site"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    builds: dict[str, Callable[[], object]] = {OURS: ours}
    for name in peers:
        (folder / name).mkdir()
        builds[name] = peer(folder / name, name, content)
    times: dict[str, list[float]] = {name: [] for name in builds}
    for _ in range(runs):
        for name, build in builds.items():
            times[name].append(seconds(build))
    own = median(times[OURS])
    print(f"{OURS}: {own / terms * 1000:.1f} ms a term, {terms} terms")
    for name in peers:
        print(f"{name} / {OURS}: {median(times[name]) / own:.1f} (at least {TIMES_FASTER})")


def opening(browser: Browser, address: str, runs: int) -> float:
    """Median milliseconds from a page's start until all of its widgets can be used."""
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
    return median(times)


def measure_pages(folder: Path, terms: int, runs: int) -> None:
    """Print what pages load and how soon they can be used, also in a course of many terms."""
    for kind in ("lesson", "guide", "glossary", "index"):
        files = [STATIC / "site" / f"{kind}.{ending}" for ending in ("js", "css")]
        size = sum(file.stat().st_size for file in files)
        print(f"{kind:<9} {size:>7,} bytes loaded  {size / SIZE_LIMIT:5.2f} of {SIZE_LIMIT:,}")
    write_terms(folder / "many-content", terms)
    build_site(folder / "many-content", folder / "pages" / "many")
    build_site(CONTENT, folder / "pages" / "own")
    handler = functools.partial(_Quiet, directory=str(folder / "pages"))
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
            print(f"{name:<34} {time:5.0f} ms to use, {time / OPENING_LIMIT:.2f} of the limit")
        browser.close()
    server.shutdown()


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the static site.")
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true", help="do not install and run the peers")
    options = parser.parse_args(arguments)
    peers = [] if options.no_peers else list(PEERS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure_pages(folder, options.terms, max(options.runs, 5))
        measure_building(folder, options.terms, options.runs, peers)


if __name__ == "__main__":
    main()
