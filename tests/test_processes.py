"""Work that is spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from studywidgets.processes import spread
from tests.commands import PATIENCE

SLOW = """
import os, sys, time
from studywidgets.processes import spread

def slow(item):
    # In one piece, since the other process says it too.
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(600)

if __name__ == "__main__":
    for _ in spread(slow, range(4), 2):
        pass
"""


def double(number: int) -> tuple[int, int]:
    """Twice a number, and the process that knew."""
    return 2 * number, os.getpid()


def refuse(number: int) -> int:
    """Raise for one number of all."""
    if number == 5:
        message = "not five"
        raise ValueError(message)
    return number


class OddError(Exception):
    """An error that can be pickled, and not taken out again."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def raise_odd(number: int) -> int:
    """Raise what can't be sent."""
    raise OddError(number, number)


def die_at_three(number: int) -> tuple[int, int]:
    """Kill the process that is not the test's own, at one number of all."""
    if number == 3 and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def die(number: int) -> tuple[int, int]:
    """Kill whatever process is not the test's own."""
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def is_running(process: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] not in {"Z", "X"}


def children() -> set[int]:
    """The processes that this one has started and not buried."""
    return {child.pid for child in multiprocessing.active_children() if child.pid}


@pytest.mark.parametrize("jobs", [1, 2, 3, 40])
def test_every_item_is_answered_once(jobs: int) -> None:
    """Each place comes once, with its own item's result."""
    results = dict(spread(double, range(50), jobs))

    assert {place: result[0] for place, result in results.items()} == {
        number: 2 * number for number in range(50)
    }


def test_others_do_the_work() -> None:
    """With two jobs two processes work, and this one does not."""
    by = {process for _, (_, process) in spread(double, range(200), 2)}

    assert len(by) == 2
    assert os.getpid() not in by


@pytest.mark.parametrize(("count", "jobs"), [(0, 2), (1, 2), (3, 8), (50, 1)])
def test_little_work_is_done_here(count: int, jobs: int) -> None:
    """For few items, or with one processor, no process is started."""
    by = {process for _, (_, process) in spread(double, range(count), jobs)}

    assert by <= {os.getpid()}


def test_with_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a second thread runs, processes are started afresh, with the same results."""
    forks = []
    monkeypatch.setattr(os, "fork", lambda: forks.append(1))
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        results = sorted(spread(abs, range(-9, 0), 2))
    finally:
        stop.set()
        thread.join()

    assert results == list(enumerate(range(9, 0, -1)))
    assert forks == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_the_callers(jobs: int) -> None:
    """What a call raises is raised here, and no process stays."""
    with pytest.raises(ValueError, match="not five"):
        list(spread(refuse, range(50), jobs))

    assert children() == set()


def test_an_error_says_where_it_was_raised() -> None:
    """The trace of the other process is the error's cause."""
    with pytest.raises(ValueError, match="not five") as caught:
        list(spread(refuse, range(50), 2))

    assert "in refuse" in str(caught.value.__cause__)


def test_an_error_that_cannot_be_sent() -> None:
    """Its text is told all the same."""
    with pytest.raises(RuntimeError, match="and"):
        list(spread(raise_odd, range(50), 2))


def test_the_work_of_a_killed_process_is_done_here() -> None:
    """When a process is killed, what it was at is done by this one, the rest by the others."""
    results = dict(spread(die_at_three, range(50), 2))

    assert [results[number][0] for number in range(50)] == [2 * number for number in range(50)]
    assert results[3][1] == os.getpid()
    assert len({process for _, process in results.values()} - {os.getpid()}) in {1, 2}


def test_all_processes_killed() -> None:
    """When all are killed, this one does everything."""
    results = dict(spread(die, range(50), 2))

    assert results == {number: (2 * number, os.getpid()) for number in range(50)}


def test_closing_ends_the_processes() -> None:
    """Whoever wants no more results leaves no process behind."""
    results = spread(double, range(50), 2)
    next(results)
    before = children()
    results.close()  # type: ignore[attr-defined]

    assert len(before) == 2
    assert children() == set()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_their_program(how: signal.Signals, tmp_path: Path) -> None:
    """However a program ends, its processes end too, and say nothing."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        assert program.stdout
        assert program.stderr
        workers = [int(program.stdout.readline()) for _ in range(2)]
        if how is signal.SIGINT:
            # As a terminal does: to all of them.
            os.killpg(program.pid, how)
        else:
            os.kill(program.pid, how)
        errors = program.stderr.read()

    assert program.returncode != 0
    assert errors.count("Traceback") == (1 if how is signal.SIGINT else 0)
    # They hear of it a moment later.
    until = time.monotonic() + PATIENCE
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(is_running, workers))
