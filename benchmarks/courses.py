"""How `studywidgets build` and `studywidgets site` grow with the number of terms.

Whole commands, once for each number of terms; memory is that of all their processes together. Terms
are synthetic, each as long as a real one.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.build import write_terms
from benchmarks.peers import run
from benchmarks.pss import peak
from benchmarks.rows import AtMost, Figure, NotAbove, Row
from benchmarks.runs import seconds

if TYPE_CHECKING:
    from benchmarks.runs import Effort

COUNTS = (1000, 10_000)
STEEPER = 1.1
"""Linear, and flat, within a tenth."""
LONGEST_REBUILD = 2
"""Seconds that a command may take for 10,000 terms with nothing changed."""


def rows(effort: Effort) -> list[Row]:
    """Build courses of few and of many terms."""
    counts = effort.of(COUNTS, (20, 60))
    found = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for count in counts:
            write_terms(folder / f"{count}", count)
        for name in ("build", "site"):
            found += _growth(name, counts, folder)
    return found


def _growth(name: str, counts: tuple[int, int], folder: Path) -> list[Row]:
    each, memory, again = {}, {}, 0.0
    for count in counts:
        output = folder / "output"
        command = [sys.executable, "-m", "studywidgets", name, folder / f"{count}", "-o", output]
        each[count] = seconds(lambda command=command: run(command, folder)) / count * 1000
        again = seconds(lambda command=command: run(command, folder))
        shutil.rmtree(output)
        memory[count] = peak(command, folder)
        shutil.rmtree(output)
    few, many = counts
    less = f"{few:,} terms"
    return [
        Row(
            f"`{name}`: time a term, {many:,} terms",
            "ms",
            Figure.exact(each[many]),
            Figure.exact(each[few]),
            less,
            NotAbove(STEEPER),
        ),
        Row(
            f"`{name}`: peak memory, {many:,} terms",
            "MB",
            Figure.exact(memory[many]),
            Figure.exact(memory[few]),
            less,
            NotAbove(STEEPER),
        ),
        Row(
            f"`{name}` again, nothing changed, {many:,} terms",
            "s",
            Figure.exact(again),
            goal=AtMost(LONGEST_REBUILD),
        ),
    ]
