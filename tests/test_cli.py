"""The commands that people run first: help, validate and build."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import nbformat
import pytest

from studywidgets import __version__
from studywidgets.cli import main
from tests.commands import ROOT, studywidgets
from tools.command_line_docs import PAGE, page

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = sorted(main.commands.items())


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
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or None)"
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
            shown = parameter.metavar or str(parameter.name).upper()
            assert shown in (command.help or ""), f"{name} {shown}"


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
    assert problems[0] == {
        "file": term,
        "line": 1,
        "code": "SW020",
        "name": "missing-front-matter",
        "severity": "error",
        "message": "this file does not begin with front matter",
        "hint": "begin the file with\n---\ntitle: The title\n---",
        "fixable": False,
        "fixed": False,
    }


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


def test_an_edited_lesson_stays_edited(course: Path) -> None:
    """Build ends with 0 and leaves an edited lesson as it is when there is nothing new for it."""
    studywidgets(course, "build")
    lesson = course / "lessons" / "mediation.ipynb"
    notebook = nbformat.read(lesson, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("My own note.", id="note"))
    nbformat.write(notebook, lesson)
    edited = lesson.read_bytes()

    done = studywidgets(course, "build")

    assert done.returncode == 0
    assert re.fullmatch(r"lessons: \d+ up to date\.\n", done.stdout)
    assert lesson.read_bytes() == edited
