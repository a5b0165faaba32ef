"""Finding and reading lesson notebooks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from studywidgets.execution.lessons import UnreadableLessonError, find_lessons, read_lesson
from tests.execution.samples import NOTEBOOKS, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_searched_in_a_stable_order(tmp_path: Path) -> None:
    """find_lessons returns the notebooks below a folder, sorted by their relative paths."""
    for name in ("b.ipynb", "a/z.ipynb", "a/c.ipynb"):
        write(tmp_path / name, "1")

    names = [lesson.name for lesson in find_lessons([tmp_path])]

    assert names == ["a/c.ipynb", "a/z.ipynb", "b.ipynb"]


def test_hidden_folders_are_left_out(tmp_path: Path) -> None:
    """find_lessons leaves out JupyterLab's checkpoints and every other hidden folder."""
    write(tmp_path / "a.ipynb", "1")
    write(tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb", "1")

    names = [lesson.name for lesson in find_lessons([tmp_path])]

    assert names == ["a.ipynb"]


def test_a_pipe_is_no_lesson(tmp_path: Path) -> None:
    """find_lessons leaves out what would be read for ever; a link to nothing is reported later."""
    write(tmp_path / "a.ipynb", "1")
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "device.ipynb").symlink_to("/dev/zero")
    (tmp_path / "nothing.ipynb").symlink_to("not-there")

    names = [lesson.name for lesson in find_lessons([tmp_path])]

    assert names == ["a.ipynb", "nothing.ipynb"]


def test_a_folder_that_is_itself_hidden_is_searched(tmp_path: Path) -> None:
    """find_lessons searches a hidden folder that was asked for by name."""
    write(tmp_path / ".hidden" / "a.ipynb", "1")

    names = [lesson.name for lesson in find_lessons([tmp_path / ".hidden"])]

    assert names == ["a.ipynb"]


def test_a_notebook_by_itself_has_its_own_name(tmp_path: Path) -> None:
    """find_lessons names a single notebook by its file name."""
    lesson = write(tmp_path / "lessons" / "a.ipynb", "1")

    assert [found.name for found in find_lessons([lesson])] == ["a.ipynb"]


def test_notebooks_of_two_folders_do_not_get_one_name(tmp_path: Path) -> None:
    """find_lessons names lessons of several folders from the folder that holds them all."""
    first = write(tmp_path / "one" / "index.ipynb", "1")
    second = write(tmp_path / "two" / "index.ipynb", "1")

    names = [lesson.name for lesson in find_lessons([first, second.parent])]

    assert names == ["one/index.ipynb", "two/index.ipynb"]


def test_a_notebook_given_twice_is_found_once(tmp_path: Path) -> None:
    """find_lessons returns a notebook once that was given by itself and with its folder."""
    lesson = write(tmp_path / "a.ipynb", "1")

    assert len(find_lessons([lesson, tmp_path])) == 1


def test_nothing_given_is_nothing_found() -> None:
    """find_lessons returns an empty list if no path is given."""
    assert find_lessons([]) == []


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    """find_lessons raises FileNotFoundError with the path that does not exist."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        find_lessons([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.ipynb", "is empty"),
        ("not-json.ipynb", "is not JSON, so it is no notebook"),
        ("not-utf8.ipynb", "is not UTF-8 text"),
        ("not-a-notebook.ipynb", "is JSON, but no notebook"),
        ("a-list.ipynb", "is JSON, but no notebook"),
        ("format-3.ipynb", "is in notebook format 3; format 4 is needed"),
        ("invalid.ipynb", "is not a valid notebook: see cells/0"),
        ("same-id-twice.ipynb", "has two cells with the id one"),
    ],
)
def test_a_bad_notebook_is_refused_with_the_reason(name: str, message: str) -> None:
    """read_lesson raises UnreadableLessonError with one line on what is wrong and a hint."""
    with pytest.raises(UnreadableLessonError) as raised:
        read_lesson(NOTEBOOKS / name)

    assert raised.value.problem.message == message
    assert raised.value.problem.hint


def test_a_notebook_nested_without_end_is_refused(tmp_path: Path) -> None:
    """read_lesson refuses JSON that is nested too deeply to be parsed."""
    deep = tmp_path / "deep.ipynb"
    deep.write_text("[" * 100_000, encoding="utf-8")

    with pytest.raises(UnreadableLessonError, match="nested too deeply"):
        read_lesson(deep)


def test_a_folder_in_a_notebooks_place_is_refused(tmp_path: Path) -> None:
    """read_lesson says why the system can't read a file."""
    (tmp_path / "folder.ipynb").mkdir()

    with pytest.raises(UnreadableLessonError, match="can't be read"):
        read_lesson(tmp_path / "folder.ipynb")


def test_an_older_minor_format_is_left_as_it_is() -> None:
    """read_lesson reads notebooks whose cells have no ids yet and gives them none."""
    cells = read_lesson(NOTEBOOKS / "format-4-2.ipynb").cells

    assert [cell.get("id") for cell in cells] == [None]
