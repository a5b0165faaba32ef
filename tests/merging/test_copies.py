"""Edits of executed copies, put back into their lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest

from studywidgets.execution.stamp import CopyState
from studywidgets.execution.study import StudyFolder
from studywidgets.notebooks.carrying import carry_back
from studywidgets.notebooks.reading import KeptError
from tests.merging.conftest import LESSON, named

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.notebooks.merge.three_way import Merged
    from tests.merging.conftest import Desk

DEFINITION = "mediation--definition"
EXAMPLE = "mediation_example"


@pytest.fixture
def study(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    """The folder of copies, with that of the lesson on mediation, run for real."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    for path in desk.lesson.parent.glob("*.ipynb"):
        if path != desk.lesson:
            path.unlink()
    study = StudyFolder(desk.lesson.parent)
    (result,) = study.refresh(study.states(), jobs=1, timeout=120).results
    assert result.passed
    return study


def edit(study: StudyFolder, cell: str, old: str, new: str) -> None:
    """Change some words in a cell of the copy."""
    notebook = nbformat.read(study.copies / LESSON, as_version=4)
    edited = named(notebook.cells, cell)
    assert edited.source.count(old) == 1
    edited.source = edited.source.replace(old, new)
    nbformat.write(notebook, study.copies / LESSON)


def carry(study: StudyFolder) -> list[Merged]:
    """Put the edits of every copy into its lesson."""
    merged = []
    for edited in study.edited():
        merged.append(carry_back(edited.lesson, edited.content, edited.base))
        study.settle(edited)
    return merged


def test_edited_copy(desk: Desk, study: StudyFolder) -> None:
    """The lesson gets the edit, its plain form follows, and nothing else of the copy comes."""
    before = desk.lesson.read_bytes()
    edit(study, DEFINITION, "in one sentence", "in my words")

    carry(study)

    cell = named(desk.read().cells, DEFINITION)
    assert "in my words" in cell.source
    assert "in my words" in cell.outputs[0].data["text/html"]
    assert b"widget-view" not in desk.lesson.read_bytes()
    desk.edit(DEFINITION, "in my words", "in one sentence")
    desk.build()
    assert desk.lesson.read_bytes() == before


def test_copy_made_again(desk: Desk, study: StudyFolder) -> None:
    """A copy whose edits are in the lesson is out of date, so that it is made again."""
    edit(study, EXAMPLE, "In 1999", "In 1997")

    carry(study)

    assert list(study.states().values()) == [CopyState.STALE]
    assert study.edited() == []
    assert "In 1997" in desk.sources()[EXAMPLE]


def test_only_run(desk: Desk, study: StudyFolder) -> None:
    """A copy that was only run and looked at has no edits."""
    notebook = nbformat.read(study.copies / LESSON, as_version=4)
    notebook.cells[2].metadata["jupyter"] = {"outputs_hidden": True}
    notebook.cells[2].outputs = []
    nbformat.write(notebook, study.copies / LESSON)
    before = desk.lesson.read_bytes()

    merged = carry(study)

    assert merged == []
    assert desk.lesson.read_bytes() == before


def test_both_edited(desk: Desk, study: StudyFolder) -> None:
    """Edits of different cells in copy and lesson are both in the lesson then."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    desk.edit(DEFINITION, "in one sentence", "in my words")

    (merged,) = carry(study)

    assert merged.conflicts == ()
    assert "In 1997" in desk.sources()[EXAMPLE]
    assert "in my words" in desk.sources()[DEFINITION]


def test_conflict(desk: Desk, study: StudyFolder) -> None:
    """Edits of the same words are a conflict: the copy's are in force, the lesson's beside."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    desk.edit(EXAMPLE, "In 1999", "In 1996")

    (merged,) = carry(study)

    (notice,) = desk.notices()
    assert [one.cell for one in merged.conflicts] == [EXAMPLE]
    assert "In 1997" in desk.sources()[EXAMPLE]
    assert "In 1996" in notice.source
    assert [one.cell for one in desk.build().conflicts[LESSON]] == [EXAMPLE]


def test_then_built(desk: Desk, study: StudyFolder) -> None:
    """An edit that came from a copy is kept by the next build, beside new content."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    desk.reword("What mediation is, in one sentence.", "Help from a third party.")
    carry(study)

    report = desk.build()

    assert report.conflicts == {}
    assert "In 1997" in desk.sources()[EXAMPLE]
    assert "Help from a third party." in desk.sources()[DEFINITION]


def test_cells(desk: Desk, study: StudyFolder) -> None:
    """Cells that were added, deleted and moved in a copy are so in the lesson."""
    notebook = nbformat.read(study.copies / LESSON, as_version=4)
    notebook.cells.insert(0, notebook.cells.pop(5))
    notebook.cells.remove(named(notebook.cells, "mediation--why-2"))
    notebook.cells.append(nbformat.v4.new_markdown_cell("My words.", id="own"))
    nbformat.write(notebook, study.copies / LESSON)

    carry(study)

    assert list(desk.sources()) == [cell.id for cell in notebook.cells]


def test_saved_meanwhile(desk: Desk, study: StudyFolder) -> None:
    """A copy that is saved again while its edits are put back still counts as edited."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    (edited,) = study.edited()
    carry_back(edited.lesson, edited.content, edited.base)
    edit(study, EXAMPLE, "In 1997", "In 1995")

    study.settle(edited)

    assert list(study.states().values()) == [CopyState.EDITED]
    carry(study)
    assert "In 1995" in desk.sources()[EXAMPLE]


@pytest.mark.parametrize("damage", [b"", b"{}", b"<<<<<<< HEAD\n"])
def test_bad_lesson(desk: Desk, study: StudyFolder, damage: bytes) -> None:
    """When the lesson can't be read, it and the copy with its edits stay."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    (edited,) = study.edited()
    desk.lesson.write_bytes(damage)
    copy = (study.copies / LESSON).read_bytes()

    with pytest.raises(KeptError):
        carry_back(edited.lesson, edited.content, edited.base)

    assert desk.lesson.read_bytes() == damage
    assert (study.copies / LESSON).read_bytes() == copy


def test_read_only_lesson(desk: Desk, study: StudyFolder) -> None:
    """A read-only lesson is named and left."""
    edit(study, EXAMPLE, "In 1999", "In 1997")
    (edited,) = study.edited()
    before = desk.lesson.read_bytes()
    desk.lesson.chmod(0o444)

    with pytest.raises(KeptError, match="is read-only"):
        carry_back(edited.lesson, edited.content, edited.base)

    assert desk.lesson.read_bytes() == before


@pytest.mark.parametrize("note", [None, 7, [], {"cells": 7}, {"cells": [7]}, {"cells": [{}]}])
def test_damaged_stamp(study: StudyFolder, note: object) -> None:
    """A copy with a damaged stamp is nobody's to merge: it stays, and counts as edited."""
    notebook = nbformat.read(study.copies / LESSON, as_version=4)
    stamp = notebook.metadata["studywidgets"]["executed"]
    notebook.metadata["studywidgets"]["executed"] = (
        {**stamp, **note} if isinstance(note, dict) else note
    )
    nbformat.write(notebook, study.copies / LESSON)

    assert study.edited() == []
    assert list(study.states().values()) == [CopyState.EDITED]
