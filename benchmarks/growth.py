"""How time and memory of `studywidgets execute` grow with the number of lessons.

Whole commands, with their memory looked at all the while, which slows them down a little. The
extra time of a lesson leaves the command's start out: it is that between two numbers of lessons.
"""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.course import write_lessons
from benchmarks.pss import peak
from benchmarks.rows import Figure, NotAbove, Row
from benchmarks.runners import ours
from benchmarks.runs import Effort, interleaved, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTS = (64, 256, 1024)
STEEPER = 1.1
"""Linear, and flat, within a tenth."""


def rows(effort: Effort) -> list[Row]:
    """Run few, more and many lessons."""
    counts = effort.of(COUNTS, (4, 8, 16))
    peaks: dict[int, list[float]] = {count: [] for count in counts}
    with tempfile.TemporaryDirectory() as made:
        folder = write_lessons(Path(made, "lessons"), counts[-1])
        notebooks = sorted(folder.glob("*.ipynb"))

        def whole(count: int) -> float:
            command = ours(notebooks[:count])
            return seconds(lambda: peaks[count].append(peak(command, folder)))

        actions = {str(count): partial(whole, count) for count in counts}
        times = dict(zip(counts, interleaved(actions, effort.runs).values(), strict=True))
    few, _, many = counts
    return [
        Row(
            f"time a lesson, {many:,} lessons",
            "ms",
            _each(times[many], many),
            _each(times[few], few),
            f"{few} lessons",
            NotAbove(STEEPER),
        ),
        _steepness(counts, times),
        Row(
            f"peak memory, {many:,} lessons",
            "MB",
            Figure.median(peaks[many]),
            Figure.median(peaks[few]),
            f"{few} lessons",
            NotAbove(STEEPER),
        ),
    ]


def _each(times: Sequence[float], count: int) -> Figure:
    """Milliseconds a lesson."""
    return Figure.median([time / count * 1000 for time in times])


def _steepness(counts: Sequence[int], times: dict[int, list[float]]) -> Row:
    """How much each further lesson adds, among many and among few."""
    first, second = (
        Figure.median(
            [
                (after - before) / (more - less) * 1000
                for before, after in zip(times[less], times[more], strict=True)
            ]
        )
        for less, more in pairwise(counts)
    )
    few, more, many = counts
    what = f"time of each further lesson, {more:,} to {many:,}"
    return Row(what, "ms", second, first, f"{few} to {more}", NotAbove(STEEPER))
