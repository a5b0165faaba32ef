"""A lesson that an instructor edits in a real JupyterLab, and then builds with new content."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import nbformat
from playwright.sync_api import expect

from studywidgets.notebooks.build import build
from tests.end_to_end.conftest import LESSON, each_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch

TERM = "track-ii-diplomacy"
OWN = "Read it aloud first."


def edit(lesson: OpenNotebook) -> None:
    """Delete, join, copy, write, split and move cells, from the end to the beginning, and save."""
    keyboard = lesson.page.keyboard
    # The third review question.
    lesson.select_cell(9)
    keyboard.press("d")
    keyboard.press("d")
    expect(lesson.cells).to_have_count(10)
    # The example and the heading below it.
    lesson.select_cell(5)
    keyboard.press("Shift+M")
    expect(lesson.cells).to_have_count(9)
    # The definition.
    lesson.select_cell(2)
    keyboard.press("c")
    keyboard.press("v")
    expect(lesson.cells).to_have_count(10)
    # The heading above it, with words of one's own in a cell of their own.
    lesson.select_cell(1)
    keyboard.press("Enter")
    keyboard.press("Control+End")
    keyboard.insert_text(f"\n\n{OWN}")
    keyboard.press("ArrowUp")
    keyboard.press("Control+Shift+Minus")
    expect(lesson.cells).to_have_count(11)
    keyboard.press("Escape")
    # The end of the lesson, above the last question.
    lesson.select_cell(10)
    keyboard.press("Control+Shift+ArrowUp")
    expect(lesson.cells.nth(9)).to_contain_text("End of lesson")
    lesson.save()


@each_program
def test_edited_in_jupyterlab(
    notebook: Callable[[str], OpenNotebook],
    folder: Path,
    root: Path,
    tmp_path: Path,
    observed: Watch,
) -> None:
    """Whatever JupyterLab does to cells, all of it stays, and the new content comes in."""
    shutil.copytree(root / "content", tmp_path / "content")
    shutil.copy(root / "lessons" / LESSON, folder / LESSON)
    (term,) = (tmp_path / "content").rglob(f"{TERM}.md")
    edit(notebook(LESSON))
    saved = nbformat.read(folder / LESSON, as_version=4).cells
    said = term.read_text(encoding="utf-8")
    new = said.replace("---\n\n", "---\n\nNew at the start. ", 1)
    new = new.replace("## Example\n\n", "## Example\n\nNew in the example.\n\n")
    term.write_text(new, encoding="utf-8")

    report = build(tmp_path / "content", folder)

    cells = nbformat.read(folder / LESSON, as_version=4).cells
    sources = [cell.source for cell in cells]
    definition = [cell for cell in cells if "sw.Definition(" in cell.source]
    assert LESSON in report.written
    assert report.conflicts == {}
    assert [cell.id for cell in cells] == [cell.id for cell in saved]
    assert sources[1:3] == ["## Definition", OWN]
    assert [cell.id == f"{TERM}--definition" for cell in definition] == [True, False]
    assert ["New at the start." in cell.source for cell in definition] == [True, False]
    assert "New in the example." in sources[7]
    assert sources[7].endswith("\n\n## Review questions")
    assert cells[9].id == f"{TERM}_end"
    assert sum("sw.AnswerBox(" in source for source in sources) == 2
    assert observed.problems() == []
