"""The project's own course, built and executed for a measurement."""

from __future__ import annotations

from pathlib import Path

from studywidgets.execution.capacity import default_jobs
from studywidgets.execution.lessons import find_lessons
from studywidgets.execution.run import run_lessons
from studywidgets.notebooks import build

CONTENT = Path(__file__).parent.parent / "content"


def executed_course(folder: Path) -> Path:
    """Build and execute the course below `folder`; returns where the executed copies are.

    Raises:
        RuntimeError: A lesson failed; the measurement would be of something else.
    """
    lessons, copies = folder / "lessons", folder / "study"
    build(CONTENT, lessons)
    results = run_lessons(find_lessons([lessons]), jobs=default_jobs(), timeout=120, write=copies)
    failed = [result for result in results if not result.passed]
    if failed:
        message = f"{len(failed)} lessons failed, so there is nothing to measure: run make lessons"
        raise RuntimeError(message)
    return copies
