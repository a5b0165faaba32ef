"""Small lessons, made where a test needs them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.run import run_lessons

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from studywidgets.execution.result import LessonResult

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
"""A folder of notebooks, each with one thing that is wrong or odd with it."""

MEDIATION = {
    "course": "test-course",
    "kind": "lesson",
    "term": "mediation",
    "items": {"mediation--definition": ["mediation/definition"]},
}
"""What the builder notes in the lesson on mediation."""


def notebook(*sources: str, noted: dict[str, Any] | None = None) -> NotebookNode:
    """Return a notebook with one code cell a source, `cell-0` and so on."""
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{number}")
        for number, source in enumerate(sources)
    ]
    metadata: dict[str, Any] = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    if noted is not None:
        metadata["studywidgets"] = noted
    made: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return made


def write(path: Path, *sources: str, noted: dict[str, Any] | None = None) -> Path:
    """Write a notebook with one code cell a source, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(*sources, noted=noted), path)
    return path


def take(folder: Path, *names: str) -> Path:
    """Copy some of `NOTEBOOKS` into `folder`, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(NOTEBOOKS / name, folder)
    return folder


def run(
    *paths: Path, write_to: Path | None = None, timeout: float = 120, jobs: int = 2, **terms: Any
) -> list[LessonResult]:
    """Run the lessons in `paths`, two at once."""
    return run_lessons(find_lessons(paths), jobs=jobs, timeout=timeout, write=write_to, **terms)


def messages(results: list[LessonResult]) -> dict[str, str]:
    """What is wrong with each lesson, by name."""
    return {
        result.name: "; ".join(problem.message for problem in result.problems) for result in results
    }


def printed(path: Path) -> list[str]:
    """Return what the cells of an executed notebook printed, one text a cell."""
    cells = nbformat.read(path, as_version=4).cells
    return [
        "".join(output["text"] for output in cell.outputs if output["output_type"] == "stream")
        for cell in cells
    ]
