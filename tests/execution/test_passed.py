"""Which lessons have changed since they passed."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from studywidgets.execution import inputs
from studywidgets.execution.lessons import Lesson, find_lessons
from studywidgets.execution.passed import FILE, PassedLessons
from studywidgets.execution.result import LessonResult, Problem
from tests.commands import ROOT
from tests.execution.samples import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with the content and lessons of this repository, all of which have passed."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    passed = kept(tmp_path)
    found = lessons(tmp_path)
    passed.changed(found)
    passed.note(LessonResult(lesson.name) for lesson in found)
    return tmp_path


def kept(folder: Path) -> PassedLessons:
    """What is kept below a folder."""
    return PassedLessons(folder / "cache", folder / "content")


def lessons(folder: Path) -> list[Lesson]:
    """The lessons below a folder."""
    return find_lessons([folder / "lessons"])


def changed(folder: Path) -> list[str]:
    """The names of the lessons that have to run."""
    return [lesson.name for lesson in kept(folder).changed(lessons(folder))]


def append(path: Path, text: str = "\n") -> None:
    """Add something to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_nothing_has_changed(course: Path) -> None:
    """Of lessons that have passed none has to run."""
    assert changed(course) == []


def test_at_first_everything_has_to_run(course: Path) -> None:
    """Without a cache all lessons have to run."""
    shutil.rmtree(course / "cache")

    assert changed(course) == [lesson.name for lesson in lessons(course)]


def test_a_notebook_has_changed(course: Path) -> None:
    """A lesson has to run when one byte of it is another."""
    append(course / "lessons" / "mediation.ipynb", " ")

    assert changed(course) == ["mediation.ipynb"]


def test_a_new_lesson(course: Path) -> None:
    """A lesson that was not there has to run."""
    write(course / "lessons" / "new.ipynb", "1")

    assert changed(course) == ["new.ipynb"]


def test_content_has_changed(course: Path) -> None:
    """Lessons have to run that show an item of a term whose file has changed, or may show it."""
    [term] = (course / "content").rglob("mediation.md")
    append(term)

    assert changed(course) == [
        "glossary.ipynb",
        "guide-international-relations.ipynb",
        "index.ipynb",
        "mediation.ipynb",
    ]


def test_the_course_has_changed(course: Path) -> None:
    """All its lessons have to run when what the course says of all has changed."""
    [file] = (course / "content").rglob("course.md")
    append(file)

    assert changed(course) == [lesson.name for lesson in lessons(course)]


def test_a_file_beside_lessons_has_changed(course: Path) -> None:
    """Lessons have to run when a file has changed that they may import or read."""
    (course / "lessons" / "tables").mkdir()
    (course / "lessons" / "tables" / "treaties.csv").write_text("1648\n", encoding="utf-8")

    assert changed(course) == [lesson.name for lesson in lessons(course)]


def test_what_python_and_jupyter_leave_behind_counts_for_nothing(course: Path) -> None:
    """Compiled modules and hidden files are no input."""
    for path in ("__pycache__/a.cpython-311.pyc", ".ipynb_checkpoints/a-checkpoint.txt"):
        (course / "lessons" / path).parent.mkdir()
        (course / "lessons" / path).write_bytes(b"left behind")

    assert changed(course) == []


@pytest.mark.parametrize("name", ["environment", "version"])
def test_another_version(course: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """All lessons have to run with another release of this package, or of what runs them."""
    monkeypatch.setattr(inputs, name, lambda *_: "another")

    assert changed(course) == [lesson.name for lesson in lessons(course)]


def test_a_lesson_that_failed(course: Path) -> None:
    """A lesson that has failed has to run, also when it is what it was when it passed."""
    passed = kept(course)
    passed.changed(lessons(course))
    passed.note([LessonResult("mediation.ipynb", (Problem("failed"),))])

    assert changed(course) == ["mediation.ipynb"]


def test_lessons_that_were_not_asked_about_stay(course: Path) -> None:
    """What is kept of other lessons stays when some have run."""
    append(course / "lessons" / "mediation.ipynb", " ")
    some = [lesson for lesson in lessons(course) if lesson.name == "mediation.ipynb"]
    passed = kept(course)
    passed.changed(some)
    passed.note([LessonResult("mediation.ipynb")])

    assert changed(course) == []


def test_two_parts_that_run_at_once(course: Path) -> None:
    """What one run keeps does not lose what another one has kept since the first began."""
    found = lessons(course)
    for lesson in found:
        append(lesson.source, " ")
    parts = [found[::2], found[1::2]]
    runs = [kept(course), kept(course)]
    for part, passed in zip(parts, runs, strict=True):
        passed.changed(part)
    for part, passed in zip(parts, runs, strict=True):
        passed.note([LessonResult(lesson.name) for lesson in part])

    assert changed(course) == []


def test_a_copy_that_is_not_there(course: Path) -> None:
    """Where copies are wanted, a lesson without one has to run."""
    shutil.copytree(course / "lessons", course / "copies")
    (course / "copies" / "mediation.ipynb").unlink()

    due = kept(course).changed(lessons(course), course / "copies")

    assert [lesson.name for lesson in due] == ["mediation.ipynb"]


def test_a_lesson_that_cannot_be_read(course: Path) -> None:
    """A lesson that can't be read has to run each time: the run says what is wrong."""
    (course / "lessons" / "gone.ipynb").symlink_to(course / "nowhere")
    gone = Lesson(course / "lessons" / "gone.ipynb", "gone.ipynb")
    passed = kept(course)

    due = passed.changed([gone])
    passed.note([LessonResult("gone.ipynb")])

    assert due == [gone]
    assert kept(course).changed([gone]) == [gone]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 2, "passed": {}}', '{"format": 1}', "[" * 100_000],
)
def test_a_damaged_cache(course: Path, text: str) -> None:
    """What can't be read counts as nothing, and is replaced."""
    (course / "cache" / FILE).write_text(text, encoding="utf-8")

    passed = kept(course)
    due = passed.changed(lessons(course))
    passed.note(LessonResult(lesson.name) for lesson in due)

    assert len(due) == len(lessons(course))
    assert changed(course) == []


def test_names_that_mean_nothing(course: Path) -> None:
    """A cache whose entries are no hashes makes every lesson run."""
    (course / "cache" / FILE).write_text(
        json.dumps({"format": 1, "passed": {"mediation.ipynb": 7, "7": None}}), encoding="utf-8"
    )

    assert "mediation.ipynb" in changed(course)
