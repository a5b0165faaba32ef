"""Run every benchmark, one after the other: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import (
    build,
    folding,
    imports,
    merging,
    opening,
    preview,
    reveal,
    site,
    sizes,
    typing,
)

for benchmark in (
    sizes,
    imports,
    reveal,
    typing,
    opening,
    folding,
    build,
    merging,
    site,
    preview,
):
    print(f"\n## {benchmark.__name__.removeprefix('benchmarks.')}\n")  # noqa: T201 - a script
    benchmark.main([])
