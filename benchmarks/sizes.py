"""Bytes of the bundled modules and of executed lessons: python -m benchmarks.sizes."""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.course import executed_course
from studywidgets.bundles import STATIC

MODULE_LIMIT = 20_000
LESSON_LIMIT = 300_000


def row(name: str, size: int, limit: int) -> str:
    """One line of the report."""
    return f"{name:<36} {size:>8,} bytes  {size / limit:5.2f} of {limit:,}"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    argparse.ArgumentParser(description="Measure the sizes of what is sent.").parse_args(arguments)
    for module in sorted(STATIC.rglob("*.js")):
        print(row(module.relative_to(STATIC).as_posix(), module.stat().st_size, MODULE_LIMIT))
    with tempfile.TemporaryDirectory() as folder:
        copies = executed_course(Path(folder))
        for notebook in sorted(copies.glob("*.ipynb")):
            print(row(notebook.name, notebook.stat().st_size, LESSON_LIMIT))


if __name__ == "__main__":
    main()
