"""What counts as an edit, and which files a build leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbformat import v4

from tests.notebooks_build.content import write_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode

    from tests.notebooks_build.conftest import Workplace

NAME = "mediation.ipynb"


def source(notebook: NotebookNode) -> None:
    """Change a word."""
    notebook.cells[2].source = notebook.cells[2].source.replace("Definition", "Meaning")


def order(notebook: NotebookNode) -> None:
    """Move a cell."""
    notebook.cells.insert(0, notebook.cells.pop())


def added(notebook: NotebookNode) -> None:
    """Add a cell."""
    notebook.cells.append(v4.new_markdown_cell("My own words.", id="mine"))


def deleted(notebook: NotebookNode) -> None:
    """Delete a cell."""
    del notebook.cells[3]


def copied(notebook: NotebookNode) -> None:
    """Paste a copy, which gets a new id and keeps the metadata."""
    notebook.cells.append(nbformat.from_dict(notebook.cells[2] | {"id": "copy"}))


def kind(notebook: NotebookNode) -> None:
    """Turn a heading into a raw cell."""
    notebook.cells[1].cell_type = "raw"


def tag(notebook: NotebookNode) -> None:
    """Add a tag."""
    notebook.cells[2].metadata.tags.append("remove-cell")


def slide(notebook: NotebookNode) -> None:
    """Make a cell a slide."""
    notebook.cells[1].metadata["slideshow"] = {"slide_type": "slide"}


def locked(notebook: NotebookNode) -> None:
    """Make a cell read-only."""
    notebook.cells[1].metadata["editable"] = False


def attachment(notebook: NotebookNode) -> None:
    """Paste an image into a heading's cell."""
    notebook.cells[1]["attachments"] = {"a.png": {"image/png": "AAAA"}}


def title(notebook: NotebookNode) -> None:
    """Give the notebook a title."""
    notebook.metadata["title"] = "My lesson"


EDITS = [source, order, added, deleted, copied, kind, tag, slide, locked, attachment, title]


def run(notebook: NotebookNode) -> None:
    """Run all cells and save."""
    for count, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = count
            cell.outputs = [v4.new_output("stream", text="hello")]
            cell.metadata["execution"] = {"iopub.status.idle": "2024-05-03T12:01:00Z"}
            cell.metadata["scrolled"] = True
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {
            "state": {},
            "version_major": 2,
            "version_minor": 0,
        }
    }


def kernel(notebook: NotebookNode) -> None:
    """Choose another kernel."""
    notebook.metadata["kernelspec"] = {"name": "other", "display_name": "Other"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}


def unfolded(notebook: NotebookNode) -> None:
    """Show the code of a cell and fold its output."""
    notebook.cells[2].metadata["jupyter"] = {"outputs_hidden": True}
    notebook.cells[2].metadata["collapsed"] = True


def cleared(notebook: NotebookNode) -> None:
    """Clear all outputs."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []


VIEWS = [run, kernel, unfolded, cleared]


class TestEdits:
    """What an instructor may do to a lesson."""

    @pytest.mark.parametrize("change", EDITS)
    def test_edit(self, built: Workplace, change: Callable[[NotebookNode], None]) -> None:
        """An edit stays, and once outputs follow the text, a build changes no byte."""
        built.edit(NAME, change)
        edited = built.read(NAME)
        built.build()
        before = built.files()

        report = built.build()

        after = built.read(NAME)
        assert report.unchanged == list(before)
        assert built.files() == before
        assert list(map(written, after.cells)) == list(map(written, edited.cells))
        assert after.metadata == edited.metadata

    @pytest.mark.parametrize("change", EDITS)
    def test_edit_of_what_is_gone(
        self, built: Workplace, change: Callable[[NotebookNode], None]
    ) -> None:
        """A lesson with an edit is named and kept when its term is gone."""
        built.edit(NAME, change)
        before = built.files()
        write_course(built.content / "talking", {"talks": ["negotiation"]})
        (built.content / "talking" / "talks" / NAME).with_suffix(".md").unlink()

        report = built.build()

        assert report.refused == [NAME]
        assert "was edited, so it stays" in report.reasons[NAME]
        assert built.files()[NAME] == before[NAME]

    @pytest.mark.parametrize("view", VIEWS)
    def test_view(self, built: Workplace, view: Callable[[NotebookNode], None]) -> None:
        """After running and looking a build shows what it built first, folded as it is now."""
        before = built.read(NAME)
        built.edit(NAME, view)
        folded = [cell.metadata.get("jupyter") for cell in built.read(NAME).cells]

        built.build()

        after = built.read(NAME)
        assert [cell.metadata.get("jupyter") for cell in after.cells] == folded
        assert list(map(shown, after.cells)) == list(map(shown, before.cells))
        assert after.metadata == before.metadata

    @pytest.mark.parametrize("view", VIEWS)
    def test_view_of_what_is_gone(
        self, built: Workplace, view: Callable[[NotebookNode], None]
    ) -> None:
        """A lesson that was only run or looked at is removed when its term is gone."""
        built.edit(NAME, view)
        write_course(built.content / "talking", {"talks": ["negotiation"]})
        (built.content / "talking" / "talks" / NAME).with_suffix(".md").unlink()

        report = built.build()

        assert NAME in report.removed
        assert NAME not in built.files()

    def test_saved(self, built: Workplace) -> None:
        """A notebook that was only written by other software is as good as it was."""
        path = built.lessons / NAME
        path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4))
        saved = path.read_bytes()

        assert built.build().refused == []
        assert path.read_bytes() == saved


def written(cell: NotebookNode) -> tuple[str, str, str, object, object]:
    """What somebody has written into a cell and around it."""
    return cell.id, cell.cell_type, cell.source, cell.metadata, cell.get("attachments")


def shown(cell: NotebookNode) -> tuple[str, str, object]:
    """What a cell says and shows."""
    return cell.id, cell.source, cell.get("outputs")


def conflict(content: bytes) -> bytes:
    """A merge conflict that git left behind."""
    lines = content.splitlines()
    return b"\n".join([*lines[:5], b"<<<<<<< HEAD", b"=======", b">>>>>>> other", *lines[5:]])


def older(content: bytes) -> bytes:
    """The notebook as an older program would write it, without cell ids."""
    notebook = json.loads(content) | {"nbformat_minor": 4}
    for cell in notebook["cells"]:
        del cell["id"]
    return json.dumps(notebook).encode()


def without_metadata(content: bytes) -> bytes:
    """The notebook without what we noted in it."""
    notebook = json.loads(content)
    del notebook["metadata"]["studywidgets"]
    return json.dumps(notebook).encode()


def strange_note(content: bytes) -> bytes:
    """The notebook with something else where our note should be."""
    notebook = json.loads(content)
    notebook["metadata"]["studywidgets"]["built"] = [None, {"id": 1}]
    return json.dumps(notebook).encode()


BAD_FILES = {
    "conflict": (conflict, "holds the marks of a merge conflict"),
    "empty": (lambda _: b"", "is not JSON"),
    "no JSON": (lambda _: b"%PDF-1.4", "is not JSON"),
    "cut": (lambda content: content[: len(content) // 2], "is not JSON"),
    "no UTF-8": (lambda content: b"\xff" + content, "is not JSON"),
    "nested": (lambda _: b"[" * 100_000, "is not JSON"),
    "list": (lambda _: b"[1]", "is JSON, but no notebook"),
    "number": (lambda _: b"7", "is JSON, but no notebook"),
    "object": (lambda _: b"{}", "is JSON, but no notebook"),
    "words for numbers": (
        lambda _: b'{"nbformat": "four", "nbformat_minor": []}',
        "is JSON, but no notebook",
    ),
    "format 3": (
        lambda _: b'{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
        "is in notebook format 3.0",
    ),
    "format 4.4": (older, "is in notebook format 4.4"),
    "invalid": (
        lambda _: b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}',
        "no",
    ),
    "not ours": (without_metadata, "was not built by studywidgets"),
    "strange note": (strange_note, "has a damaged note of what was built"),
}


class TestBadFiles:
    """Files under a lesson's name that are no lesson of ours."""

    @pytest.mark.parametrize(("damage", "reason"), BAD_FILES.values(), ids=BAD_FILES.keys())
    def test_left(self, built: Workplace, damage: Callable[[bytes], bytes], reason: str) -> None:
        """The file is named with the reason and left, and the others are built."""
        path = built.lessons / NAME
        path.write_bytes(damage(path.read_bytes()))
        before = built.files()
        (built.lessons / "negotiation.ipynb").unlink()

        report = built.build()

        assert report.refused == [NAME]
        assert reason in report.reasons[NAME]
        assert report.written == ["negotiation.ipynb"]
        assert built.files()[NAME] == before[NAME]

    def test_link_out(self, built: Workplace, tmp_path: Path) -> None:
        """A symbolic link that leads out of the folder is named, and its target is untouched."""
        target = tmp_path / "precious.ipynb"
        (built.lessons / NAME).rename(target)
        (built.lessons / NAME).symlink_to(target)
        before = target.read_bytes()
        built.rewrite("mediation", "Another definition.")

        report = built.build()

        assert report.refused == [NAME]
        assert "is a symbolic link" in report.reasons[NAME]
        assert (built.lessons / NAME).is_symlink()
        assert target.read_bytes() == before

    def test_dead_link(self, built: Workplace) -> None:
        """A symbolic link that leads nowhere is named and left."""
        (built.lessons / NAME).unlink()
        (built.lessons / NAME).symlink_to("nowhere")

        report = built.build()

        assert report.refused == [NAME]

    def test_linked_folder(self, workplace: Workplace, tmp_path: Path) -> None:
        """Nothing is written through a linked folder that leads out of the lessons."""
        write_course(workplace.content / "writing", {"texts": ["essay"]}, title="Writing")
        (tmp_path / "outside").mkdir()
        workplace.lessons.mkdir()
        (workplace.lessons / "writing").symlink_to(tmp_path / "outside")

        report = workplace.build()

        assert "writing/essay.ipynb" in report.refused
        assert "lies outside the lessons folder" in report.reasons["writing/essay.ipynb"]
        assert list((tmp_path / "outside").iterdir()) == []

    def test_read_only(self, built: Workplace) -> None:
        """A read-only lesson is named and left, whoever builds."""
        path = built.lessons / NAME
        path.chmod(0o444)
        before = path.read_bytes()
        built.rewrite("mediation", "Another definition.")

        report = built.build()

        assert report.refused == [NAME]
        assert "is read-only" in report.reasons[NAME]
        assert path.read_bytes() == before

    def test_read_only_unchanged(self, built: Workplace) -> None:
        """A read-only lesson that is up to date is none of our business."""
        (built.lessons / NAME).chmod(0o444)

        assert built.build().refused == []
