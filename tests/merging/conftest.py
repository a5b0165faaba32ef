"""A lesson on disk whose content and whose notebook tests change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from studywidgets.notebooks import BuildReport, build
from studywidgets.notebooks.merge.notices import without_notices
from tests.notebooks_build.content import write_course

if TYPE_CHECKING:
    from pathlib import Path

LESSON = "mediation.ipynb"


@dataclass(frozen=True)
class Desk:
    """A course with the folder of its lessons, of which one is edited: that on mediation."""

    root: Path

    @property
    def content(self) -> Path:
        """The content of the course."""
        return self.root / "content"

    @property
    def term(self) -> Path:
        """The content of the lesson."""
        return self.content / "talking" / "talks" / "mediation.md"

    @property
    def lesson(self) -> Path:
        """The lesson's file."""
        return self.root / "lessons" / LESSON

    def build(self, *, check: bool = False) -> BuildReport:
        """Build the lessons."""
        return build(self.content, self.root / "lessons", check=check)

    def reword(self, old: str, new: str) -> None:
        """Change some words of the content."""
        before = self.term.read_text(encoding="utf-8")
        assert before.count(old) == 1
        self.term.write_text(before.replace(old, new), encoding="utf-8")

    def questions(self) -> list[str]:
        """The content's review questions."""
        _, *questions = self.term.read_text(encoding="utf-8").split("\n### ")
        return questions

    def write_questions(self, *questions: str) -> None:
        """Put these in place of the content's review questions."""
        beginning = self.term.read_text(encoding="utf-8").split("\n### ")[0]
        whole = "\n### ".join([beginning, *(each.rstrip() + "\n" for each in questions)])
        self.term.write_text(whole, encoding="utf-8")

    def read(self) -> Any:
        """The notebook as JupyterLab opens it."""
        return nbformat.read(self.lesson, as_version=4)

    def save(self, notebook: Any) -> None:
        """Save the notebook as JupyterLab does."""
        nbformat.validate(notebook)
        nbformat.write(notebook, self.lesson)

    def edit(self, cell: str, old: str, new: str) -> None:
        """Change some words in a cell."""
        notebook = self.read()
        edited = named(notebook.cells, cell)
        assert edited.source.count(old) == 1
        edited.source = edited.source.replace(old, new)
        self.save(notebook)

    def sources(self) -> dict[str, str]:
        """What the cells say, by id and in order."""
        return {cell.id: cell.source for cell in self.read().cells}

    def notices(self) -> list[Any]:
        """The notices of conflicts in the notebook."""
        cells = self.read().cells
        steady = [cell["id"] for cell in without_notices(cells)]
        return [cell for cell in cells if cell.id not in steady]


def named(cells: list[Any], name: str) -> Any:
    """The cell of this id."""
    (found,) = (cell for cell in cells if cell.id == name)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A course of three terms in two units, built once."""
    units = {"talks": ["mediation", "negotiation"], "states": ["sovereignty"]}
    write_course(tmp_path / "content" / "talking", units)
    desk = Desk(tmp_path)
    report = desk.build()
    assert report.diagnostics == []
    assert len(report.written) == 7
    return desk
