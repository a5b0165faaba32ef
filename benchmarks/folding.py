"""Folding a large record in Python, against reading its JSON with `json.loads`."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from benchmarks.rows import Figure, NotAbove, Row
from benchmarks.runs import interleaved, seconds
from studywidgets.record.entries import Entry, make_entry
from studywidgets.record.fold import fold
from studywidgets.record.work_file import work_text

if TYPE_CHECKING:
    from benchmarks.runs import Effort

ENTRIES = 100_000
LIMIT = 1.5
"""Times the reading of the same file as JSON."""
RUNS = 7

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


def rows(effort: Effort) -> list[Row]:
    """Fold and read the same entries in turns."""
    count = effort.of(ENTRIES, ENTRIES // 100)
    entries = record(count)
    text = work_text(entries, course="course", title="A course", made=AT)
    actions = {
        "fold": lambda: seconds(lambda: fold(entries)),
        "read": lambda: seconds(lambda: json.loads(text)),
    }
    times = interleaved(actions, effort.of(RUNS, 2))
    ours, peer = (Figure.median(values) for values in times.values())
    what = f"fold of {count:,} entries ({len(text) / 1e6:.0f} MB of JSON)"
    return [Row(what, "s", ours, peer, "json.loads of the file", NotAbove(LIMIT))]
