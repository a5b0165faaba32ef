"""The commands that run lessons: execute and open."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, TextIO

import nbformat
import pytest
from urllib3 import PoolManager

from tests.binder_steps import UNTIL_IT_LISTENS
from tests.commands import PATIENCE, environment, free_port, started, studywidgets
from tests.execution.samples import MEDIATION, printed, take, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# execute


def test_passing_lessons_end_with_zero(tmp_path: Path) -> None:
    """Execute prints a line for each lesson and a count, and ends with 0."""
    take(tmp_path / "lessons", "passes.ipynb")

    done = studywidgets(tmp_path, "execute")

    assert done.returncode == 0
    assert re.fullmatch(
        r"passed +\d+\.\d s  passes\.ipynb\n\n"
        r"1 lesson: 1 passed, 0 failed \(at most \d+ MB of memory\)\n",
        done.stdout,
    )
    assert done.stderr == ""


def test_failing_lessons_end_with_one(tmp_path: Path) -> None:
    """Execute ends with 1 and reports what failed, without colours and without a traceback."""
    take(tmp_path / "lessons", "cell-fails.ipynb", "empty.ipynb")

    done = studywidgets(tmp_path, "execute", "-j", "1", "--junit", "out/junit.xml")

    assert done.returncode == 1
    assert "item: mediation/definition" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
    suite = ET.parse(tmp_path / "out" / "junit.xml").getroot()[0]  # noqa: S314 - our own file
    assert (suite.attrib["failures"], suite.attrib["errors"]) == ("1", "1")


def test_copies_are_written_where_asked(tmp_path: Path) -> None:
    """Execute --write puts the executed copies under the lessons' names."""
    take(tmp_path / "lessons" / "unit", "passes.ipynb")

    studywidgets(tmp_path, "execute", "--write", "executed")

    assert (tmp_path / "executed" / "unit" / "passes.ipynb").exists()


def test_copies_over_the_lessons_are_wrong_usage(tmp_path: Path) -> None:
    """Execute --write ends with 2 when copies would land among the lessons."""
    take(tmp_path / "lessons", "passes.ipynb")

    done = studywidgets(tmp_path, "execute", "--write", "lessons")

    assert done.returncode == 2
    assert "--write" in done.stderr
    assert "Choose a folder outside of the lessons." in done.stderr


def test_lessons_out_of_time_are_reported(tmp_path: Path) -> None:
    """Execute --timeout is in seconds, a lesson at a time."""
    write(tmp_path / "slow.ipynb", "import time; time.sleep(600)")

    done = studywidgets(tmp_path, "execute", "slow.ipynb", "--timeout", "0.5")

    assert done.returncode == 1
    assert "not finished after 0.5 seconds" in done.stdout


def test_cells_out_of_time_are_reported(tmp_path: Path) -> None:
    """Execute --cell-timeout is in seconds, a cell at a time."""
    write(tmp_path / "slow.ipynb", "1", "import time; time.sleep(600)")

    done = studywidgets(tmp_path, "execute", "slow.ipynb", "--cell-timeout", "0.5")

    assert done.returncode == 1
    assert "a cell was not finished after 0.5 seconds" in done.stdout


def test_lessons_out_of_memory_are_reported(tmp_path: Path) -> None:
    """Execute --memory is in megabytes, a lesson at a time."""
    write(tmp_path / "large.ipynb", "x = bytearray(2_000_000_000)")

    done = studywidgets(tmp_path, "execute", "large.ipynb", "--memory", "500")

    assert done.returncode == 1
    assert "a cell failed: MemoryError\n  hint: Look for what takes so much memory" in done.stdout


def test_no_more_lessons_at_once_than_files_may_be_open(tmp_path: Path) -> None:
    """Execute runs what is asked for, says how many run at once, and every lesson passes."""
    for number in range(12):
        write(tmp_path / "lessons" / f"{number}.ipynb", "1")

    done = subprocess.run(
        ["bash", "-c", 'ulimit -n 128 && "$0" -m studywidgets execute -j 12', sys.executable],  # noqa: S607 - any bash
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert "12 lessons: 12 passed, 0 failed" in done.stdout
    assert re.fullmatch(
        r"Only \d of 12 lessons run at the same time: no more files may be open "
        r"\(see ulimit -n\)\.\n",
        done.stderr,
    )


def test_only_what_has_changed_is_run(tmp_path: Path) -> None:
    """Execute --changed runs what has not passed as it is, and says how much it leaves out."""
    for name in ("a", "b", "c"):
        write(tmp_path / "lessons" / f"{name}.ipynb", "1")
    write(tmp_path / "lessons" / "fails.ipynb", "1 / 0")

    first = studywidgets(tmp_path, "execute", "--changed")
    write(tmp_path / "lessons" / "b.ipynb", "2")
    second = studywidgets(tmp_path, "execute", "--changed")
    (tmp_path / "lessons" / "fails.ipynb").unlink()
    third = studywidgets(tmp_path, "execute", "--changed")

    assert (first.returncode, second.returncode, third.returncode) == (1, 1, 0)
    assert "4 lessons: 3 passed, 1 failed" in first.stdout
    assert second.stdout.startswith("2 of 4 lessons have not changed.\n")
    assert "2 lessons: 1 passed, 1 failed" in second.stdout
    assert third.stdout.startswith(
        "3 of 3 lessons have not changed.\n\n0 lessons: 0 passed, 0 failed"
    )
    assert {first.stderr, second.stderr, third.stderr} == {""}
    assert (tmp_path / ".studywidgets" / "cache" / "passed.json").exists()


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    """Execute --changed runs everything, and says so, where its cache can't be kept."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")

    done = studywidgets(tmp_path, "execute", "--changed", "--cache", "cache/in-it")

    assert done.returncode == 0
    assert done.stderr.startswith("What has passed can't be kept for --changed: ")
    assert "Traceback" not in done.stderr


def test_a_part_of_the_lessons(tmp_path: Path) -> None:
    """Execute --shard runs the part that it names; all parts together run all lessons once."""
    names = {f"{number}.ipynb" for number in range(5)}
    for name in names:
        write(tmp_path / "lessons" / name, "1")

    printed = [studywidgets(tmp_path, "execute", "--shard", f"{n}/2").stdout for n in (1, 2)]

    ran = [re.findall(r"\S+\.ipynb", text) for text in printed]
    assert sorted(len(part) for part in ran) == [2, 3]
    assert {*ran[0], *ran[1]} == names


def test_a_part_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    """Execute --shard ends with 2 for what is no part."""
    write(tmp_path / "lessons" / "a.ipynb", "1")

    done = studywidgets(tmp_path, "execute", "--shard", "3/2")

    assert done.returncode == 2
    assert "Invalid value for '--shard': there is no part 3 of 2" in done.stderr


CANNOT_FORK = """
import os
def fork():
    raise BlockingIOError(11, "no more processes")
os.fork = fork
"""


def test_where_nothing_can_be_forked_lessons_run_all_the_same(tmp_path: Path) -> None:
    """Execute says once why kernels take longer, and runs the lessons, with the same bytes."""
    folder = take(tmp_path / "lessons", "passes.ipynb", "random-ids.ipynb")

    forked = studywidgets(tmp_path, "execute", "--write", "forked")
    usual = studywidgets(tmp_path, "execute", "--write", "usual", beforehand=CANNOT_FORK)

    assert (forked.returncode, forked.stderr) == (0, "")
    assert usual.returncode == 0
    assert usual.stderr == (
        "Kernels start without the fork server, which takes longer: [Errno 11] no more processes.\n"
    )
    for lesson in folder.iterdir():
        there, here = tmp_path / "forked" / lesson.name, tmp_path / "usual" / lesson.name
        assert there.read_bytes() == here.read_bytes()


def test_half_of_a_surrogate_pair_spoils_no_run(tmp_path: Path) -> None:
    """A lesson with half of a surrogate pair fails by itself, with a report and a copy."""
    half = write(tmp_path / "lessons" / "half.ipynb", "print('HALF')").read_text(encoding="utf-8")
    (tmp_path / "lessons" / "half.ipynb").write_text(
        half.replace("HALF", r"\ud800"), encoding="utf-8"
    )
    write(tmp_path / "lessons" / "prints.ipynb", r"print('\ud800')")
    write(tmp_path / "lessons" / "whole.ipynb", "print('😀')")

    done = studywidgets(tmp_path, "execute", "--write", "copies", "--junit", "x.xml")

    assert done.returncode == 1
    assert done.stderr == ""
    assert "3 lessons: 2 passed, 1 failed" in done.stdout
    assert "surrogates not allowed" in done.stdout
    copy = nbformat.read(tmp_path / "copies" / "half.ipynb", as_version=4)
    assert copy.cells[0].source == "print('\ud800')"
    assert printed(tmp_path / "copies" / "whole.ipynb") == ["😀\n"]
    assert ET.parse(tmp_path / "x.xml").getroot()[0].attrib["tests"] == "3"  # noqa: S314 - our own file


def test_results_that_cannot_be_written(tmp_path: Path) -> None:
    """Execute ends with 1 and says why if the results for CI can't be written."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    done = studywidgets(tmp_path, "execute", "--junit", "file/x.xml")

    assert done.returncode == 1
    assert "1 lesson: 1 passed, 0 failed" in done.stdout
    assert done.stderr.startswith("file/x.xml: the results can't be written (")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_lessons_is_wrong_usage(tmp_path: Path) -> None:
    """Execute ends with 2 and says how lessons are made if it finds none."""
    (tmp_path / "lessons").mkdir()

    done = studywidgets(tmp_path, "execute")

    assert done.returncode == 2
    assert "Build the lessons first: studywidgets build" in done.stderr


@pytest.fixture
def alive(tmp_path: Path) -> Iterator[TextIO]:
    """The reading end of the pipe `alive`, which the processes of a lesson hold open."""
    os.mkfifo(tmp_path / "alive")
    end = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(end, encoding="utf-8") as reader:
        yield reader


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_reports_what_was_finished(
    tmp_path: Path, alive: TextIO, stop: signal.Signals
) -> None:
    """Execute, stopped, ends with 130, reports the finished lesson and leaves no process."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    write(
        tmp_path / "lessons" / "b.ipynb",
        "import subprocess, time",
        "alive = open('../alive', 'w'); subprocess.Popen(['sleep', '600'], stdout=alive)",
        "print('ready', file=alive, flush=True); time.sleep(600)",
    )

    with started(tmp_path, "execute", "-j", "1", "--junit", "junit.xml") as running:
        ready, _, _ = select.select([alive], [], [], PATIENCE)
        running.send_signal(stop)
        out, err = running.communicate()

    assert ready
    assert running.returncode == 130
    assert "1 lesson: 1 passed, 0 failed" in out
    assert err == "Stopped: 1 of 2 lessons were finished.\n"
    # The end of the pipe comes once no process holds it any more.
    assert alive.read() == "ready\n"
    assert ET.parse(tmp_path / "junit.xml").getroot()[0].attrib["tests"] == "1"  # noqa: S314


# open


def open_lessons(tmp_path: Path) -> tuple[str, str, int]:
    """Open the lessons, get the first page, end JupyterLab with Ctrl-C.

    Return the page's address as JupyterLab printed it, what was printed up to it, and the exit
    code.
    """
    port = free_port()
    with started(tmp_path, "open", "--no-browser", "--port", str(port)) as running:
        printed = ""
        for line in running.stderr or ():
            printed += line
            if address := re.search(rf"http://localhost:{port}\S+", line):
                break
        else:
            pytest.fail(printed)
        # It is printed just before the server listens there: wait for the first answer.
        response = PoolManager(retries=UNTIL_IT_LISTENS).request("GET", address[0])
        assert response.status == 200
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate()
    return address[0], out + printed, running.returncode


def test_opening_starts_jupyterlab_at_the_first_page(tmp_path: Path) -> None:
    """Open runs the lessons, serves their copies at the course's first page, ends with 0."""
    take(tmp_path / "lessons", "passes.ipynb")
    write(tmp_path / "lessons" / "index.ipynb", "1")

    address, printed, code = open_lessons(tmp_path)

    assert "/doc/tree/index.ipynb?token=" in address
    assert "passes.ipynb" in printed
    assert code == 0


def test_opening_again_is_quick_and_keeps_a_notebook(tmp_path: Path) -> None:
    """Open runs nothing again that has not changed, and names a notebook of somebody's own."""
    write(tmp_path / "lessons" / "index.ipynb", "1")
    copy = tmp_path / ".studywidgets" / "executed" / "index.ipynb"
    open_lessons(tmp_path)
    write(copy, "'my own'")
    mine = copy.read_bytes()

    _, printed, _ = open_lessons(tmp_path)

    assert "index.ipynb: edited, so it is kept" in printed
    assert "passed" not in printed
    assert copy.read_bytes() == mine


def test_opening_again_puts_an_edit_into_the_lesson(tmp_path: Path) -> None:
    """Open takes what was edited in a copy into its lesson, says so, and runs the lesson again."""
    lesson = write(tmp_path / "lessons" / "index.ipynb", "1")
    copy = tmp_path / ".studywidgets" / "executed" / "index.ipynb"
    open_lessons(tmp_path)
    opened = nbformat.read(copy, as_version=4)
    opened.cells[0].source = "print('my own')"
    nbformat.write(opened, copy)

    _, told, _ = open_lessons(tmp_path)

    assert "lessons/index.ipynb: has the edits of its executed copy now" in told
    assert nbformat.read(lesson, as_version=4).cells[0].source == "print('my own')"
    assert printed(copy) == ["my own\n"]


def test_nothing_is_opened_if_no_lesson_can_be_run(tmp_path: Path) -> None:
    """Open ends with 1 and says why when there is no copy to show."""
    take(tmp_path / "lessons", "empty.ipynb")

    done = studywidgets(tmp_path, "open", "--no-browser")

    assert done.returncode == 1
    assert "is empty" in done.stdout
    assert "there is nothing to open" in done.stderr


def test_a_lesson_of_the_builder_is_checked_for_its_items(tmp_path: Path) -> None:
    """Execute fails a lesson whose cells all ran but which does not show its items."""
    noted = {**MEDIATION, "items": {"cell-0": ["mediation/definition"]}}
    write(tmp_path / "lessons" / "mediation.ipynb", "'no widget'", noted=noted)

    done = studywidgets(tmp_path, "execute")

    assert done.returncode == 1
    assert "no widget shows mediation/definition" in done.stdout
