"""Batches of lessons, and executors that do not run them to their end."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets import __version__
from studywidgets.execution import batches
from studywidgets.execution.attempt import Settings
from studywidgets.execution.batches import (
    BATCH,
    BrokenRunError,
    WorkerDiedError,
    call_in_run,
    run_batch,
    stop_run,
)
from studywidgets.execution.lessons import find_lessons
from tests.execution.samples import messages, run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

KILLS_ITS_WORKER = "import os, signal; os.kill(int(os.environ['JPY_PARENT_PID']), signal.SIGKILL)"

spawned = partial(ProcessPoolExecutor, 1, mp_context=get_context("spawn"))
"""A pool of one process that shares nothing with the tests'."""


def test_a_killed_worker_of_a_pool_ends_the_run_with_a_reason(tmp_path: Path) -> None:
    """run_lessons raises BrokenRunError when a pool's process is killed; what came before stays."""
    for number in range(BATCH):
        write(tmp_path / f"{number}.ipynb", "1")
    write(tmp_path / "kills.ipynb", KILLS_ITS_WORKER)
    told: list[str] = []

    with spawned() as pool, pytest.raises(BrokenRunError, match="terminated abruptly"):
        run(tmp_path, jobs=1, executor=pool, on_result=lambda result: told.append(result.name))

    assert told == [f"{number}.ipynb" for number in range(BATCH)]


def test_a_worker_with_another_version_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """run_lessons raises BrokenRunError that names both versions."""
    write(tmp_path / "a.ipynb", "open('ran', 'w')")
    monkeypatch.setattr(batches, "__version__", "99.0")

    with (
        spawned() as pool,
        pytest.raises(BrokenRunError, match=rf"has studywidgets {__version__}, not 99.0"),
    ):
        run(tmp_path, jobs=1, executor=pool)

    assert not (tmp_path / "ran").exists()


def test_a_pool_that_was_shut_down_ends_the_run_with_a_reason(tmp_path: Path) -> None:
    """run_lessons raises BrokenRunError for an executor that takes nothing any more."""
    write(tmp_path / "a.ipynb", "1")
    pool = ThreadPoolExecutor(1)
    pool.shutdown()

    with pytest.raises(BrokenRunError, match="after shutdown"):
        run(tmp_path, executor=pool)


class Fragile(ThreadPoolExecutor):
    """Gives up batches with a lesson called `bad`, as a cluster does whose workers die of it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the batch, if it can be run."""
        if any(lesson.name == "bad.ipynb" for lesson in args[0]):
            failed: Future[Any] = Future()
            failed.set_exception(WorkerDiedError("4 workers died"))
            return failed
        return super().submit(fn, *args, **kwargs)


def test_a_batch_whose_workers_die_is_run_lesson_by_lesson(tmp_path: Path) -> None:
    """Of a batch that no worker survives, each lesson is tried by itself, and one fails."""
    for name in ("a", "bad", "c", "d", "e"):
        write(tmp_path / f"{name}.ipynb", "1")

    with Fragile(1) as pool:
        results = run(tmp_path, jobs=1, executor=pool)

    assert messages(results) == {
        "a.ipynb": "",
        "bad.ipynb": "4 workers died",
        "c.ipynb": "",
        "d.ipynb": "",
        "e.ipynb": "",
    }


def test_a_stopped_run_ends_and_no_other(tmp_path: Path) -> None:
    """stop_run ends the batches of the run that it names; another run in the process goes on."""
    os.mkfifo(tmp_path / "ready")
    os.mkfifo(tmp_path / "go")
    for name in ("stops", "goes-on"):
        source = "open('ready', 'w').write('x'); open('go').read()"
        write(tmp_path / f"{name}.ipynb", source)
    results: dict[str, list[LessonResult]] = {}

    def work(lesson: Lesson) -> None:
        settings = Settings(timeout=120)
        results[lesson.name] = call_in_run(
            lesson.name, run_batch, [lesson], settings, 1, __version__
        )

    goes_on, stops = (
        threading.Thread(target=work, args=[lesson]) for lesson in find_lessons([tmp_path])
    )
    for thread in (goes_on, stops):
        thread.start()
        assert (tmp_path / "ready").read_text(encoding="utf-8") == "x"
    stop_run("stops.ipynb")
    stops.join()
    (tmp_path / "go").write_text("", encoding="utf-8")
    goes_on.join()

    assert results["stops.ipynb"] == []
    assert [result.passed for result in results["goes-on.ipynb"]] == [True]
