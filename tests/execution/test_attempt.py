"""One lesson: what it may take, and when it is tried again."""

from __future__ import annotations

import os
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.execution import attempt
from studywidgets.execution.kernels import RunningKernel, running_kernel
from tests.execution.samples import messages, run, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from nbformat import NotebookNode

    from studywidgets.execution.result import Problem

COUNTS = "open('runs', 'a').write('x')"
"""A cell that notes that it has run."""


def killing(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Kill so many kernels before they are given a cell; returns the list of those started."""
    started: list[int] = []

    @asynccontextmanager
    async def running(*arguments: Any, **keywords: Any) -> AsyncIterator[RunningKernel]:
        async with running_kernel(*arguments, **keywords) as kernel:
            provisioner: Any = kernel.manager.provisioner
            started.append(provisioner.pid)
            if len(started) <= times:
                os.kill(provisioner.pid, signal.SIGKILL)
            yield kernel

    monkeypatch.setattr(attempt, "running_kernel", running)
    return started


def test_a_kernel_that_did_not_start_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson whose kernel dies before the first cell is tried once more, and passes."""
    write(tmp_path / "a.ipynb", COUNTS)
    started = killing(monkeypatch, 1)

    (result,) = run(tmp_path)

    assert result.passed
    assert len(started) == 2
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "x"


def test_a_kernel_that_never_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the second time the lesson is reported as one that could not be started."""
    write(tmp_path / "a.ipynb", COUNTS)
    started = killing(monkeypatch, 9)

    (result,) = run(tmp_path)

    assert messages([result]) == {"a.ipynb": "its kernel did not start: SIGKILL"}
    assert not result.started
    assert len(started) == 2


def test_a_kernel_that_may_start_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a kernel that lacks what the system limits the report says what to do about that."""
    write(tmp_path / "a.ipynb", COUNTS)
    killing(monkeypatch, 9)
    words = "Resource temporarily unavailable (src/thread.cpp:241)"
    monkeypatch.setattr(RunningKernel, "last_words", lambda _: words)

    (result,) = run(tmp_path)

    assert "--jobs" in result.problems[0].hint


@pytest.mark.parametrize(
    "fails", ["1 / 0", "import os; os._exit(3)", "import os, signal; os.kill(os.getpid(), 9)"]
)
def test_a_failing_cell_is_never_run_again(tmp_path: Path, fails: str) -> None:
    """A lesson with a cell that fails, or that ends the kernel, runs once."""
    write(tmp_path / "a.ipynb", COUNTS, fails)

    (result,) = run(tmp_path)

    assert not result.passed
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "x"


def test_a_cell_out_of_time(tmp_path: Path) -> None:
    """A cell that takes too long fails its lesson, with what it has printed; shorter ones don't."""
    waits = "import time; time.sleep(0.6)"
    write(tmp_path / "many.ipynb", waits, waits, waits)
    write(tmp_path / "one.ipynb", "print('started', flush=True)", "print('here')\nwhile True: pass")

    many, one = run(tmp_path, cell_timeout=1.5)

    assert many.passed
    assert messages([one]) == {"one.ipynb": "a cell was not finished after 1.5 seconds"}
    assert one.problems[0].streams == "here\n"
    assert one.problems[0].source.endswith("while True: pass")


def test_a_lesson_that_wants_too_much_memory(tmp_path: Path) -> None:
    """A cell fails that asks for more memory than a lesson may take; less is granted."""
    write(tmp_path / "little.ipynb", "some = bytearray(50_000_000)")
    write(tmp_path / "much.ipynb", "more = bytearray(2_000_000_000)")

    little, much = run(tmp_path, memory=200_000_000)

    assert little.passed
    assert messages([much]) == {"much.ipynb": "a cell failed: MemoryError"}
    assert "--memory" in much.problems[0].hint


def test_a_killed_kernel_tells_its_memory(tmp_path: Path) -> None:
    """Of a kernel that was killed the report says how much memory it had."""
    write(tmp_path / "a.ipynb", "big = b'x' * 300_000_000; import os; os.kill(os.getpid(), 9)")

    (result,) = run(tmp_path)

    hint = result.problems[0].hint
    megabytes = int(hint.partition("It had ")[2].partition(" MB")[0])
    assert 300 < megabytes < 600


def test_a_copy_that_cannot_be_written(tmp_path: Path) -> None:
    """A lesson fails, and says why, if its copy can't be written; others go on."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    write(tmp_path / "lessons" / "unit" / "b.ipynb", "1")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "unit").write_text("in the way", encoding="utf-8")

    good, bad = run(tmp_path / "lessons", write_to=tmp_path / "copies")

    assert good.passed
    assert bad.problems[0].message.startswith("its copy can't be written: ")
    assert (tmp_path / "copies" / "a.ipynb").exists()


def test_a_kernel_that_sends_nonsense(tmp_path: Path) -> None:
    """A kernel whose messages can't be understood fails its lesson alone."""
    forge = "get_ipython().kernel.session.key = b'forged'"
    write(tmp_path / "a.ipynb", forge, "1")
    write(tmp_path / "b.ipynb", "1")

    bad, good = run(tmp_path)

    assert good.passed
    assert bad.problems[0].message.startswith("what the kernel sent can't be understood (")


def test_a_cell_that_removes_the_kernels_files(tmp_path: Path) -> None:
    """A lesson that removes what belongs to its kernel, and dies, is reported like any other."""
    removes = (
        "import os, shutil; shutil.rmtree(os.path.dirname(get_ipython().config"
        ".IPKernelApp.connection_file)); os._exit(5)"
    )
    write(tmp_path / "a.ipynb", removes)

    (result,) = run(tmp_path)

    assert messages([result]) == {"a.ipynb": "the kernel died while a cell ran (exit code 5)"}


DEEP = """
from IPython.display import display
nested = []
for _ in range(900):
    nested = [nested]
display({"application/json": nested, "text/plain": ""}, raw=True)
"""


def test_an_output_that_is_too_deep(tmp_path: Path) -> None:
    """An output that can't be taken in is reported as such: its kernel lives."""
    write(tmp_path / "a.ipynb", DEEP)

    (result,) = run(tmp_path)

    assert "can't be understood (RecursionError" in result.problems[0].message


@pytest.mark.parametrize(
    "shown",
    [
        "display({'application/json': ['x' * 1_000] * 30_000}, raw=True)",
        "import ipywidgets; ipywidgets.Text('x' * 30_000_000)",
        "import ipywidgets; ipywidgets.Image(value=b'x' * 30_000_000)",
    ],
    ids=["parts", "state", "bytes"],
)
def test_an_output_that_no_notebook_can_hold(tmp_path: Path, shown: str) -> None:
    """What a cell puts out counts also in parts, and in what a widget holds."""
    write(tmp_path / "a.ipynb", shown)

    (result,) = run(tmp_path)

    assert "put out more than 20 million characters" in result.problems[0].message


def test_a_question_to_nobody(tmp_path: Path) -> None:
    """A cell that waits for an answer fails at once, and the report says what to do."""
    write(tmp_path / "a.ipynb", "input('Your name?')")

    (result,) = run(tmp_path)

    assert "StdinNotImplementedError" in result.problems[0].message
    assert "Nobody is there to answer" in result.problems[0].hint


def test_a_lesson_that_nobody_can_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in judging a lesson fails that lesson alone, and is told in full."""

    def judge(notebook: NotebookNode) -> list[Problem]:
        if notebook.cells[0].source == "1":
            message = "an unusual thing"
            raise ValueError(message)
        return []

    monkeypatch.setattr(attempt, "missing_items", judge)
    write(tmp_path / "a.ipynb", "1")
    write(tmp_path / "b.ipynb", "2")

    bad, good = run(tmp_path)

    assert good.passed
    expected = "what came of it can't be told (ValueError: an unusual thing)"
    assert messages([bad]) == {"a.ipynb": expected}
    assert "raise ValueError" in bad.problems[0].traceback
