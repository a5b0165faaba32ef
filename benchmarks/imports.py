"""What `import studywidgets` costs in a fresh interpreter, against `import anywidget` alone.

Widgets are imported when one is used: the import of one is what a lesson's first cell costs.
"""

# ruff: noqa: S603 - starts interpreters
from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.rows import Figure, NotAbove, Row
from benchmarks.runs import interleaved

if TYPE_CHECKING:
    from benchmarks.runs import Effort

CODE = "from time import perf_counter as t; a = t(); {statement}; print((t() - a) * 1000)"
ALONE = "import anywidget"
OURS = ("import studywidgets", "from studywidgets import Definition")
RUNS = 15


def milliseconds(statement: str) -> float:
    """How long a fresh interpreter takes for an import."""
    command = [sys.executable, "-c", CODE.format(statement=statement)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def rows(effort: Effort) -> list[Row]:
    """Import ours and the other in turns."""
    actions = {name: partial(milliseconds, name) for name in (ALONE, *OURS)}
    # The first time, files may have to come from the disk.
    interleaved(actions, 1)
    times = interleaved(actions, effort.of(RUNS, 2))
    figures = {name: Figure.median(each) for name, each in times.items()}
    return [Row(name, "ms", figures[name], figures[ALONE], ALONE, NotAbove(1.2)) for name in OURS]
