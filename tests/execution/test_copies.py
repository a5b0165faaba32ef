"""Executed copies on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest

from studywidgets.execution.copies import (
    CopiesOverLessonsError,
    executed_text,
    refuse_lessons_folder,
)
from studywidgets.execution.lessons import find_lessons
from studywidgets.files import write_atomically
from tests.execution.samples import write

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """A folder with two lessons, one of them in a folder of its own."""
    write(tmp_path / "lessons" / "a.ipynb", "1")
    write(tmp_path / "lessons" / "unit" / "b.ipynb", "1")
    return tmp_path / "lessons"


@pytest.mark.parametrize("target", ["lessons", "lessons/copies", "other/../lessons"])
def test_copies_inside_the_lessons_folder_are_refused(
    lessons: Path, tmp_path: Path, target: str
) -> None:
    """refuse_lessons_folder raises for the lessons folder and for every folder in it."""
    with pytest.raises(CopiesOverLessonsError, match="inside the lessons folder"):
        refuse_lessons_folder(find_lessons([lessons]), tmp_path / target)


def test_a_link_to_the_lessons_folder_is_refused(lessons: Path, tmp_path: Path) -> None:
    """refuse_lessons_folder sees through a symbolic link."""
    (tmp_path / "link").symlink_to(lessons)

    with pytest.raises(CopiesOverLessonsError):
        refuse_lessons_folder(find_lessons([lessons]), tmp_path / "link")


def test_a_copy_over_a_linked_lesson_is_refused(lessons: Path, tmp_path: Path) -> None:
    """refuse_lessons_folder raises if a copy's place is a link to the lesson."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "a.ipynb").hardlink_to(lessons / "a.ipynb")

    with pytest.raises(CopiesOverLessonsError, match=r"a\.ipynb"):
        refuse_lessons_folder(find_lessons([lessons]), tmp_path / "copies")


def test_a_copy_above_that_would_replace_a_lesson_is_refused(lessons: Path) -> None:
    """refuse_lessons_folder raises for a folder above when names would meet."""
    found = [lesson for lesson in find_lessons([lessons]) if lesson.name == "unit/b.ipynb"]

    with pytest.raises(CopiesOverLessonsError):
        refuse_lessons_folder(found, lessons)


@pytest.mark.parametrize("target", ["copies", "lessons-executed", "."])
def test_a_folder_beside_or_above_is_fine(lessons: Path, tmp_path: Path, target: str) -> None:
    """refuse_lessons_folder lets a folder pass in which no copy meets a lesson."""
    refuse_lessons_folder(find_lessons([lessons]), tmp_path / target)


def widgets(*model_ids: str) -> NotebookNode:
    """Return an executed notebook that shows widgets with these model ids."""
    view = "application/vnd.jupyter.widget-view+json"
    outputs = [
        {"output_type": "display_data", "data": {view: {"model_id": model_id}}, "metadata": {}}
        for model_id in model_ids
    ]
    models = {
        model_id: {
            "state": {"layout": f"IPY_MODEL_{model_id}", "number": number},
            "buffers": [{"path": ["z"], "data": "", "encoding": "base64"}, {"path": ["a"]}],
        }
        for number, model_id in enumerate(model_ids)
    }
    state = {"application/vnd.jupyter.widget-state+json": {"state": models}}
    cell = nbformat.v4.new_code_cell("1", id="one", outputs=outputs)
    plain = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": state})
    made: NotebookNode = nbformat.from_dict(plain)
    return made


def test_random_model_ids_do_not_show() -> None:
    """executed_text gives the same text whatever the random ids were, and however they sort."""
    first = executed_text(widgets("a" * 32, "b" * 32), "lesson.ipynb")
    second = executed_text(widgets("f" * 32, "0" * 32), "lesson.ipynb")

    assert first == second


def test_references_follow_their_model() -> None:
    """executed_text gives a model's new id to its view and to what refers to it."""
    text = executed_text(widgets("a" * 32), "lesson.ipynb")

    executed = nbformat.reads(text, as_version=4)
    ((model_id, model),) = executed.metadata.widgets[
        "application/vnd.jupyter.widget-state+json"
    ].state.items()
    view = executed.cells[0].outputs[0].data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == model_id
    assert model["state"]["layout"] == f"IPY_MODEL_{model_id}"
    assert "a" * 32 not in text


def test_two_lessons_do_not_share_a_model_id() -> None:
    """executed_text gives the models of different lessons different ids."""
    first = executed_text(widgets("a" * 32), "one.ipynb")
    second = executed_text(widgets("a" * 32), "two.ipynb")

    assert first != second


def test_chosen_model_ids_stay() -> None:
    """executed_text leaves a model id that a widget chose for itself."""
    text = executed_text(widgets("studywidgets-mediation--definition"), "lesson.ipynb")

    assert '"model_id": "studywidgets-mediation--definition"' in text


def test_buffers_come_in_the_order_of_their_paths() -> None:
    """executed_text sorts a model's buffers by path."""
    text = executed_text(widgets("chosen"), "lesson.ipynb")

    executed = nbformat.reads(text, as_version=4)
    state = executed.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    assert [buffer["path"] for buffer in state["chosen"]["buffers"]] == [["a"], ["z"]]


def test_buffers_may_be_at_numbers_and_names() -> None:
    """executed_text sorts paths of which one has a number where the other has a name."""
    notebook = widgets("chosen")
    (state,) = notebook.metadata["widgets"].values()
    state["state"]["chosen"]["buffers"] = [{"path": ["a", "z"]}, {"path": ["a", 1]}]
    turned = widgets("chosen")
    (state,) = turned.metadata["widgets"].values()
    state["state"]["chosen"]["buffers"] = [{"path": ["a", 1]}, {"path": ["a", "z"]}]

    assert executed_text(notebook, "a.ipynb") == executed_text(turned, "a.ipynb")


def test_objects_name_no_place_in_memory() -> None:
    """executed_text leaves out where an object was that a cell shows, but not what a cell says."""
    shown = nbformat.v4.new_output("execute_result", {"text/plain": "<W object at 0x7f42e29ff7d0>"})
    cell = nbformat.v4.new_code_cell("# <W object at 0x7f42e29ff7d0>", id="one", outputs=[shown])

    executed = nbformat.reads(
        executed_text(nbformat.v4.new_notebook(cells=[cell]), "a.ipynb"), as_version=4
    )

    assert executed.cells[0].outputs[0].data["text/plain"] == "<W object at 0x…>"
    assert executed.cells[0].source == "# <W object at 0x7f42e29ff7d0>"


def test_what_nobody_has_set_of_a_layout_is_left_out() -> None:
    """executed_text leaves nulls out of layouts, where they are what is meant anyway, only."""
    notebook = widgets("chosen")
    models = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    models["chosen"].state = {"value": None}
    models["chosen-layout"] = nbformat.from_dict(
        {"model_name": "LayoutModel", "state": {"width": "50%", "height": None}}
    )

    text = executed_text(notebook, "lesson.ipynb")

    executed = nbformat.reads(text, as_version=4)
    state = executed.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    assert state["chosen"]["state"] == {"value": None}
    assert state["chosen-layout"]["state"] == {"width": "50%"}


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """write_atomically makes the folders that are missing and leaves nothing but the file."""
    write_atomically(tmp_path / "a" / "b" / "c.txt", b"text\n")

    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c.txt"]
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"text\n"


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """When the writing fails half-way, the old text is left, and no temporary file."""
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    with pytest.raises(FileNotFoundError):
        write_atomically(target, tmp_path / "missing")

    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
