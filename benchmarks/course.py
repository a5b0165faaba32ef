"""The project's own course, built and executed for a measurement."""

from __future__ import annotations

import shutil
from itertools import cycle, islice
from pathlib import Path

from studywidgets.execution.capacity import default_jobs
from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.run import run_lessons
from studywidgets.notebooks import build

CONTENT = Path(__file__).parent.parent / "content"


def write_lessons(folder: Path, count: int) -> Path:
    """Build the course, and copy its notebooks in turn until there are so many; returns `folder`.

    All are among them: lessons, guides, glossary and first page. Each shows what it was built
    from, whatever its file is called.
    """
    built = folder.with_name(f"{folder.name}-built")
    build(CONTENT, built)
    folder.mkdir()
    for number, notebook in enumerate(islice(cycle(sorted(built.glob("*.ipynb"))), count)):
        shutil.copy(notebook, folder / f"{number:04}-{notebook.name}")
    return folder


def executed_course(folder: Path) -> Path:
    """Build and execute the course below `folder`; returns where the executed copies are."""
    lessons, copies = folder / "lessons", folder / "study"
    build(CONTENT, lessons)
    execute(lessons, copies)
    return copies


def execute(lessons: Path, copies: Path) -> None:
    """Write executed copies of a folder's notebooks.

    Raises:
        RuntimeError: A lesson failed; the measurement would be of something else.
    """
    results = run_lessons(find_lessons([lessons]), jobs=default_jobs(), timeout=120, write=copies)
    failed = [result for result in results if not result.passed]
    if failed:
        message = f"{len(failed)} lessons failed, so there is nothing to measure: run make lessons"
        raise RuntimeError(message)
