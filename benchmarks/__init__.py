"""Measurements of speed and size, with peers and goals: `python -m benchmarks`. They never judge.

A benchmark is a module with a docstring, which stands above its table, and a function
`rows(effort: Effort) -> list[Row]`. What it shares with others is in modules that are not named
here.
"""

BENCHMARKS = (
    "execute",
    "memory",
    "growth",
    "kernels",
    "build",
    "courses",
    "merging",
    "site",
    "preview",
    "imports",
    "sizes",
    "folding",
    "load",
    "opening",
    "reveal",
    "typing",
    "cards",
    "callback",
)
"""In the order of the table."""
