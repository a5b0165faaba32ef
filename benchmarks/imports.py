"""What `import studywidgets` costs, against `import anywidget` alone: python -m benchmarks.imports.

Fresh interpreters, interleaved, medians of the time that the import itself takes.
"""

# ruff: noqa: S603, T201 - a script, which prints, and starts interpreters
from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

CODE = "from time import perf_counter as t; a = t(); import {module}; print(t() - a)"
MODULES = ("studywidgets", "anywidget")


def seconds(module: str) -> float:
    """How long a fresh interpreter takes to import a module."""
    command = [sys.executable, "-c", CODE.format(module=module)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what importing the package costs.")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args(arguments)
    for module in MODULES:
        seconds(module)
    times = [[seconds(module) for module in MODULES] for _ in range(options.runs)]
    ours, theirs = (median(column) for column in zip(*times, strict=True))
    print(f"import studywidgets: {ours * 1000:.0f} ms, anywidget alone: {theirs * 1000:.0f} ms")
    print(f"ratio: {ours / theirs:.2f} (at most 1.2)")


if __name__ == "__main__":
    main()
