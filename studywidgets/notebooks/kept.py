"""Which notebooks on disk a build may touch: only our own, and what was built last in them."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any

from studywidgets.ipynb import VIEW_STATE
from studywidgets.notebooks.cells import cell_metadata
from studywidgets.notebooks.notebook import FORMAT
from studywidgets.notebooks.reading import Found, KeptError, check_writable, read_notebook

if TYPE_CHECKING:
    from pathlib import Path

_GONE = (
    "is no longer in the content, but it was edited, so it stays; delete it, or move it out of the "
    "lessons folder"
)
_DAMAGED = (
    "has a damaged note of what was built (metadata.studywidgets), so it can't be merged; restore "
    "it from version control, or move it away and build again"
)
_TYPES = {"code", "markdown", "raw"}
# What JupyterLab and other editors write by themselves when a notebook is only opened and run.
_OF_A_RUN = {"kernelspec", "language_info", "widgets", "signature", "vscode", "studywidgets"}


def check_place(path: Path, root: Path) -> None:
    """Make sure that a notebook's folder is in the lessons folder.

    Raises:
        KeptError: A symbolic link leads out of it.
    """
    if not path.parent.resolve().is_relative_to(root.resolve()):
        message = "lies outside the lessons folder, behind a symbolic link; remove the link"
        raise KeptError(message)


def find_lesson(path: Path, course: str) -> Found:
    """Read a notebook that a build may bring up to date.

    Args:
        path: The notebook's file.
        course: The namespace of the course that is being built.

    Raises:
        KeptError: What is there must stay as it is.
    """
    found = read_notebook(path)
    ours = found.notebook["metadata"].get("studywidgets")
    if not isinstance(ours, dict) or "built" not in ours:
        message = f"was not built by studywidgets; move it away, or rename {path.stem!r}"
        raise KeptError(message)
    if ours.get("course") != course:
        other = reprlib.repr(ours.get("course"))
        message = f"belongs to another course, {other}; build into another folder"
        raise KeptError(message)
    built_cells(found.notebook)
    return found


def is_of_course(path: Path, course: str) -> bool:
    """Whether a file is a notebook built from this course; False for whatever can't be read."""
    try:
        ours = read_notebook(path).notebook["metadata"].get("studywidgets")
    except KeptError:
        return False
    return isinstance(ours, dict) and ours.get("course") == course


def is_mergeable(path: Path, root: Path, course: str) -> bool:
    """Whether a file in the lessons folder is a lesson of this course that a build may merge."""
    try:
        check_place(path, root)
        find_lesson(path, course)
    except KeptError:
        return False
    return True


def built_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of a lesson as they were built last, without outputs.

    Raises:
        KeptError: The notebook's note of them is damaged, or of a newer version.
    """
    ours = notebook["metadata"]["studywidgets"]
    version = ours.get("format")
    if isinstance(version, int) and version > FORMAT:
        message = "was built by a newer studywidgets; update this one (pip install -U studywidgets)"
        raise KeptError(message)
    built = ours["built"]
    if not isinstance(built, list) or not all(map(_is_built_cell, built)):
        raise KeptError(_DAMAGED)
    if len({cell["id"] for cell in built}) < len(built):
        raise KeptError(_DAMAGED)
    return [
        {
            "id": cell["id"],
            "cell_type": cell["type"],
            "source": cell["source"],
            "metadata": cell_metadata(cell["type"], cell["id"]),
        }
        for cell in built
    ]


def check_removable(path: Path, course: str) -> None:
    """Make sure that a lesson whose term is gone has nothing in it but what was built.

    Raises:
        KeptError: Somebody edited it, or it can't be told.
    """
    if _is_edited(find_lesson(path, course).notebook):
        raise KeptError(_GONE)
    check_writable(path)


def _is_edited(notebook: dict[str, Any]) -> bool:
    """Whether somebody changed a lesson: outputs and the state of a view do not count."""
    cells = [_content(cell) for cell in notebook["cells"]]
    return (
        cells != [_content(cell) for cell in built_cells(notebook)]
        or not notebook["metadata"].keys() <= _OF_A_RUN
    )


def _is_built_cell(noted: object) -> bool:
    return (
        isinstance(noted, dict)
        and all(isinstance(noted.get(key), str) for key in ("id", "type", "source"))
        and noted["type"] in _TYPES
    )


def _content(cell: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in cell["metadata"].items() if key not in VIEW_STATE}
    content = {key: cell[key] for key in ("id", "cell_type", "source")}
    return {**content, "metadata": shown, "attachments": cell.get("attachments") or {}}
