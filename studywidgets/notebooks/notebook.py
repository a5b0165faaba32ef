"""A whole notebook and its bytes on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.long_text import LongList, LongText
from studywidgets.notebooks.cells import to_nbformat
from studywidgets.notebooks.reading import to_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studywidgets.model import Course
    from studywidgets.notebooks.cells import Cell

FORMAT = 1
"""Version of what stands in a notebook's `studywidgets` metadata."""

SUFFIX = ".ipynb"
"""How a notebook's file name ends."""


def about(course: Course, formerly: Mapping[str, str]) -> dict[str, object]:
    """What the metadata of every notebook of a course says of it to the widgets.

    Returns:
        Where there are any: `formerly`, the ids of now by terms' former ids, so that work outlives
        a rename; `record`, the folder that the course wants for records.
    """
    return {
        **({"formerly": formerly} if formerly else {}),
        **({"record": course.record} if course.record else {}),
    }


@dataclass(frozen=True, slots=True)
class Notebook:
    """A built notebook.

    Attributes:
        name: Its file name.
        kind: `"lesson"`, `"guide"`, `"glossary"` or `"index"`.
        course: The course's namespace.
        about: What else its `studywidgets` metadata says: what it was built from, `term` or `unit`
            with an id or nothing, and what `about` gives.
        cells: Its cells in order.
    """

    name: str
    kind: str
    course: str
    about: Mapping[str, object]
    cells: tuple[Cell, ...]

    def built(self) -> list[dict[str, Any]]:
        """What was built, cell by cell: the base that later edits are compared with."""
        return [{"id": cell.id, "type": cell.type, "source": cell.source} for cell in self.cells]

    def to_nbformat(self) -> dict[str, Any]:
        """The notebook as nbformat 4.5 has it, each source one string."""
        return {
            "cells": [to_nbformat(cell) for cell in self.cells],
            "metadata": self._metadata(),
            "nbformat": 4,
            "nbformat_minor": 5,
        }

    def to_bytes(self) -> bytes:
        """The file: the same bytes for the same content on every machine."""
        return b"".join(self.to_pieces())

    @property
    def is_long(self) -> bool:
        """Whether it shows the whole course, so that it had better be made piece by piece."""
        return any(isinstance(cell.source, LongText) for cell in self.cells)

    def to_pieces(self) -> Iterator[bytes]:
        """The same piece by piece, for a notebook of the whole course."""
        return to_pieces(self.to_nbformat())

    def _metadata(self) -> dict[str, Any]:
        return {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
            "studywidgets": {
                "built": self.built(),
                "course": self.course,
                "format": FORMAT,
                "items": {cell.id: _listed(cell.items) for cell in self.cells if cell.items},
                "kind": self.kind,
                **self.about,
            },
        }


def _listed(items: tuple[str, ...] | LongList) -> list[str] | LongList:
    return items if isinstance(items, LongList) else list(items)
