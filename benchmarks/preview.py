"""How soon a preview shows what was saved.

From the moment at which a term's file is saved until an open page of the term shows it, in a course
of many terms, with the real command, real files and a real browser.
"""

# ruff: noqa: S603 - starts the command
from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.build import write_terms
from benchmarks.rows import AtMost, Figure, Row
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from benchmarks.runs import Effort

TERMS = 1000
RUNS = 15
LIMIT = 1000
"""Milliseconds."""


def delays(address: str, term: Path, runs: int) -> list[float]:
    """Save a term so many times; milliseconds until the page shows each."""
    text = term.read_text(encoding="utf-8")
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        page = browser.new_page()
        page.goto(f"{address}/{term.stem}.html")
        page.locator("html[data-ready]").wait_for(state="attached")
        for number in range(runs):
            term.write_text(text.replace("A case.", f"Case {number}."), encoding="utf-8")
            saved = perf_counter()
            page.get_by_text(f"Case {number}.").wait_for()
            found.append((perf_counter() - saved) * 1000)
        browser.close()
    return found


def rows(effort: Effort) -> list[Row]:
    """Save a term in the midst of many."""
    terms = effort.of(TERMS, 20)
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        write_terms(content, terms)
        command: list[Any] = [
            sys.executable,
            "-m",
            "studywidgets",
            "preview",
            content,
            "--no-browser",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            line = running.stdout.readline() if running.stdout else ""
            address = re.search(r"http://[^/]+", line)
            term = next(content.rglob(f"term-{terms // 2}.md"))
            times = delays(address[0] if address else "", term, effort.of(RUNS, 2))
            running.send_signal(signal.SIGINT)
    what = f"saved to shown, {terms:,} terms"
    return [Row(what, "ms", Figure.median(times), goal=AtMost(LIMIT))]
