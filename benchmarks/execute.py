"""Whole commands that run the lessons of this project, from their start to their end.

`jupyter execute` and nbmake run all lessons with one command, as ours does. Papermill and
ploomber-engine run one notebook a command, so that their time grows with each lesson by the same:
they run the first few of the lessons, and so do we beside them.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.course import write_lessons
from benchmarks.peers import PeerUnavailableError, run
from benchmarks.rows import Faster, Figure, Row
from benchmarks.runners import JUPYTER, NBMAKE, OURS, PAPERMILL, PLOOMBER, Runner, ours
from benchmarks.runs import Effort, interleaved, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

LESSONS = 64
FEW = 8
COLD_RUNS = 9
"""A single lesson takes about a second."""


def compare(
    what: str, notebooks: Sequence[Path], peers: dict[Runner, Faster | None], runs: int
) -> list[Row]:
    """Run notebooks with our command and with the peers', in turns; a row for each peer."""
    folder = notebooks[0].parent
    actions = {OURS: lambda: seconds(lambda: run(ours(notebooks), folder))}
    found = {peer: _installed(peer) for peer in peers}
    for peer, (installed, _) in found.items():
        if installed:
            act = peer.action(notebooks, folder.with_name("copy.ipynb"))
            actions[peer.name] = partial(seconds, act)
    times = {name: Figure.median(each) for name, each in interleaved(actions, runs).items()}
    return [
        Row(what, "s", times[OURS], times.get(peer.name), found[peer][1], goal)
        for peer, goal in peers.items()
    ]


def _installed(peer: Runner) -> tuple[bool, str]:
    """Whether a peer can be installed here, and how the table names it."""
    try:
        return True, peer.label()
    except PeerUnavailableError as error:
        return False, f"{peer.name}: {error}"


def rows(effort: Effort) -> list[Row]:
    """Run all lessons, some, and one."""
    count, few = effort.of(LESSONS, 4), effort.of(FEW, 2)
    with tempfile.TemporaryDirectory() as made:
        all_of_them = sorted(write_lessons(Path(made, "lessons"), count).glob("*.ipynb"))
        one = [next(path for path in all_of_them if "civic-education" in path.name)]
        return [
            *compare(
                f"{count} lessons, whole command",
                all_of_them,
                {JUPYTER: Faster(12), NBMAKE: Faster(8)},
                effort.runs,
            ),
            *compare(
                f"{few} lessons, a command each against one command",
                all_of_them[:few],
                {PAPERMILL: None, PLOOMBER: None},
                effort.runs,
            ),
            *compare(
                "one lesson, whole command",
                one,
                {JUPYTER: Faster(1.5)},
                effort.of(max(COLD_RUNS, effort.runs), effort.runs),
            ),
        ]
