"""`studywidgets new`, as an instructor uses it, and what it makes, in a fresh environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

import pytest

from tests.commands import studywidgets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def programs(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has just what the requirements of a new course name."""
    folder = tmp_path_factory.mktemp("fresh")
    course = folder / "course"
    assert studywidgets(folder, "new", str(course)).returncode == 0
    make_wheel = f"-m pip wheel -q --no-deps -w {folder}/wheels {root}"
    subprocess.run([sys.executable, *make_wheel.split()], check=True)
    venv.create(folder / "environment", with_pip=True)
    found = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    install = (
        f"-m pip install -q --find-links {folder}/wheels "
        f"-c {root}/constraints.txt -r {course}/binder/requirements.txt"
    )
    subprocess.run([found / "python", *install.split()], check=True)
    return found


def test_works_at_once(programs: Path, tmp_path: Path) -> None:
    """In an environment made from its own requirements, every check of a new course is green."""
    said = {}

    for command in ("new politics", "validate --format github", "build --check", "execute"):
        done = subprocess.run(
            [programs / "studywidgets", *command.split()],
            cwd=tmp_path if command.startswith("new") else tmp_path / "politics",
            capture_output=True,
            text=True,
            check=False,
        )
        last = re.sub(r" \(at most \d+ MB of memory\)$", "", done.stdout.splitlines()[-1])
        said[command] = (done.returncode, last, done.stderr)

    assert said == {
        "new politics": (0, "  studywidgets open", ""),
        "validate --format github": (0, "0 errors, 0 warnings", ""),
        "build --check": (0, "lessons: 5 up to date.", ""),
        "execute": (0, "5 lessons: 5 passed, 0 failed", ""),
    }


def test_what_it_says(tmp_path: Path) -> None:
    """The answer names the course and what to type next."""
    done = studywidgets(tmp_path, "new", "politics", "--title", "Politics 1")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "politics: the course 'Politics 1', 20 files. To see it:\n"
        "  cd politics\n"
        "  studywidgets open\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="the shell of Windows quotes otherwise")
@pytest.mark.parametrize("name", ["my course", "it's", "-dash", "a$HOME;b"])
def test_what_it_says_can_be_typed(tmp_path: Path, name: str) -> None:
    """The way into a folder of any name is quoted for the shell."""
    done = studywidgets(tmp_path, "new", "--title", "Politics", "--", name)
    way = next(line for line in done.stdout.splitlines() if line.startswith("  cd "))

    shell = subprocess.run(["/bin/sh", "-ec", way], cwd=tmp_path, check=False)

    assert shell.returncode == 0
    assert (tmp_path / name / "content").is_dir()


def test_in_the_working_folder(tmp_path: Path) -> None:
    """Who is in the folder need not go there."""
    done = studywidgets(tmp_path, "new", ".")

    assert "cd " not in done.stdout
    assert (tmp_path / "content").is_dir()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["full"], "full is not empty: it has notes.txt; name a folder that is not there yet"),
        (["x", "--title", ""], "the title must be one line"),
        (["x", "--repository", "politics"], "give its owner and name, OWNER/NAME"),
        ([], "Missing argument 'DIR'"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], message: str) -> None:
    """What can't be used is named, and nothing is made."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").touch()

    done = studywidgets(tmp_path, "new", *arguments)

    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "notes.txt"]


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    """A disk that takes nothing is told in one line."""
    (tmp_path / "file").touch()

    done = studywidgets(tmp_path, "new", "file/politics")

    assert done.returncode == 1
    assert done.stderr.startswith("file/politics: can't be made (")
    assert "Traceback" not in done.stderr
