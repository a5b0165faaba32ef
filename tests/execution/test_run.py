"""Running lessons in real kernels."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

import nbformat
import pytest

from studywidgets.execution.copies import CopiesOverLessonsError
from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.run import run_lessons
from tests.commands import ROOT
from tests.execution.samples import NOTEBOOKS, messages, printed, run, take, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from studywidgets.execution.result import LessonResult

OUTCOMES = {
    "a-list.ipynb": "is JSON, but no notebook",
    "cell-fails.ipynb": "a cell failed: ZeroDivisionError: division by zero",
    "dies.ipynb": "the kernel died while a cell ran (exit code 7)",
    "empty.ipynb": "is empty",
    "endless.ipynb": "not finished after 15 seconds",
    "floods.ipynb": "a cell put out more than 20 million characters",
    "format-3.ipynb": "is in notebook format 3; format 4 is needed",
    "format-4-2.ipynb": "",
    "invalid.ipynb": "is not a valid notebook: see cells/0",
    "item-of-deleted-cell.ipynb": "",
    "no-html-form.ipynb": "mediation/definition is shown without its plain-HTML form",
    "no-widget.ipynb": "no widget shows mediation/definition",
    "not-a-notebook.ipynb": "is JSON, but no notebook",
    "not-json.ipynb": "is not JSON, so it is no notebook",
    "not-ours.ipynb": "",
    "not-utf8.ipynb": "is not UTF-8 text",
    "other-kernel.ipynb": "asks for the kernel 'julia-1.9'; lessons run with 'python3'",
    "passes.ipynb": "",
    "random-ids.ipynb": "",
    "same-id-twice.ipynb": "has two cells with the id one",
    "segfault.ipynb": "the kernel died while a cell ran (SIGSEGV)",
}
"""What is wrong with each of the notebooks."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the notebooks, in a folder where `alive` tells whether processes live.

    It is a pipe that processes started by endless.ipynb and dies.ipynb hold open.
    """
    folder = tmp_path_factory.mktemp("lessons")
    shutil.copytree(NOTEBOOKS, folder, dirs_exist_ok=True)
    os.mkfifo(folder / "alive")
    return folder


@pytest.fixture(scope="module")
def alive(folder: Path) -> int:
    """The reading end of the pipe."""
    return os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the executed copies of the notebooks are."""
    return tmp_path_factory.mktemp("copies")


@pytest.fixture(scope="module")
def results(folder: Path, copies: Path, alive: int) -> dict[str, LessonResult]:
    """The results of one run of all the notebooks, by name."""
    assert alive
    ran = run_lessons(find_lessons([folder]), jobs=4, timeout=15, write=copies)
    return {result.name: result for result in ran}


def test_every_notebook_has_its_own_outcome(results: dict[str, LessonResult]) -> None:
    """run_lessons finds what is wrong with each notebook, and no notebook spoils another."""
    assert messages([*results.values()]) == OUTCOMES


def test_results_come_in_the_order_of_the_lessons(results: dict[str, LessonResult]) -> None:
    """run_lessons returns the results in the order of the lessons, not of their ends."""
    assert list(results) == sorted(results)


def test_a_failing_cell_is_reported_in_full(results: dict[str, LessonResult]) -> None:
    """A problem has the items, the source, the output and the traceback of the failing cell."""
    (problem,) = results["cell-fails.ipynb"].problems

    assert problem.items == ("mediation/definition",)
    assert problem.source.endswith("1 / 0")
    assert problem.streams.startswith("before the error\n")
    assert "ZeroDivisionError" in problem.traceback


def test_a_lesson_out_of_time_is_reported_with_its_cell(results: dict[str, LessonResult]) -> None:
    """A lesson that runs out of time names the item, and what its cell had printed."""
    (problem,) = results["endless.ipynb"].problems

    assert problem.items == ("mediation/definition",)
    assert problem.streams == "started\n"


@pytest.mark.usefixtures("results")
def test_no_process_outlives_its_lesson(alive: int) -> None:
    """What a cell started ends with its lesson, although it ignores signals and the kernel died."""
    # All data first, then the end of the file: it comes once no process holds the pipe.
    assert os.read(alive, 1) == b""


def test_a_lesson_that_could_not_be_started_says_so(results: dict[str, LessonResult]) -> None:
    """LessonResult.started tells unreadable lessons and foreign kernels from failing cells."""
    not_started = {name for name, result in results.items() if not result.started}

    assert {"empty.ipynb", "other-kernel.ipynb"} <= not_started
    assert not {"cell-fails.ipynb", "dies.ipynb", "passes.ipynb"} & not_started


def test_copies_keep_their_relative_paths(results: dict[str, LessonResult], copies: Path) -> None:
    """Every lesson whose cells were started has an executed copy, and no other lesson has."""
    started = {name for name, result in results.items() if result.started}

    assert {lesson.name for lesson in find_lessons([copies])} == started


@pytest.mark.usefixtures("results")
def test_lessons_stay_as_they_are(folder: Path) -> None:
    """run_lessons leaves the lessons' files unchanged."""
    for source in NOTEBOOKS.iterdir():
        assert (folder / source.name).read_bytes() == source.read_bytes()


@pytest.mark.usefixtures("results")
def test_a_copy_has_the_widgets_state(copies: Path) -> None:
    """An executed copy holds what is needed to show its widgets again."""
    executed = nbformat.read(copies / "passes.ipynb", as_version=4)

    models = executed.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert any(model["state"].get("items") for model in models.values())


def test_two_runs_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs write the same copies, also of sets and of widgets with random model ids."""
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    folder = take(tmp_path / "lessons", "random-ids.ipynb", "passes.ipynb")

    run(folder, write_to=tmp_path / "one")
    run(folder, write_to=tmp_path / "two")

    for name in ("random-ids.ipynb", "passes.ipynb"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_two_runs_warn_in_the_same_words(tmp_path: Path) -> None:
    """A warning and a traceback name the cell's file, and neither a process nor a folder."""
    fails = (
        "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()"
    )
    write(tmp_path / "lessons" / "a.ipynb", "import warnings; warnings.warn('careful')", fails)

    run(tmp_path / "lessons", write_to=tmp_path / "one")
    run(tmp_path / "lessons", write_to=tmp_path / "two")

    one, two = ((tmp_path / run / "a.ipynb").read_bytes() for run in ("one", "two"))
    warning, traceback = printed(tmp_path / "one" / "a.ipynb")
    assert one == two
    assert re.match(r"ipykernel/\d+\.py:1: UserWarning: careful\n", warning)
    assert re.search(r'File "ipykernel/\d+\.py", line 3, in <module>\n', traceback)


def test_the_same_bytes_whatever_runs_at_once(tmp_path: Path) -> None:
    """One lesson at a time and all at once write the same copies, results in the same order."""
    folder = shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    runs = {jobs: tmp_path / f"{jobs}" for jobs in (1, 8)}

    names = [
        [result.name for result in run(folder, jobs=jobs, write_to=copies) if result.passed]
        for jobs, copies in runs.items()
    ]

    assert names[0] == names[1] == sorted(path.name for path in folder.glob("*.ipynb"))
    for name in names[0]:
        assert (runs[1] / name).read_bytes() == (runs[8] / name).read_bytes()


def test_a_cell_knows_its_id(tmp_path: Path) -> None:
    """The kernel is told the id of the cell that it runs, as JupyterLab tells it."""
    ask = "print(get_ipython().get_parent()['metadata']['cellId'])"
    write(tmp_path / "lessons" / "a.ipynb", ask, ask)

    run(tmp_path / "lessons", write_to=tmp_path / "copies")

    assert printed(tmp_path / "copies" / "a.ipynb") == ["cell-0\n", "cell-1\n"]


def test_a_lesson_runs_in_its_own_folder(tmp_path: Path) -> None:
    """A kernel works in the folder of its lesson, whatever the process's own folder is."""
    write(tmp_path / "lessons" / "unit" / "a.ipynb", "import os; print(os.getcwd())")

    run(tmp_path / "lessons", write_to=tmp_path / "copies")

    assert printed(tmp_path / "copies" / "unit" / "a.ipynb") == [
        f"{tmp_path / 'lessons' / 'unit'}\n"
    ]


def test_old_outputs_and_widgets_do_not_count(tmp_path: Path) -> None:
    """A lesson does not pass by the widgets that an earlier run left in its file."""
    run(take(tmp_path / "first", "passes.ipynb"), write_to=tmp_path / "lessons")
    executed = nbformat.read(tmp_path / "lessons" / "passes.ipynb", as_version=4)
    executed.cells[1].source = "'no widget any more'"
    nbformat.write(executed, tmp_path / "lessons" / "passes.ipynb")

    (result,) = run(tmp_path / "lessons", write_to=tmp_path / "second")

    copy = nbformat.read(tmp_path / "second" / "passes.ipynb", as_version=4)
    assert [problem.message for problem in result.problems] == [
        "no widget shows mediation/definition"
    ]
    assert "widgets" not in copy.metadata


def test_each_result_is_told_at_once(tmp_path: Path) -> None:
    """run_lessons calls on_result once for each lesson."""
    folder = take(tmp_path, "empty.ipynb", "not-json.ipynb")
    told: list[str] = []

    run_lessons(
        find_lessons([folder]),
        jobs=1,
        timeout=60,
        on_result=lambda result: told.append(result.name),
    )

    assert told == ["empty.ipynb", "not-json.ipynb"]


def test_lessons_run_at_the_same_time(tmp_path: Path) -> None:
    """Two lessons that wait for each other both pass with two jobs."""
    os.mkfifo(tmp_path / "meeting")
    write(tmp_path / "writes.ipynb", "open('meeting', 'w').write('here')")
    write(tmp_path / "reads.ipynb", "assert open('meeting').read() == 'here'")

    results = run(tmp_path)

    assert all(result.passed for result in results)


@pytest.mark.parametrize(
    "executor", [partial(ProcessPoolExecutor, mp_context=get_context("spawn")), ThreadPoolExecutor]
)
def test_an_executor_runs_the_lessons(tmp_path: Path, executor: Callable[[int], Executor]) -> None:
    """Lessons that an executor runs have the same results, in the same order, and copies."""
    folder = take(tmp_path / "lessons", "passes.ipynb", "cell-fails.ipynb", "random-ids.ipynb")
    for number in range(8):
        write(folder / f"{number}.ipynb", f"print({number})")
    told: list[str] = []

    with executor(2) as workers:
        there = run(
            folder,
            jobs=1,
            write_to=tmp_path / "there",
            executor=workers,
            on_result=lambda result: told.append(result.name),
        )
    here = run(folder, write_to=tmp_path / "here")

    assert [dataclasses.replace(one, seconds=0) for one in there] == [
        dataclasses.replace(one, seconds=0) for one in here
    ]
    assert sorted(told) == [result.name for result in here]
    for result in here:
        copies = [tmp_path / run / result.name for run in ("there", "here")]
        assert copies[0].read_bytes() == copies[1].read_bytes()


def test_copies_among_the_lessons_are_refused_before_anything_runs(tmp_path: Path) -> None:
    """run_lessons raises CopiesOverLessonsError, and no lesson has run."""
    write(tmp_path / "a.ipynb", "open('ran', 'w')")

    with pytest.raises(CopiesOverLessonsError):
        run(tmp_path, write_to=tmp_path)

    assert not (tmp_path / "ran").exists()
