"""What `import studywidgets` costs, against `import anywidget` alone: python -m benchmarks.imports.

Fresh interpreters, interleaved, medians of the time that the import itself takes.
"""

# ruff: noqa: S603, T201 - a script, which prints, and starts interpreters
from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

CODE = "from time import perf_counter as t; a = t(); {statement}; print(t() - a)"
ALONE = "import anywidget"
OURS = ("import studywidgets", "from studywidgets import Definition")
"""The second is what a lesson's first cell costs: widgets are imported when one is used."""


def seconds(statement: str) -> float:
    """How long a fresh interpreter takes for an import."""
    command = [sys.executable, "-c", CODE.format(statement=statement)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what importing the package costs.")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args(arguments)
    statements = (ALONE, *OURS)
    for statement in statements:
        seconds(statement)
    times = [[seconds(statement) for statement in statements] for _ in range(options.runs)]
    alone, *ours = (median(column) for column in zip(*times, strict=True))
    for statement, own in zip(OURS, ours, strict=True):
        print(f"{statement} / {ALONE}: {own / alone:.2f} (at most 1.2)")


if __name__ == "__main__":
    main()
