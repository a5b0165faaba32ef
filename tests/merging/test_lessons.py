"""Whole lessons: run and saved, copied, checked, and without a term."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest

from studywidgets.notebooks import build
from studywidgets.notebooks.resolving import resolve
from tests.execution.samples import run
from tests.merging.conftest import LESSON, named
from tests.notebooks_build.content import write_course

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.notebooks.build import BuildReport
    from tests.merging.conftest import Desk

DEFINITION = "mediation--definition"
EXAMPLE = "mediation_example"
OLD = "What mediation is, in one sentence."
NEW = "Help from a third party."
OWN = "What I say mediation is."


def rename(desk: Desk, new: str, *, check: bool = False) -> BuildReport:
    """Give the term another id, as an author does, and build."""
    renamed = desk.term.with_name(f"{new}.md")
    content = desk.term.rename(renamed).read_text(encoding="utf-8")
    content = content.replace("formerly: []", f"formerly: [{desk.term.stem}]")
    renamed.write_text(content, encoding="utf-8")
    for other in ("unit.md", "negotiation.md"):
        path = renamed.with_name(other)
        named_now = re.sub(r"(?<=[\[ ])mediation(?=[],])", new, path.read_text(encoding="utf-8"))
        path.write_text(named_now, encoding="utf-8")
    report = desk.build(check=check)
    assert report.diagnostics == []
    return report


class TestOutputs:
    """The plain forms that lessons show where nothing runs."""

    def test_edited(self, desk: Desk) -> None:
        """An edited widget's plain form has what was edited, although the content stands still."""
        desk.edit(DEFINITION, OLD, OWN)

        desk.build()

        (output,) = named(desk.read().cells, DEFINITION).outputs
        assert OWN in output.data["text/html"]
        assert OWN in output.data["text/plain"]
        assert OLD not in output.data["text/html"]

    def test_combined(self, desk: Desk) -> None:
        """The plain form of a cell that both sides edited has both edits."""
        desk.edit("mediation_facts", "began in **1914**", "began about **1914**")
        desk.reword("**mediation 4** began in **1944**", "**mediation 4** ended in **1944**")

        desk.build()

        (output,) = named(desk.read().cells, "mediation_facts").outputs
        assert "began about" in output.data["text/html"]
        assert "ended in" in output.data["text/html"]

    def test_no_widget_any_more(self, desk: Desk) -> None:
        """A plain form does not stay below a cell that makes its widget no more."""
        desk.edit(DEFINITION, "sw.Definition(", "print(")

        desk.build()

        assert named(desk.read().cells, DEFINITION).outputs == []

    def test_own_output(self, desk: Desk) -> None:
        """What a cell of the instructor's own has shown stays."""
        notebook = desk.read()
        shown = nbformat.v4.new_output("stream", text="42\n")
        own = nbformat.v4.new_code_cell("print(42)", id="own", outputs=[shown], execution_count=3)
        notebook.cells.append(own)
        desk.save(notebook)
        desk.reword(OLD, NEW)

        desk.build()

        assert named(desk.read().cells, "own") == own


class TestRun:
    """Lessons that were executed and saved in their place."""

    @pytest.fixture
    def executed(self, desk: Desk, tmp_path: Path) -> Desk:
        """A lesson that was run for real, with live widgets in its outputs."""
        (result,) = run(desk.lesson, write_to=tmp_path / "executed")
        assert result.passed
        shutil.copy(tmp_path / "executed" / LESSON, desk.lesson)
        assert "widgets" in desk.read().metadata
        return desk

    def test_unchanged(self, executed: Desk) -> None:
        """An executed lesson is built back to the bytes that it was built with."""
        executed.build()

        merged = executed.lesson.read_bytes()
        executed.lesson.unlink()
        executed.build()
        assert merged == executed.lesson.read_bytes()

    def test_new_content(self, executed: Desk) -> None:
        """Edits in an executed lesson stay, and what is new comes in without a conflict."""
        executed.edit(EXAMPLE, "In 1999", "In 1997")
        executed.reword(OLD, NEW)

        report = executed.build()

        assert report.conflicts == {}
        assert NEW in executed.sources()[DEFINITION]
        assert "In 1997" in executed.sources()[EXAMPLE]
        assert b"widget-view" not in executed.lesson.read_bytes()
        assert "widgets" not in executed.read().metadata


class TestSaved:
    """Lessons that other software saved."""

    def test_line_ends(self, desk: Desk) -> None:
        """Line ends of another system are no edit: the cell gets its new text."""
        notebook = json.loads(desk.lesson.read_bytes())
        for cell in notebook["cells"]:
            cell["source"] = [line.replace("\n", "\r\n") for line in cell["source"]]
        desk.lesson.write_text(json.dumps(notebook), encoding="utf-8")
        desk.reword(OLD, NEW)

        report = desk.build()

        assert report.conflicts == {}
        assert NEW in desk.sources()[DEFINITION]

    def test_byte_order_mark(self, desk: Desk) -> None:
        """A byte order mark before the text does not stop a merge."""
        desk.lesson.write_bytes(b"\xef\xbb\xbf" + desk.lesson.read_bytes())
        desk.reword(OLD, NEW)

        report = desk.build()

        assert report.refused == []
        assert NEW in desk.sources()[DEFINITION]

    def test_half_a_pair(self, desk: Desk) -> None:
        """Half a surrogate pair in an edit, which has no UTF-8, stays as it is."""
        notebook = json.loads(desk.lesson.read_bytes())
        notebook["cells"][5]["source"] = ["## Example \ud83d\n", "\n", "Mine"]
        desk.lesson.write_text(json.dumps(notebook), encoding="utf-8")
        desk.reword(OLD, NEW)

        report = desk.build()

        saved = json.loads(desk.lesson.read_bytes())
        assert report.refused == []
        assert saved["cells"][5]["source"] == notebook["cells"][5]["source"]


class TestPlaces:
    """Lessons elsewhere."""

    def test_copied_folder(self, desk: Desk) -> None:
        """A lesson that was copied into another folder carries its base along."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        other = desk.root / "elsewhere"
        other.mkdir()
        shutil.copy(desk.lesson, other)
        desk.reword(OLD, NEW)

        report = build(desk.content, other)

        merged = (other / LESSON).read_text(encoding="utf-8")
        assert report.conflicts == {}
        assert NEW in merged
        assert "In 1997" in merged

    def test_renamed_copy(self, desk: Desk) -> None:
        """An edited copy of a lesson under another name is kept and named."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        shutil.copy(desk.lesson, desk.lesson.with_name("my-mediation.ipynb"))

        report = desk.build()

        assert report.refused == ["my-mediation.ipynb"]
        assert "was edited, so it stays" in report.reasons["my-mediation.ipynb"]

    def test_renamed_term(self, desk: Desk) -> None:
        """An edited lesson follows its term to another id, with every edit and all that is new."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.edit(DEFINITION, "And a second one.", "And mine.")
        notebook = desk.read()
        notebook.cells.insert(2, nbformat.v4.new_markdown_cell("A cell of my own.", id="own"))
        copy = {**named(notebook.cells, DEFINITION), "id": "copy"}
        notebook.cells.append(nbformat.from_dict(copy))
        desk.save(notebook)
        desk.reword("**mediation 4** began in **1944**", "**mediation 4** ended in **1944**")

        checked = rename(desk, "arbitration", check=True)
        report = desk.build()

        merged = nbformat.read(desk.lesson.with_name("arbitration.ipynb"), as_version=4)
        definition = named(merged.cells, "arbitration--definition")
        assert {LESSON, "arbitration.ipynb"} <= set(checked.outdated)
        assert (report.removed, report.refused, report.conflicts) == ([LESSON], [], {})
        assert "In 1997" in named(merged.cells, "arbitration_example").source
        assert "ended in" in named(merged.cells, "arbitration_facts").source
        assert "And mine." in definition.source
        assert [cell.id for cell in merged.cells][2] == "own"
        assert merged.cells[-1].source == definition.source
        assert 'id="mediation' not in str(merged.cells)
        assert desk.build().written == []

    def test_renamed_term_without_edits(self, desk: Desk) -> None:
        """A lesson that nobody edited is under its new id as if built there first."""
        rename(desk, "arbitration")
        moved = desk.lesson.with_name("arbitration.ipynb").read_bytes()
        shutil.rmtree(desk.root / "lessons")

        desk.build()

        assert desk.lesson.with_name("arbitration.ipynb").read_bytes() == moved

    def test_renamed_term_with_a_conflict(self, desk: Desk) -> None:
        """A conflict that is not settled goes along, and can be settled there."""
        desk.edit(DEFINITION, OLD, "Mine.")
        desk.reword(OLD, NEW)
        desk.build()

        report = rename(desk, "arbitration")
        lesson = desk.lesson.with_name("arbitration.ipynb")
        settled = resolve(lesson, "arbitration--definition", "theirs")

        assert [one.cell for one in report.conflicts[lesson.name]] == ["arbitration--definition"]
        assert len(settled) == 1
        assert desk.build().conflicts == {}
        moved = lesson.read_bytes()
        lesson.unlink()
        desk.build()
        assert lesson.read_bytes() == moved

    def test_term_gone(self, desk: Desk) -> None:
        """The edited lesson of a term that is gone stays as it is, and is named by each build."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        before = desk.lesson.read_bytes()
        write_course(
            desk.content / "talking", {"talks": ["negotiation"], "states": ["sovereignty"]}
        )
        desk.term.unlink()

        reports = [desk.build(), desk.build()]

        assert [report.refused for report in reports] == [[LESSON], [LESSON]]
        assert desk.lesson.read_bytes() == before

    def test_term_back(self, desk: Desk) -> None:
        """When the term comes back, its edited lesson is merged again."""
        said = desk.term.read_text(encoding="utf-8")
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.term.unlink()
        write_course(desk.content / "talking", {"talks": ["negotiation"]})
        desk.build()
        write_course(desk.content / "talking", {"talks": ["mediation", "negotiation"]})
        desk.term.write_text(said.replace(OLD, NEW), encoding="utf-8")

        report = desk.build()

        assert report.conflicts == {}
        assert NEW in desk.sources()[DEFINITION]
        assert "In 1997" in desk.sources()[EXAMPLE]


class TestFolders:
    """A second course, with which each course has a folder of its own."""

    def test_joins(self, desk: Desk) -> None:
        """An edited lesson moves into its course's folder with its edits, and takes what is new."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.reword(OLD, NEW)
        write_course(desk.content / "writing", {"texts": ["essay"]}, title="Writing")

        looked = desk.build(check=True)
        report = desk.build()

        merged = (desk.lesson.parent / "talking" / LESSON).read_text(encoding="utf-8")
        assert {LESSON, f"talking/{LESSON}"} <= set(looked.outdated)
        assert looked.refused == report.refused == []
        assert LESSON in report.removed
        assert not desk.lesson.exists()
        assert NEW in merged
        assert "In 1997" in merged
        assert desk.build().written == []

    def test_leaves(self, desk: Desk) -> None:
        """When the second course goes, an edited lesson moves back."""
        write_course(desk.content / "writing", {"texts": ["essay"]}, title="Writing")
        desk.build()
        (desk.lesson.parent / "talking" / LESSON).rename(desk.lesson)
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.lesson.rename(desk.lesson.parent / "talking" / LESSON)
        shutil.rmtree(desk.content / "writing")

        report = desk.build()

        assert LESSON in report.written
        assert "In 1997" in desk.sources()[EXAMPLE]
        assert not (desk.lesson.parent / "talking" / LESSON).exists()

    def test_both_there(self, desk: Desk) -> None:
        """A lesson that is in its place already is not replaced by the one before."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        edited = desk.lesson.read_bytes()
        write_course(desk.content / "writing", {"texts": ["essay"]}, title="Writing")
        desk.build()
        desk.lesson.write_bytes(edited)

        report = desk.build()

        assert report.refused == [LESSON]
        assert desk.lesson.read_bytes() == edited

    def test_unreadable(self, desk: Desk) -> None:
        """A file before that is no notebook is left, and the lesson is built in its place."""
        desk.lesson.write_bytes(b"<<<<<<< ours")
        write_course(desk.content / "writing", {"texts": ["essay"]}, title="Writing")

        report = desk.build()

        assert f"talking/{LESSON}" in report.written
        assert desk.lesson.read_bytes() == b"<<<<<<< ours"

    def test_linked_folder(self, desk: Desk) -> None:
        """Nothing is fetched from a folder behind a link that leads out of the lessons."""
        outside = desk.root / "outside"
        outside.mkdir()
        desk.lesson.rename(outside / LESSON)
        (desk.lesson.parent / "talking").symlink_to(outside)

        report = desk.build()

        assert LESSON in report.written
        assert (outside / LESSON).exists()


class TestCheck:
    """Build --check."""

    def test_outdated(self, desk: Desk) -> None:
        """An edited lesson that would take in something new is outdated, and is not touched."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.reword(OLD, NEW)
        before = desk.lesson.read_bytes()

        report = desk.build(check=True)

        assert LESSON in report.outdated
        assert desk.lesson.read_bytes() == before

    def test_up_to_date(self, desk: Desk) -> None:
        """An edited lesson is up to date after it was built."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.reword(OLD, NEW)
        desk.build()

        report = desk.build(check=True)

        assert report.outdated == []
        assert LESSON in report.unchanged
