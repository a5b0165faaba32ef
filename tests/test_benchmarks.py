"""The tables of `make bench`; what is measured, and how long it takes, is nobody's to test."""

from __future__ import annotations

import importlib
import platform
from pathlib import Path

import pytest

from benchmarks import BENCHMARKS
from benchmarks.machine import machine
from benchmarks.rows import AtMost, Faster, Figure, NotAbove, Row
from benchmarks.runs import Effort, interleaved
from benchmarks.table import number, summary, table

FOLDER = Path(__file__).parents[1] / "benchmarks"


def row(ours: float, peer: float | None, goal: Faster | NotAbove | AtMost | None) -> Row:
    """A row in seconds."""
    against = Figure.exact(peer) if peer is not None else None
    return Row("the run", "s", Figure.exact(ours), against, "a peer", goal)


def test_every_benchmark_is_in_the_list() -> None:
    """`python -m benchmarks` runs each module that has rows, and no other."""
    modules = {
        path.stem for path in FOLDER.glob("[a-z]*.py") if "\ndef rows(" in path.read_text("utf-8")
    }

    assert modules == set(BENCHMARKS)
    assert len(BENCHMARKS) == len(modules)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_says_what_it_measures(name: str) -> None:
    """A benchmark has a text for the page, and a function that gives its rows."""
    module = importlib.import_module(f"benchmarks.{name}")

    assert module.__doc__
    assert callable(module.rows)


def test_figure_of_runs() -> None:
    """A figure is the median of the runs, with the least and the most of them."""
    assert Figure.median([5, 1, 3]) == Figure(3, 1, 5)
    assert Figure.median([1, 2]) == Figure(1.5, 1, 2)


def test_figure_of_the_slowest() -> None:
    """The 95th percentile lies between the most and what nineteen of twenty are below."""
    values = [float(number) for number in range(101)]

    assert Figure.percentile(values) == Figure(95, 0, 100)


@pytest.mark.parametrize(
    ("ours", "peer", "goal", "ratio", "reached"),
    [
        (2, 24, Faster(12), 12, True),
        (2, 23, Faster(12), 11.5, False),
        (11, 10, NotAbove(1.1), 1.1, True),
        (12, 10, NotAbove(1.1), 1.2, False),
        (4, None, AtMost(8), 0.5, True),
        (9, None, AtMost(8), 1.125, False),
        (0, 5, AtMost(0), None, True),
        (1, 5, AtMost(0), None, False),
        (2, None, Faster(12), None, False),
        (2, None, NotAbove(1), None, False),
        (2, 3, None, 1.5, None),
        (0, 3, None, None, None),
    ],
)
def test_goals(
    ours: float,
    peer: float | None,
    goal: Faster | NotAbove | AtMost | None,
    ratio: float | None,
    *,
    reached: bool | None,
) -> None:
    """A row's ratio is the one that its goal names, and it tells whether that is reached."""
    found = row(ours, peer, goal)

    assert found.ratio == pytest.approx(ratio)
    assert found.reached is reached


def test_table() -> None:
    """The table has a line a row, with figures, their spread, the ratio and the goal."""
    rows = [
        Row("a|b", "s", Figure(2, 1, 3), Figure.exact(1234), "peer 1.0", Faster(12)),
        Row("size", "bytes", Figure.exact(20_500), goal=AtMost(20_000)),
        Row("cases", "", Figure.exact(0), Figure.exact(5), "git"),
    ]

    assert table(rows).splitlines() == [
        "| what | ours | peer | against | ratio | goal | reached |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        r"| a\|b | 2 s (1 to 3) | 1,234 s | peer 1.0 | 617 | peer / ours ≥ 12 | yes |",
        "| size | 20,500 bytes |  |  | 1.02 | ours ≤ 20,000 | **no** |",
        "| cases | 0 | 5 | git |  |  |  |",
    ]


def test_summary() -> None:
    """One sentence counts the goals, and names those that are not reached."""
    reached, missed = row(1, 24, Faster(12)), row(3, 24, Faster(12))

    assert summary([reached, row(1, 2, None)]) == "1 of 1 goals are reached."
    assert summary([reached, missed]) == (
        "1 of 2 goals are reached; not reached: the run against a peer."
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (0.04567, "0.0457"),
        (1.5, "1.5"),
        (99.94, "99.9"),
        (99.99, "100"),
        (1e6, "1,000,000"),
    ],
)
def test_number(value: float, said: str) -> None:
    """A number has three digits that count, or all before the point."""
    assert number(value) == said


def test_turns() -> None:
    """What is compared takes turns."""
    done: list[str] = []

    def act(name: str) -> float:
        done.append(name)
        return len(done)

    found = interleaved({"a": lambda: act("a"), "b": lambda: act("b")}, 2)

    assert done == ["a", "b", "a", "b"]
    assert found == {"a": [1, 3], "b": [2, 4]}


def test_effort() -> None:
    """A quick run takes the small size."""
    assert Effort().of(64, 4) == 64
    assert Effort(quick=True).of(64, 4) == 4


def test_machine_has_no_name() -> None:
    """The machine is described by what it is, not by its name."""
    said = machine()

    assert f"Python {platform.python_version()}" in said
    assert platform.node() not in said
