"""How soon a preview shows what was saved: python -m benchmarks.preview [--terms 1000].

From the moment at which a term's file is saved until an open page of the term shows it, in a course
of many terms, with the real command, real files and a real browser.
"""

# ruff: noqa: S603, T201 - a script, which prints, and starts the command
from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import sync_playwright

from benchmarks.build import write_terms
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

LIMIT = 1.0
"""Seconds."""


def delays(address: str, term: Path, runs: int) -> list[float]:
    """Save a term so many times; seconds until the page shows each."""
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
            found.append(perf_counter() - saved)
        browser.close()
    return found


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how soon a saved change is shown.")
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        write_terms(content, options.terms)
        command = [sys.executable, "-m", "studywidgets", "preview", content, "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            line = running.stdout.readline() if running.stdout else ""
            address = re.search(r"http://[^/]+", line)
            term = next(content.rglob(f"term-{options.terms // 2}.md"))
            times = delays(address[0] if address else "", term, options.runs)
            running.send_signal(signal.SIGINT)
    middle = median(times)
    print(
        f"saved to shown, {options.terms:,} terms: {middle * 1000:.0f} ms, "
        f"{middle / LIMIT:.2f} of {LIMIT:.0f} s (slowest {max(times) * 1000:.0f} ms)"
    )


if __name__ == "__main__":
    main()
