"""The table of the full run: each fault, how often it was tried and what it lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

ABOUT = """\
# Faults

What was shown as saved is there after each of these faults, and a run of lessons tells of each
lesson. `make faults` tries them and writes this table; `make test` tries each a few times. They
happen to the real thing: JupyterLab in Chromium, a kernel's process, a file system that is full.

- **Tries** is how often the fault happened, at random points of what a student does.
- **Lost** is how much of what had been shown as "Saved in this browser", or of what the kernel had
  called stored, was not there afterwards; where lessons are merged, how many words of either side.
  Where lessons are run with `studywidgets execute`, it is how many lessons failed through another
  one's fault or were not reported, and how many processes and files were left.

"""


class Row(NamedTuple):
    """One fault's line; `place` is where its test stands."""

    place: tuple[str, int]
    fault: str
    tries: int
    lost: str


def rows(reports: Iterable[pytest.TestReport]) -> list[Row]:
    """The lines of the tests that reports tell of, in the order in which the tests stand."""
    found: dict[str, Row] = {}
    stopped: set[str] = set()
    for report in reports:
        told = dict(report.user_properties)
        if report.failed and not told.get("lost"):
            stopped.add(report.nodeid)
        if report.when == "teardown" and "fault" in told:
            place = report.location[0], report.location[1] or 0
            found[report.nodeid] = Row(
                place, str(told["fault"]), int(str(told["tries"])), str(told["lost"])
            )
    for name in stopped & found.keys():
        found[name] = found[name]._replace(lost="the test failed")
    return sorted(found.values())


def table(rows: Iterable[Row]) -> str:
    """The page in docs/."""
    lines = [f"| {row.fault} | {row.tries:,} | {row.lost} |" for row in rows]
    return "\n".join([f"{ABOUT}| fault | tries | lost |", "|---|---:|---:|", *lines, ""])
