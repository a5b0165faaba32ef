"""What may happen while lessons run, and what one lesson may do to the others.

Lost is here a lesson that another one's fault made fail, a report that is missing, and whatever
is left of a run: a process, a file.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
import pytest

from studywidgets.execution.failures import NO_ROOM
from tests.execution.samples import write
from tests.faults.running import CHILD, IN_OWN_SPACE, SMALL_DISK, Run, lessons, started
from tests.faults.tries import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.tries import Tries


def attack(
    tries: Tries, run: Run, victims: Callable[[], list[psutil.Process]], number: signal.Signals
) -> None:
    """Send a signal to one of the victims, at a random time."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.command.wait(3 * tries.chance.random())
    while run.command.poll() is None:
        with contextlib.suppress(IndexError, psutil.NoSuchProcess):
            tries.chance.choice(victims()).send_signal(number)
            return


@fault("kill -9 of the fork server while lessons run", few=1, full=50)
def test_killed_server(tries: Tries, roots: Iterator[Path]) -> None:
    """All lessons pass: those that run, and those that come later."""
    for _ in tries:
        folder = next(roots)
        names = lessons(folder, tries.chance)
        with started(folder, "-j", "3") as run:
            attack(tries, run, run.servers, signal.SIGKILL)
            tries.expect(names, run.passed())
            tries.lost += run.left()

    assert tries.lost == []


@pytest.mark.parametrize("whose", ["kernel", "keeper"])
@fault("kill -9 of a kernel, or of the process that started it, while lessons run", few=1, full=50)
def test_killed_kernel(tries: Tries, roots: Iterator[Path], whose: str) -> None:
    """One lesson fails at most, and is reported; if none of its cells has run, none fails."""
    for _ in tries:
        folder = next(roots)
        names = lessons(folder, tries.chance)
        with started(folder, "-j", "3") as run:
            attack(tries, run, getattr(run, f"{whose}s"), signal.SIGKILL)
            failed = sorted(set(names) - set(run.passed()))
            tries.expect(failed[:1], run.failed("the kernel died while a cell ran (SIGKILL)"))
            tries.lost += [*failed[1:], *run.left()]

    assert tries.lost == []


@fault("kill -9 of the command while lessons run", few=1, full=50)
def test_killed_command(tries: Tries, roots: Iterator[Path]) -> None:
    """Nothing is left: no kernel, nothing that a cell started, no server, no file."""
    for _ in tries:
        folder = next(roots)
        lessons(folder, tries.chance)
        with started(folder, "-j", "3") as run:
            attack(tries, run, run.commands, signal.SIGKILL)
            run.printed()
            tries.lost += run.left()

    assert tries.lost == []


@fault("Ctrl-C while lessons run", few=1, full=50)
def test_stopped_command(tries: Tries, roots: Iterator[Path]) -> None:
    """The report has what was finished, and nothing is left."""
    for _ in tries:
        folder = next(roots)
        names = lessons(folder, tries.chance)
        with started(folder, "-j", "3") as run:
            run.begin()
            attack(tries, run, run.commands, signal.SIGINT)
            count = len(run.passed())
            stopped = f"Stopped: {count} of {len(names)} lessons were finished."
            # Otherwise it had not come to the lessons yet.
            if run.printed().strip() != "Aborted!":
                expected = [stopped] if run.command.returncode else []
                tries.expect(expected, run.printed().splitlines())
            tries.lost += run.left()

    assert tries.lost == []


FORKS = """
import os, time
for _ in range(100):
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
"""
KILLS_SERVER = """
import os, pathlib
keeper = pathlib.Path(f"/proc/{os.getppid()}/stat").read_text()
os.kill(int(keeper.rpartition(")")[2].split()[1]), 9)
"""
HARMFUL = {
    "loops": ("while True: pass", "a cell was not finished after 10 seconds"),
    "exits": ("import os; os._exit(7)", "the kernel died while a cell ran (exit code 7)"),
    "crashes": ("import ctypes; ctypes.string_at(0)", "the kernel died while a cell ran (SIGSEGV)"),
    "aborts": ("import os; os.abort()", "the kernel died while a cell ran (SIGABRT)"),
    "stands still": (
        "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
        "a cell was not finished after 10 seconds",
    ),
    "kills its group": ("import os; os.killpg(0, 9)", "the kernel died while a cell ran (SIGKILL)"),
    "kills its keeper": (
        "import os, time; os.kill(os.getppid(), 9); time.sleep(60)",
        "the kernel died while a cell ran (SIGKILL)",
    ),
    "stops its keeper": (
        "import os, signal, time; os.kill(os.getppid(), signal.SIGSTOP); time.sleep(60)",
        "a cell was not finished after 10 seconds",
    ),
    "takes 2 GB": ("x = bytearray(2_000_000_000)", "a cell failed: MemoryError"),
    "prints 100 MB": (
        "for _ in range(100): print('x' * 1_000_000)",
        "a cell put out more than 20 million characters",
    ),
    "prints 100 MB at once": (
        "print('x' * 100_000_000)",
        "a cell put out more than 20 million characters",
    ),
    "closes all its files": ("import os; os.closerange(0, 1_000)", ""),
    "forks, and both go on": ("import os; os.fork()", ""),
    "forks a hundred": (
        FORKS,
        "",
    ),
    "leaves a child": (CHILD, ""),
    "kills the server": (
        KILLS_SERVER,
        "",
    ),
}
"""Cells that harm their own kernel or try to harm others, and what is said of their lessons."""


@fault("A lesson harms its kernel, its machine or others, in one of 16 ways", few=1, full=10)
def test_harmful_lessons(tries: Tries, roots: Iterator[Path]) -> None:
    """Each is reported, no other lesson fails, and nothing is left."""
    for _ in tries:
        folder = next(roots)
        names = lessons(folder, tries.chance)
        for way, (cell, _) in HARMFUL.items():
            write(folder / f"{way.replace(' ', '-')}.ipynb", "1", cell)
        with started(folder, "-j", "4", "--cell-timeout", "10", "--memory", "1000") as run:
            tries.expect(names, run.passed())
            for way, (_, message) in HARMFUL.items():
                name = f"{way.replace(' ', '-')}.ipynb"
                tries.expect([name], run.failed(message) if message else run.told())
            tries.lost += run.left()

    assert tries.lost == []


@fault("200 lessons are to run at once, and 256 files may be open", few=1, full=5)
def test_few_open_files(tries: Tries, roots: Iterator[Path]) -> None:
    """All lessons pass, as many at a time as can be."""
    for _ in tries:
        folder = next(roots)
        names = [f"{number}.ipynb" for number in range(20 if tries.count == 1 else 200)]
        for name in names:
            write(folder / name, "1")
        with started(folder, "-j", "200", before="ulimit -n 256") as run:
            tries.expect(names, run.passed())
            tries.lost += run.left()

    assert tries.lost == []


@pytest.fixture
def _own_file_systems() -> None:
    """This user may mount a file system in a space of their own; some systems forbid it."""
    done = subprocess.run([*IN_OWN_SPACE, "true"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"no small file system can be mounted: {done.stderr}"


@fault("The disk with the temporary files is full, or becomes so", few=3, full=50)
@pytest.mark.usefixtures("_own_file_systems")
def test_full_disk(tries: Tries, roots: Iterator[Path]) -> None:
    """Each lesson passes or is reported with what to do, and nothing is left."""
    for number in tries:
        folder = next(roots)
        names = lessons(folder, tries.chance, count=3)
        ballast = 65_536 if number == 0 else tries.chance.randint(20_000, 65_536)
        with started(
            folder, "-j", "2", before=SMALL_DISK.format(ballast=ballast), within=IN_OWN_SPACE
        ) as run:
            run.printed()
            failed = set(names) - set(run.passed())
            tries.expect(failed, [*run.failed("its kernel"), *run.failed("a cell failed: OSError")])
            tries.expect([f"  hint: {NO_ROOM}"] if failed else [], run.printed().splitlines())
            tries.lost += run.left()

    assert tries.lost == []
