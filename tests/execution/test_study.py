"""The copies that people open: brought up to date, and never at the cost of an edit."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from studywidgets.execution import stamp
from studywidgets.execution.lessons import read_lesson
from studywidgets.execution.stamp import CopyState, stamped, state_of
from studywidgets.execution.study import Refreshed, StudyFolder
from tests.execution.samples import notebook, printed, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode


@pytest.fixture(autouse=True)
def _own_signatures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures go to a store of the test's own."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))


def refresh(study: StudyFolder) -> Refreshed:
    """Bring a study folder up to date as `studywidgets open` does."""
    return study.refresh(study.states(), jobs=2, timeout=60)


def ran(done: Refreshed) -> list[str]:
    """Return the names of the lessons that were run."""
    return [result.name for result in done.results]


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """The study folder of two lessons, `a` and `b`, before anything was run."""
    write(tmp_path / "lessons" / "a.ipynb", "print('first')")
    write(tmp_path / "lessons" / "b.ipynb", "print('first')")
    return StudyFolder(tmp_path / "lessons")


def edit(path: Path, source: str) -> None:
    """Change the first cell of a notebook as somebody would in JupyterLab."""
    opened = nbformat.read(path, as_version=4)
    opened.cells[0].source = source
    nbformat.write(opened, path)


def test_copies_are_made_beside_the_lessons(study: StudyFolder, tmp_path: Path) -> None:
    """A first refresh runs every lesson; its copies stand beside the lessons' folder."""
    done = refresh(study)

    assert ran(done) == ["a.ipynb", "b.ipynb"]
    assert study.copies == tmp_path / ".studywidgets" / "executed"
    assert printed(study.copies / "a.ipynb") == ["first\n"]


def test_the_copies_ignore_themselves(study: StudyFolder, tmp_path: Path) -> None:
    """Version control leaves the copies out without any entry of the course's own."""
    refresh(study)

    assert (tmp_path / ".studywidgets" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert {path.name for path in (tmp_path / ".studywidgets").iterdir()} == {
        ".gitignore",
        "executed",
    }


def test_nothing_is_run_twice(study: StudyFolder) -> None:
    """A second refresh runs nothing if nothing has changed."""
    refresh(study)

    done = refresh(study)

    assert done == Refreshed((), (), ())


def test_a_changed_lesson_is_run_again(study: StudyFolder, tmp_path: Path) -> None:
    """A refresh runs the lesson that has changed, and only that."""
    refresh(study)
    write(tmp_path / "lessons" / "b.ipynb", "print('second')")

    done = refresh(study)

    assert ran(done) == ["b.ipynb"]
    assert printed(study.copies / "b.ipynb") == ["second\n"]


def test_an_edited_copy_is_kept(study: StudyFolder, tmp_path: Path) -> None:
    """A copy that somebody edited stays as it is although its lesson has changed."""
    refresh(study)
    edit(study.copies / "a.ipynb", "print('mine')")
    mine = (study.copies / "a.ipynb").read_bytes()
    write(tmp_path / "lessons" / "a.ipynb", "print('second')")

    done = refresh(study)

    assert done.kept == ("a.ipynb",)
    assert ran(done) == []
    assert (study.copies / "a.ipynb").read_bytes() == mine


def test_a_notebook_in_a_copys_place_is_kept(study: StudyFolder) -> None:
    """A notebook that no refresh has made is somebody's own, and is kept."""
    write(study.copies / "a.ipynb", "'my own notes'")

    done = refresh(study)

    assert done.kept == ("a.ipynb",)
    assert ran(done) == ["b.ipynb"]


def test_a_copy_edited_while_lessons_run_is_kept(study: StudyFolder, tmp_path: Path) -> None:
    """An edit that is saved between the look at the copies and their renewal is kept."""
    refresh(study)
    write(tmp_path / "lessons" / "a.ipynb", "print('second')")
    states = study.states()
    edit(study.copies / "a.ipynb", "print('mine')")

    done = study.refresh(states, jobs=2, timeout=60)

    assert done.kept == ("a.ipynb",)
    assert nbformat.read(study.copies / "a.ipynb", as_version=4).cells[0].source == "print('mine')"


def test_a_deleted_copy_is_made_again(study: StudyFolder) -> None:
    """A refresh makes the copy that somebody deleted."""
    refresh(study)
    (study.copies / "a.ipynb").unlink()

    done = refresh(study)

    assert ran(done) == ["a.ipynb"]


def test_a_lesson_that_failed_is_run_again(study: StudyFolder, tmp_path: Path) -> None:
    """A lesson that failed has a copy to look at, and is run again next time."""
    write(tmp_path / "lessons" / "a.ipynb", "open('answer').read()")
    refresh(study)
    (tmp_path / "lessons" / "answer").write_text("here", encoding="utf-8")

    done = refresh(study)

    assert ran(done) == ["a.ipynb"]
    assert done.results[0].passed


def test_the_copy_of_a_lesson_that_is_gone_goes_too(study: StudyFolder, tmp_path: Path) -> None:
    """A refresh removes the copy whose lesson is gone."""
    refresh(study)
    (tmp_path / "lessons" / "b.ipynb").unlink()

    done = refresh(study)

    assert done.removed == ("b.ipynb",)
    assert not (study.copies / "b.ipynb").exists()


def test_other_notebooks_among_the_copies_stay(study: StudyFolder, tmp_path: Path) -> None:
    """A refresh removes neither a notebook of somebody's own nor an edited copy."""
    refresh(study)
    write(study.copies / "notes.ipynb", "'my own notes'")
    edit(study.copies / "b.ipynb", "print('mine')")
    (tmp_path / "lessons" / "b.ipynb").unlink()

    done = refresh(study)

    assert done.removed == ()
    assert (study.copies / "notes.ipynb").exists()
    assert (study.copies / "b.ipynb").exists()


def copy_of(lesson: NotebookNode, path: Path) -> Path:
    """Write `lesson` with a stamp, as if it had just been executed."""
    path.write_text(stamped(lesson, b"lesson", "environment"), encoding="utf-8")
    return path


def test_a_new_copy_is_fresh(tmp_path: Path) -> None:
    """state_of is FRESH for a copy of the same bytes, made in the same environment."""
    copy = copy_of(notebook("1"), tmp_path / "a.ipynb")

    assert state_of(copy, b"lesson", "environment") is CopyState.FRESH


@pytest.mark.parametrize(
    ("lesson", "environment"), [(b"changed", "environment"), (b"lesson", "upgraded")]
)
def test_a_copy_of_another_lesson_or_environment_is_stale(
    tmp_path: Path, lesson: bytes, environment: str
) -> None:
    """state_of is STALE if the lesson or the environment is not that of the copy."""
    copy = copy_of(notebook("1"), tmp_path / "a.ipynb")

    assert state_of(copy, lesson, environment) is CopyState.STALE


def _run_again(opened: NotebookNode) -> None:
    opened.cells[0].outputs = [nbformat.v4.new_output("stream", text="again")]
    opened.cells[0].execution_count = 7


def _look(opened: NotebookNode) -> None:
    opened.cells[0].metadata.update(collapsed=True, jupyter={"source_hidden": False})


def _time(opened: NotebookNode) -> None:
    opened.cells[0].metadata.update(ExecuteTime={"end_time": "2024-05-03T12:01:00Z"}, trusted=True)


def _save(opened: NotebookNode) -> None:
    opened.metadata.update(language_info={"name": "python"}, widgets={})


@pytest.mark.parametrize("change", [_run_again, _look, _time, _save])
def test_running_and_looking_is_no_edit(
    tmp_path: Path, change: Callable[[NotebookNode], None]
) -> None:
    """state_of stays FRESH when somebody runs a cell, unfolds it or saves the notebook."""
    copy = copy_of(notebook("1"), tmp_path / "a.ipynb")
    opened = nbformat.read(copy, as_version=4)

    change(opened)
    nbformat.write(opened, copy)

    assert state_of(copy, b"lesson", "environment") is CopyState.FRESH


def _type(cells: list[Any]) -> None:
    cells[0].source = "2"


def _add(cells: list[Any]) -> None:
    cells.append(nbformat.v4.new_markdown_cell("My note."))


def _delete(cells: list[Any]) -> None:
    del cells[0]


def _move(cells: list[Any]) -> None:
    cells.reverse()


def _tag(cells: list[Any]) -> None:
    cells[0].metadata["tags"] = ["mine"]


@pytest.mark.parametrize("change", [_type, _add, _delete, _move, _tag])
def test_every_change_of_the_cells_is_an_edit(
    tmp_path: Path, change: Callable[[list[Any]], None]
) -> None:
    """state_of is EDITED when cells were changed, added, deleted, moved or tagged."""
    copy = copy_of(notebook("1", "2"), tmp_path / "a.ipynb")
    opened = nbformat.read(copy, as_version=4)

    change(opened.cells)
    nbformat.write(opened, copy)

    assert state_of(copy, b"lesson", "environment") is CopyState.EDITED


def test_an_unreadable_copy_counts_as_edited(tmp_path: Path) -> None:
    """state_of is EDITED for a file that is no notebook, so that nobody's file is lost."""
    copy = tmp_path / "a.ipynb"
    copy.write_text("half a noteb", encoding="utf-8")

    assert state_of(copy, b"lesson", "environment") is CopyState.EDITED


def test_a_copy_that_is_not_there_is_absent(tmp_path: Path) -> None:
    """state_of is ABSENT if there is no copy."""
    assert state_of(tmp_path / "a.ipynb", b"lesson", "environment") is CopyState.ABSENT


def test_the_stamp_is_part_of_what_the_builder_noted(tmp_path: Path) -> None:
    """A stamp leaves what the builder noted in the lesson."""
    copy = copy_of(notebook("1", noted={"kind": "lesson"}), tmp_path / "a.ipynb")

    noted = read_lesson(copy).metadata["studywidgets"]
    assert noted["kind"] == "lesson"
    assert set(noted["executed"]) == {"lesson", "environment", "cells"}


def test_the_environment_changes_with_the_package(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environment is another one after a change of the widgets' code."""
    package = tmp_path / "studywidgets"
    shutil.copytree(root / "studywidgets", package)
    monkeypatch.setattr(stamp, "__file__", str(package / "execution" / "stamp.py"))
    before = stamp.environment.__wrapped__()

    (package / "widget.js").write_text("export default {};", encoding="utf-8")

    assert stamp.environment.__wrapped__() != before
