"""What a lesson's outcome depends on, as one hash."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from studywidgets.execution.stamp import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studywidgets.execution.lessons import Lesson

PACKAGES = ("ipykernel", "ipython", "nbclient", "nbformat")
"""What runs lessons, beside the packages of `environment`."""

ABOVE_TERMS = frozenset({"course", "unit"})
"""The names of the content files that say something about all terms below them."""


class Inputs:
    """The inputs of lessons.

    They are the notebook, all other files in its folder and below, the content files of the terms
    whose items it has (all, if it has none), this package, and what runs lessons.
    """

    def __init__(self, content: Path | None) -> None:
        """Take the folder of the content, if there is one."""
        self._content = content
        self._beside: dict[Path, list[str]] = {}

    def of(self, lesson: Lesson) -> str:
        """A hash of a lesson's inputs.

        Raises:
            OSError: One of its files can't be read.
        """
        notebook = lesson.source.read_bytes()
        parts = [
            *self._packages,
            lesson.name,
            _hash(notebook),
            *self._files_beside(lesson.source.parent),
            *self._content_of(notebook),
        ]
        return _hash("\n".join(parts).encode(errors="surrogateescape"))

    @cached_property
    def _packages(self) -> list[str]:
        return [environment(), *(f"{name} {version(name)}" for name in PACKAGES)]

    def _files_beside(self, folder: Path) -> list[str]:
        if folder not in self._beside:
            self._beside[folder] = [
                f"{path} {digest}"
                for path, digest in _files(folder)
                if path.suffix not in {".ipynb", ".pyc"}
            ]
        return self._beside[folder]

    @cached_property
    def _content_files(self) -> list[tuple[Path, str]]:
        return [*_files(self._content)] if self._content and self._content.is_dir() else []

    def _content_of(self, notebook: bytes) -> Iterator[str]:
        terms = _terms(notebook)
        for path, digest in self._content_files:
            if terms is None or path.stem in terms | ABOVE_TERMS:
                yield f"{path} {digest}"


def _terms(notebook: bytes) -> set[str] | None:
    """The terms whose items a notebook has; None if nobody can say."""
    try:
        cells: Any = json.loads(notebook)["metadata"]["studywidgets"]["items"].values()
        terms = {str(item).partition("/")[0] for items in cells for item in items}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return terms or None


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder, but for hidden ones: relative paths, and hashes."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside, _hash(path.read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
