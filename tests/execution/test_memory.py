"""How much memory there is, and how much a run takes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

from studywidgets.execution import memory
from studywidgets.execution.memory import PeakMemory, available_memory
from tests.execution.samples import run, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MEMINFO = "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n"


def system(tmp_path: Path, **groups: tuple[str, str]) -> Path:
    """The top of a file system of a process in control groups, each with its limit and use."""
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "meminfo").write_text(MEMINFO, encoding="ascii")
    group = tmp_path / "sys" / "fs" / "cgroup"
    path = "/"
    for name, (limit, used) in groups.items():
        group, path = group / name, f"{path.rstrip('/')}/{name}"
        group.mkdir(parents=True)
        (group / "memory.max").write_text(f"{limit}\n", encoding="ascii")
        (group / "memory.current").write_text(f"{used}\n", encoding="ascii")
    (tmp_path / "proc" / "self" / "cgroup").write_text(f"0::{path}\n", encoding="ascii")
    return tmp_path


def test_memory_of_the_machine(tmp_path: Path) -> None:
    """Without limits there is as much memory as the machine has available."""
    assert available_memory(system(tmp_path)) == 8_000_000 * 1024


def test_memory_of_a_container(tmp_path: Path) -> None:
    """A limit counts, less what is used: of the process's control group or of one around it."""
    groups = {"outer": ("1000000000", "400000000"), "inner": ("max", "400000000")}

    assert available_memory(system(tmp_path, **groups)) == 600_000_000


def test_a_limit_that_is_used_up(tmp_path: Path) -> None:
    """There is no less than nothing."""
    assert available_memory(system(tmp_path, only=("1000", "2000"))) == 0


def test_a_system_that_does_not_say(tmp_path: Path) -> None:
    """Where nothing is known there is no limit."""
    assert available_memory(tmp_path) == sys.maxsize


def test_memory_of_this_machine() -> None:
    """This machine says how much memory it has available."""
    assert 0 < available_memory() < sys.maxsize


def test_peak_counts_all_processes_below() -> None:
    """What a child's child has counts, and stays the peak when it is gone."""
    takes = "x = b'x' * 100_000_000; print('has'); input()"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-uc', {takes!r}])"
    peak = PeakMemory()
    peak.look()
    before = peak.peak
    with subprocess.Popen(
        [sys.executable, "-c", starts], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        child.stdout.readline()

        peak.look()

    with_child = peak.peak
    peak.look()
    assert with_child > before + 100_000_000
    assert peak.peak == with_child


def test_peak_of_a_run(tmp_path: Path) -> None:
    """A run notes the memory of its kernels, and what these share only once."""
    write(tmp_path / "a.ipynb", "import time; x = b'x' * 100_000_000; time.sleep(1.5)")
    peak = PeakMemory()
    peak.look()
    alone = peak.peak

    run(tmp_path, peak=peak)

    assert alone + 100_000_000 < peak.peak < alone + 300_000_000


def test_peak_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a lesson has had for a moment counts, although nobody has looked in that moment."""
    monkeypatch.setattr(memory, "PERIOD", 600)
    write(tmp_path / "a.ipynb", "import time; time.sleep(0.5)", "b'x' * 300_000_000; None")
    peak = PeakMemory()

    (result,) = run(tmp_path, peak=peak)

    assert result.passed
    assert peak.peak > 300_000_000


def test_peak_on_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system does not tell, the peak is not known."""
    monkeypatch.setattr(sys, "platform", "darwin")
    peak = PeakMemory()

    peak.look()

    assert peak.peak == 0


def test_watching_ends() -> None:
    """Nothing looks any more when the context is left."""

    async def tasks() -> int:
        async with PeakMemory().watching():
            pass
        await asyncio.sleep(0)
        return len(asyncio.all_tasks())

    assert asyncio.run(tasks()) == 1
