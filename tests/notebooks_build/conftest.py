"""Fixtures of the builder's tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from studywidgets.notebooks import BuildReport, build
from tests.notebooks_build.content import write_course, write_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Workplace:
    """A content folder with one course and the folder of its lessons."""

    content: Path
    lessons: Path

    def build(self, *, check: bool = False) -> BuildReport:
        """Build the lessons."""
        return build(self.content, self.lessons, check=check)

    def rewrite(self, term: str, definition: str) -> None:
        """Give a term of the unit "talks" another definition."""
        write_term(self.content / "talking" / "talks" / f"{term}.md", definition)

    def read(self, name: str) -> Any:
        """Read a notebook as JupyterLab does."""
        return nbformat.read(self.lessons / name, as_version=4)

    def edit(self, name: str, change: Callable[[Any], object]) -> None:
        """Change a notebook as JupyterLab would write it."""
        notebook = self.read(name)
        change(notebook)
        nbformat.write(notebook, self.lessons / name)

    def files(self) -> dict[str, bytes]:
        """The notebooks by name."""
        return {
            path.relative_to(self.lessons).as_posix(): path.read_bytes()
            for path in sorted(self.lessons.rglob("*.ipynb"))
        }


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    """A course of three terms in two units, not yet built."""
    units = {"talks": ["mediation", "negotiation"], "states": ["sovereignty"]}
    write_course(tmp_path / "content" / "talking", units)
    return Workplace(tmp_path / "content", tmp_path / "lessons")


@pytest.fixture
def built(workplace: Workplace) -> Workplace:
    """The same course, built once."""
    report = workplace.build()
    assert report.diagnostics == []
    assert report.refused == []
    return workplace
