"""Lessons on Dask clusters: real schedulers, workers and kernels."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import select
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, TextIO

import dask
import pytest
from distributed import LocalCluster

from studywidgets.execution.cluster import cluster
from tests.commands import PATIENCE, environment, started, studywidgets
from tests.execution.clusters import programs
from tests.execution.samples import run, take, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAITS_ONCE = """
import os, time
if not os.path.exists("../waited"):
    open("../waited", "w").close()
    alive = open("../alive", "w")
    # Who has started the kernel, which is the worker.
    print(os.environ["JPY_PARENT_PID"], file=alive, flush=True)
    time.sleep(600)
"""
"""A cell that never ends when it runs for the first time."""


@pytest.fixture
def alive(tmp_path: Path) -> Iterator[TextIO]:
    """The reading end of the pipe `alive`, which a lesson that waits holds open."""
    os.mkfifo(tmp_path / "alive")
    end = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(end, encoding="utf-8") as reader:
        yield reader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lessons of three batches, one of which fails, and one in the middle that waits once."""
    folder = take(tmp_path / "lessons", "passes.ipynb", "cell-fails.ipynb", "random-ids.ipynb")
    for number in range(8):
        write(folder / f"{number}.ipynb", f"print({number})")
    write(folder / "5-waits.ipynb", WAITS_ONCE)
    return folder


def worker_that_waits(alive: TextIO) -> int:
    """Wait for the lesson that waits; return the number of its worker's process."""
    ready, _, _ = select.select([alive], [], [], PATIENCE)
    assert ready
    return int(alive.readline())


def report(printed: str) -> str:
    """What a run printed in the end, without what it says of memory."""
    return re.sub(r" \(at most .* of memory\)", "", printed.partition("\n\n")[2])


def cases(junit: Path) -> list[str]:
    """The lessons in a file of JUnit's, without how long they took."""
    suite = ET.parse(junit).getroot()[0]  # noqa: S314 - our own file
    for case in suite:
        del case.attrib["time"]
    return [ET.tostring(case, encoding="unicode") for case in suite]


def test_a_local_cluster_runs_the_lessons(tmp_path: Path, folder: Path) -> None:
    """Lessons that several threads of several workers run have the results and copies of here."""
    (tmp_path / "waited").touch()

    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=2,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            local_directory=str(tmp_path / "work"),
        ) as local,
        cluster(local.scheduler_address) as executor,
    ):
        there = run(folder, jobs=1, write_to=tmp_path / "there", executor=executor)
    here = run(folder, write_to=tmp_path / "here")

    assert [dataclasses.replace(one, seconds=0) for one in there] == [
        dataclasses.replace(one, seconds=0) for one in here
    ]
    assert [result.name for result in here if not result.passed] == ["cell-fails.ipynb"]
    for result in here:
        copies = [tmp_path / run / result.name for run in ("there", "here")]
        assert copies[0].read_bytes() == copies[1].read_bytes()


def test_a_killed_worker_changes_nothing(tmp_path: Path, folder: Path, alive: TextIO) -> None:
    """Execute --dask, one of two workers killed half-way, reports and writes the same as here."""
    said = ("--write", "there", "--junit", "there.xml")

    with (
        programs(tmp_path / "cluster", workers=2) as there,
        started(tmp_path, "execute", "--dask", there.address, *said) as running,
    ):
        killed = worker_that_waits(alive)
        os.kill(killed, signal.SIGKILL)
        out, err = running.communicate()
    here = studywidgets(tmp_path, "execute", "--write", "here", "--junit", "here.xml")

    assert killed in {worker.pid for worker in there.workers}
    assert (running.returncode, err) == (here.returncode, here.stderr) == (1, "")
    assert "12 lessons: 11 passed, 1 failed" in out
    assert report(out) == report(here.stdout)
    assert cases(tmp_path / "there.xml") == cases(tmp_path / "here.xml")
    for lesson in folder.iterdir():
        copies = [tmp_path / run / lesson.name for run in ("there", "here")]
        assert copies[0].read_bytes() == copies[1].read_bytes()
    # The kernel of the killed worker, too, has ended.
    assert alive.read() == ""


@pytest.mark.parametrize(
    ("victim", "wait", "reason"),
    [
        ("worker", "3", "the cluster has had no worker for 3 seconds"),
        ("scheduler", "60", "the scheduler is gone"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_lost_cluster_ends_the_run(
    tmp_path: Path, alive: TextIO, victim: str, wait: str, reason: str
) -> None:
    """Execute --dask ends with 1, reports what was finished, and says what is lost."""
    with (
        programs(tmp_path / "cluster", workers=1) as there,
        started(
            tmp_path, "execute", "--dask", there.address, "--dask-wait", wait, "--junit", "x.xml"
        ) as running,
    ):
        worker = worker_that_waits(alive)
        os.kill(worker if victim == "worker" else there.scheduler.pid, signal.SIGKILL)
        out, err = running.communicate()

    assert running.returncode == 1
    assert err == f"Stopped: 4 of 12 lessons were finished: {reason}.\n"
    assert "4 lessons: 4 passed, 0 failed" in out
    assert len(cases(tmp_path / "x.xml")) == 4


@pytest.mark.usefixtures("folder")
def test_a_stopped_run_leaves_the_cluster_to_others(tmp_path: Path, alive: TextIO) -> None:
    """Execute --dask, stopped, ends with 130, and its kernels end; the next run has the workers."""
    with programs(tmp_path / "cluster", workers=1) as there:
        with started(tmp_path, "execute", "--dask", there.address) as running:
            worker_that_waits(alive)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate()
        ended, _, _ = select.select([alive], [], [], PATIENCE)
        next_one = studywidgets(tmp_path, "execute", "--dask", there.address)

    assert running.returncode == 130
    assert err == "Stopped: 4 of 12 lessons were finished.\n"
    assert "4 lessons: 4 passed, 0 failed" in out
    assert ended
    assert alive.read() == ""
    assert "12 lessons: 11 passed, 1 failed" in next_one.stdout


def test_a_lesson_that_kills_its_workers_fails_by_itself(tmp_path: Path) -> None:
    """A lesson whose workers die fails, with what to do, and the run ends."""
    write(
        tmp_path / "lessons" / "kills.ipynb",
        "import os, signal; os.kill(int(os.environ['JPY_PARENT_PID']), signal.SIGKILL)",
    )

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            local_directory=str(tmp_path / "work"),
        ) as local,
        cluster(local.scheduler_address) as executor,
    ):
        (result,) = run(tmp_path / "lessons", jobs=1, executor=executor)

    (problem,) = result.problems
    assert problem.message == "2 workers, one after the other, died while they had it"
    assert problem.hint
    assert not result.started


@pytest.mark.usefixtures("folder")
def test_changed_parts_run_on_a_cluster(tmp_path: Path) -> None:
    """Execute --dask goes with --changed and --shard, and asks no cluster for nothing."""
    (tmp_path / "waited").touch()
    (tmp_path / "lessons" / "cell-fails.ipynb").unlink()

    with programs(tmp_path / "cluster", workers=1) as there:
        said = ("--changed", "--shard", "1/2", "--dask", there.address)
        first = studywidgets(tmp_path, "execute", *said)
    second = studywidgets(tmp_path, "execute", *said)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "6 lessons: 6 passed, 0 failed" in first.stdout
    assert second.stdout.startswith("6 of 6 lessons have not changed.\n")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "No scheduler answers at tcp://127.0.0.1:1 within 5 seconds."),
        ("nonsense", "'nonsense' is no address such as tcp://127.0.0.1:8786"),
        ("ftp://127.0.0.1:1", "'ftp://127.0.0.1:1' is no address such as tcp://127.0.0.1:8786"),
    ],
)
def test_an_address_without_a_scheduler_is_wrong_usage(
    tmp_path: Path, address: str, said: str
) -> None:
    """Execute --dask ends with 2 and one line where there is no scheduler."""
    write(tmp_path / "lessons" / "a.ipynb", "1")

    done = studywidgets(tmp_path, "execute", "--dask", address)

    assert done.returncode == 2
    assert f"Error: Invalid value for --dask: {said}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_worker_is_no_scheduler(tmp_path: Path) -> None:
    """Execute --dask ends with 2 when it is given a worker's address."""
    write(tmp_path / "lessons" / "a.ipynb", "1")

    with programs(tmp_path / "cluster", workers=1):
        log = (tmp_path / "cluster" / "log").read_text(encoding="utf-8")
        [address] = re.findall(r"Start worker at: *(tcp://\S+)", log)
        done = studywidgets(tmp_path, "execute", "--dask", address)

    assert done.returncode == 2
    assert f"What answers at {address} is no scheduler, but a Worker." in done.stderr


def test_without_distributed_the_package_to_install_is_named(tmp_path: Path) -> None:
    """Execute --dask ends with 2 and says what to type where `distributed` is not installed."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    hide = "import sys; sys.modules['distributed'] = None"

    done = studywidgets(tmp_path, "execute", "--dask", "tcp://127.0.0.1:1", beforehand=hide)

    assert done.returncode == 2
    assert "Type: python -m pip install 'studywidgets[authoring,dask]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_distributed_is_imported_only_for_a_cluster(tmp_path: Path) -> None:
    """A run without --dask does not import `distributed`, which takes long."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    program = (
        "import sys, json, studywidgets.cli\n"
        "try: studywidgets.cli.main(['execute'])\n"
        "finally: print(json.dumps('distributed' in sys.modules or 'dask' in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[-1]) is False
