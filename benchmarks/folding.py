"""Folding a large record in Python, against reading its JSON: python -m benchmarks.folding."""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import json
import time
from datetime import datetime, timezone
from statistics import median
from typing import TYPE_CHECKING

from studywidgets.record.entries import Entry, make_entry
from studywidgets.record.fold import fold
from studywidgets.record.work_file import work_text

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = 100_000
LIMIT = 1.5
"""Times the reading of the same file as JSON."""

AT = datetime(2025, 5, 3, 12, 1, tzinfo=timezone.utc)


def record(entries: int) -> list[Entry]:
    """A record of answers and ratings by several devices on a thousand items."""
    made: list[Entry] = []
    for number in range(entries):
        answers = number % 3 == 0
        made.append(
            make_entry(
                item=f"term-{number % 100}/question-{number % 1000}",
                kind="answer" if answers else "rating",
                value="An answer of some twenty words. " * 4 if answers else "good",
                clock=number + 1,
                device=f"device-{number % 7}",
                at=AT,
                after=[made[number - 1].id] if number else [],
                version="d856c722e1b47426",
            )
        )
    return made


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the fold of a large record.")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args(arguments)
    entries = record(ENTRIES)
    text = work_text(entries, course="course", title="A course", made=AT)
    ratios = [
        timed(lambda: fold(entries)) / timed(lambda: json.loads(text)) for _ in range(options.runs)
    ]
    print(
        f"fold of {ENTRIES:,} entries ({len(text) / 1e6:.0f} MB of JSON): "
        f"{median(ratios):.2f} times json.loads of the file (at most {LIMIT})"
    )


if __name__ == "__main__":
    main()
