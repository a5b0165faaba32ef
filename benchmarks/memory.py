"""The most memory that a command and all below it take at one time, while they run lessons.

What processes share counts once (PSS): the sum over all of them is what the machine has to have.
nbmake runs as many lessons at once as its `-n` says, ours as many as it finds best.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.course import write_lessons
from benchmarks.pss import peak
from benchmarks.rows import Figure, NotAbove, Row
from benchmarks.runners import NBMAKE_TWO, OURS, ours
from benchmarks.runs import Effort, interleaved

LESSONS = 64


def rows(effort: Effort) -> list[Row]:
    """Run the same lessons with both."""
    count = effort.of(LESSONS, 4)
    with tempfile.TemporaryDirectory() as made:
        folder = write_lessons(Path(made, "lessons"), count)
        notebooks = sorted(folder.glob("*.ipynb"))
        (command,) = NBMAKE_TWO.commands(notebooks, folder)
        found = interleaved(
            {
                OURS: lambda: peak(ours(notebooks), folder),
                NBMAKE_TWO.name: lambda: peak(command, folder),
            },
            effort.runs,
        )
    own, peer = (Figure.median(values) for values in found.values())
    return [Row(f"peak memory, {count} lessons", "MB", own, peer, NBMAKE_TWO.label(), NotAbove(1))]
