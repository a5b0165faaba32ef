"""The commands, run as a user runs them."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
import nbformat
import pytest
from urllib3 import PoolManager

from studywidgets import __version__
from studywidgets.cli import main
from tests.binder_steps import UNTIL_IT_LISTENS
from tests.execution.samples import MEDIATION, take, write
from tools.command_line_docs import PAGE, page

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds after which a program that should have answered is taken to hang."""

COMMANDS = sorted(main.commands.items())


def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the package is found and nothing of the user's changes."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "JUPYTER_DATA_DIR": str(tmp_path / "jupyter-data"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter-config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"),
    }


def studywidgets(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `tmp_path`."""
    return subprocess.run(
        [sys.executable, "-m", "studywidgets", *arguments],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def started(tmp_path: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command in `tmp_path`; it is killed at the end, or after a while."""
    with subprocess.Popen(
        [sys.executable, "-m", "studywidgets", *arguments],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        watchdog = threading.Timer(PATIENCE, running.kill)
        watchdog.start()
        try:
            yield running
        finally:
            watchdog.cancel()
            running.kill()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with the project's own content."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


# Help


def test_help_imports_nothing_heavy() -> None:
    """Asking for help imports neither a kernel's client, nor a reader, nor the widgets."""
    heavy = ["anywidget", "jupyter_client", "markdown_it", "nbclient", "nbformat", "yaml", "zmq"]
    program = (
        "import sys; from studywidgets.cli import main; main(['--help'], standalone_mode=False); "
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout.startswith("Usage: ")


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_documented(name: str, command: click.Command) -> None:
    """A command's help has what it does, its exit codes and an example of itself."""
    text = command.help or ""

    assert text.splitlines()[0].endswith(".")
    assert "Exit codes: 0, " in text
    assert re.search(rf"\n +studywidgets {name}\b|\nstudywidgets {name}\b", text)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_argument_and_option_is_documented(name: str, command: click.Command) -> None:
    """A command's help names each argument, and each option has a help of its own."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"
        else:
            assert str(parameter.name).upper() in (command.help or ""), f"{name} {parameter.name}"


def test_the_page_on_the_command_line_is_up_to_date() -> None:
    """docs/command-line.md is what the commands say; else run tools.command_line_docs."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    """--version prints the version of the package."""
    assert studywidgets(tmp_path, "--version").stdout == f"studywidgets, version {__version__}\n"


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    """The exit code is 2 for a command that does not exist."""
    assert studywidgets(tmp_path, "exectue").returncode == 2


@pytest.mark.parametrize("command", ["validate", "build", "execute", "open"])
def test_a_missing_folder_is_wrong_usage(tmp_path: Path, command: str) -> None:
    """The exit code is 2, without a traceback, where there is neither content nor lessons."""
    done = studywidgets(tmp_path, command)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert re.search("'content' does not exist|There is no .*lessons", done.stderr)


# validate


def test_good_content_is_valid(course: Path) -> None:
    """Validate ends with 0 and counts nothing for content without a problem."""
    done = studywidgets(course, "validate")

    assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings\n")


def break_a_term(course: Path) -> str:
    """Take the definition's front matter from a term, and return the term's path."""
    term = next((course / "content").rglob("mediation.md"))
    term.write_text("no front matter at all\n", encoding="utf-8")
    return term.relative_to(course / "content").as_posix()


def test_problems_are_printed_with_their_place(course: Path) -> None:
    """Validate ends with 1 and prints each problem with its file, line and code."""
    term = break_a_term(course)

    done = studywidgets(course, "validate")

    assert done.returncode == 1
    assert re.search(rf"^{re.escape(term)}:\d+: SW\d\d\d ", done.stdout, re.MULTILINE)


def test_problems_can_be_read_by_programs(course: Path) -> None:
    """Validate --format json prints a list with the parts of each problem."""
    term = break_a_term(course)

    done = studywidgets(course, "validate", "--format", "json")

    problems = json.loads(done.stdout)
    assert done.returncode == 1
    assert term in {problem["file"] for problem in problems}
    assert set(problems[0]) == {"file", "line", "code", "severity", "message", "hint"}


# build


def test_lessons_are_built_once(course: Path) -> None:
    """Build writes the lessons, and finds nothing to do the second time."""
    first = studywidgets(course, "build")
    second = studywidgets(course, "build")

    assert first.returncode == second.returncode == 0
    assert re.search(r"^lessons: \d+ written, 0 up to date\.$", first.stdout)
    assert re.search(r"^lessons: \d+ up to date\.$", second.stdout)
    assert (course / "lessons" / "index.ipynb").exists()


def test_check_finds_what_is_out_of_date_and_writes_nothing(course: Path) -> None:
    """Build --check ends with 1, names the lessons to build and writes none."""
    done = studywidgets(course, "build", "--check")

    assert done.returncode == 1
    assert "lessons/mediation.ipynb: is out of date; run studywidgets build" in done.stderr
    assert not (course / "lessons").exists()


def test_check_is_content_with_lessons_just_built(course: Path) -> None:
    """Build --check ends with 0 after a build, also into another folder."""
    studywidgets(course, "build", "-o", "elsewhere")

    assert studywidgets(course, "build", "-o", "elsewhere", "--check").returncode == 0


def test_an_error_in_the_content_builds_nothing(course: Path) -> None:
    """Build ends with 1, prints the problems and leaves the lessons that are there."""
    studywidgets(course, "build")
    before = (course / "lessons" / "mediation.ipynb").read_bytes()
    term = break_a_term(course)

    done = studywidgets(course, "build")

    assert done.returncode == 1
    assert term in done.stderr
    assert "Nothing built: " in done.stderr
    assert (course / "lessons" / "mediation.ipynb").read_bytes() == before


def test_an_edited_lesson_is_named_and_left(course: Path) -> None:
    """Build ends with 1, names the lesson that somebody edited and says what to do."""
    studywidgets(course, "build")
    lesson = course / "lessons" / "mediation.ipynb"
    notebook = nbformat.read(lesson, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("My own note.", id="note"))
    nbformat.write(notebook, lesson)
    edited = lesson.read_bytes()

    done = studywidgets(course, "build")

    assert done.returncode == 1
    assert "lessons/mediation.ipynb: was edited since it was built; " in done.stderr
    assert lesson.read_bytes() == edited


# execute


def test_passing_lessons_end_with_zero(tmp_path: Path) -> None:
    """Execute prints a line for each lesson and a count, and ends with 0."""
    take(tmp_path / "lessons", "passes.ipynb")

    done = studywidgets(tmp_path, "execute")

    assert done.returncode == 0
    assert re.fullmatch(
        r"passed +\d+\.\d s  passes\.ipynb\n\n1 lesson: 1 passed, 0 failed\n", done.stdout
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


def test_a_folder_without_lessons_is_wrong_usage(tmp_path: Path) -> None:
    """Execute ends with 2 and says how lessons are made if it finds none."""
    (tmp_path / "lessons").mkdir()

    done = studywidgets(tmp_path, "execute")

    assert done.returncode == 2
    assert "Build the lessons first: studywidgets build" in done.stderr


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Ctrl-C reaches the programs that a test starts, even if the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def alive(tmp_path: Path) -> Iterator[TextIO]:
    """The reading end of the pipe `alive`, which the processes of a lesson hold open."""
    os.mkfifo(tmp_path / "alive")
    end = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(end, encoding="utf-8") as reader:
        yield reader


@pytest.mark.usefixtures("_interruptible")
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


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


@pytest.mark.usefixtures("_interruptible")
def test_opening_starts_jupyterlab_at_the_first_page(tmp_path: Path) -> None:
    """Open runs the lessons, serves their copies at the course's first page, ends with 0."""
    take(tmp_path / "lessons", "passes.ipynb")
    write(tmp_path / "lessons" / "index.ipynb", "1")

    address, printed, code = open_lessons(tmp_path)

    assert "/doc/tree/index.ipynb?token=" in address
    assert "passes.ipynb" in printed
    assert code == 0


@pytest.mark.usefixtures("_interruptible")
def test_opening_again_is_quick_and_keeps_an_edit(tmp_path: Path) -> None:
    """Open runs nothing again that has not changed, and names the copy that was edited."""
    write(tmp_path / "lessons" / "index.ipynb", "1")
    copy = tmp_path / ".studywidgets" / "executed" / "index.ipynb"
    open_lessons(tmp_path)
    write(copy, "'my own'")
    mine = copy.read_bytes()

    _, printed, _ = open_lessons(tmp_path)

    assert "index.ipynb: edited, so it is kept" in printed
    assert "passed" not in printed
    assert copy.read_bytes() == mine


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
