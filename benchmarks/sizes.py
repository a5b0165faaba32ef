"""Bytes of the bundled modules, and of executed notebooks with all that they carry."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.course import executed_course
from benchmarks.rows import AtMost, Figure, Row
from studywidgets.bundles import STATIC

if TYPE_CHECKING:
    from benchmarks.runs import Effort

MODULE_LIMIT = 20_000
LESSON_LIMIT = 300_000


def rows(_: Effort) -> list[Row]:
    """Weigh each module, and the notebooks of the executed course."""
    shared = [path for path in _modules("libraries") if "stemmer" not in path.name]
    stemmer = _largest(set(_modules("libraries")) - set(shared))
    with tempfile.TemporaryDirectory() as folder:
        copies = executed_course(Path(folder))
        pages = [copies / "glossary.ipynb", copies / "index.ipynb"]
        guides = set(copies.glob("guide-*.ipynb"))
        lessons = set(copies.glob("*.ipynb")) - guides - set(pages)
        return [
            *(_row(f"module {path.name}", path, MODULE_LIMIT) for path in _modules(".")),
            *(_row(f"shared {path.name}", path) for path in shared),
            _row(f"largest stemmer, {stemmer.name}", stemmer),
            _row(f"largest of {len(lessons)} executed lessons", _largest(lessons), LESSON_LIMIT),
            _row(f"largest of {len(guides)} executed guides", _largest(guides)),
            *(_row(f"executed {path.name}", path) for path in pages),
        ]


def _modules(folder: str) -> list[Path]:
    return sorted((STATIC / folder).glob("*.js"))


def _largest(files: set[Path]) -> Path:
    return max(files, key=lambda path: path.stat().st_size)


def _row(what: str, path: Path, limit: int | None = None) -> Row:
    goal = AtMost(limit) if limit else None
    return Row(what, "bytes", Figure.exact(path.stat().st_size), goal=goal)
