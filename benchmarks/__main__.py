"""Run benchmarks, print their tables, and write them: `python -m benchmarks [NAME …]`."""

# ruff: noqa: T201 - a script, which prints
from __future__ import annotations

import argparse
import importlib
import sys
import traceback
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from benchmarks import BENCHMARKS
from benchmarks.machine import machine
from benchmarks.runs import Effort
from benchmarks.table import summary, table

if TYPE_CHECKING:
    from benchmarks.rows import Row

RESULTS = Path(__file__).with_name("RESULTS.md")

METHOD = """\
Written by `make bench`, on {machine}.

Everything was measured in one run on one machine. What is compared takes turns, so that a busy
moment slows down all of it alike, and the median of the runs counts; their least and most stand in
brackets. The peers are installed from PyPI, each in an environment of its own, with this
project's versions of Jupyter's packages where they run its lessons. A goal says which way round its
ratio is; without one, the ratio is peer / ours: more than 1 is in our favour.
"""


def section(name: str, effort: Effort) -> tuple[str, list[Row]]:
    """Run one benchmark; returns its part of the page, and its rows."""
    module: Any = importlib.import_module(f"benchmarks.{name}")
    print(f"{name} …", end=" ", file=sys.stderr, flush=True)
    start = monotonic()
    rows: list[Row] = module.rows(effort)
    print(f"{monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return f"## {name}\n\n{module.__doc__.strip()}\n\n{table(rows)}\n", rows


def main(arguments: list[str] | None = None) -> int:
    """Run, print and write; returns 1 if a benchmark did not come to its end.

    The results of all are written only if all of them have come to their end, in full.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = f"any of {', '.join(BENCHMARKS)} (default: all)"
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=names)
    parser.add_argument("--runs", type=int, default=3, help="of what takes long (default: 3)")
    parser.add_argument("--quick", action="store_true", help="only see whether they work")
    options = parser.parse_args(arguments)
    effort = Effort(1 if options.quick else options.runs, options.quick)
    parts, rows, failed = [], [], []
    print(f"{machine()}\n")
    for name in options.names or BENCHMARKS:
        try:
            part, found = section(name, effort)
        except Exception:  # noqa: BLE001 - the others took their time, and have results
            traceback.print_exc()
            failed.append(name)
            continue
        parts.append(part)
        rows += found
        print(part, flush=True)
    print(summary(rows))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
        return 1
    if not options.names and not options.quick:
        head = f"# Results\n\n{METHOD.format(machine=machine())}\n{summary(rows)}\n"
        RESULTS.write_text("\n".join([head, *parts]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
