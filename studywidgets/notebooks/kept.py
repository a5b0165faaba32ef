"""Which notebooks on disk may be replaced: only our own, as we built them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from studywidgets.notebooks.cells import content_metadata

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

EDITED = (
    "was edited since it was built; copy your edits elsewhere and delete it to get the new "
    "lesson, or leave it as it is"
)
_RESTORE = "restore it from version control, or delete it and build again"
# What JupyterLab and other editors write by themselves when a notebook is only opened and run.
_OF_A_VIEW = {"jupyter", "collapsed", "scrolled", "execution", "ExecuteTime", "trusted"}
_OF_A_RUN = {"kernelspec", "language_info", "widgets", "signature", "vscode", "studywidgets"}
_MERGE_MARKS = b"<<<<<<< "


class KeptError(Exception):
    """A file that a build must leave alone; the message says why and what to do."""


def check_replaceable(path: Path, root: Path, course: str) -> None:
    """Make sure that a build may write to a path: there is nothing, or what it built itself.

    Args:
        path: The notebook's file.
        root: The lessons folder.
        course: The namespace of the course that is being built.

    Raises:
        KeptError: What is there must stay as it is.
    """
    if not path.parent.resolve().is_relative_to(root.resolve()):
        message = "lies outside the lessons folder, behind a symbolic link; remove the link"
        raise KeptError(message)
    if not os.path.lexists(path):
        return
    _check_file(path)
    notebook = _read(path)
    ours = notebook.metadata.get("studywidgets")
    if not isinstance(ours, dict) or "built" not in ours:
        message = f"was not built by studywidgets; move it away, or rename {path.stem!r}"
        raise KeptError(message)
    if ours.get("course") != course:
        message = f"belongs to another course, {ours.get('course')!r}; build into another folder"
        raise KeptError(message)
    if _is_edited(notebook, ours["built"]):
        raise KeptError(EDITED)


def is_of_course(path: Path, course: str) -> bool:
    """Whether a file is a notebook built from this course; False for whatever can't be read."""
    if path.is_symlink():
        return False
    try:
        ours = _read(path).metadata.get("studywidgets")
    except KeptError:
        return False
    return isinstance(ours, dict) and ours.get("course") == course


def _check_file(path: Path) -> None:
    if path.is_symlink():
        message = "is a symbolic link; replace it by a file, or delete it and build again"
        raise KeptError(message)
    if not path.is_file():
        message = "is no file; move it away and build again"
        raise KeptError(message)
    # A replacement would not ask for the file's own permission; and os.access lets root through.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        message = "is read-only; make it writable (chmod u+w) and build again"
        raise KeptError(message)


def _read(path: Path) -> NotebookNode:
    # Importing nbformat takes longer than a build in which nothing has changed.
    from nbformat.reader import NotJSONError, reads  # noqa: PLC0415
    from nbformat.validator import iter_validate  # noqa: PLC0415

    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"can't be read ({error.strerror}); check the file and its permissions"
        raise KeptError(message) from error
    try:
        notebook: NotebookNode = reads(content.decode())
        version = (notebook["nbformat"], notebook["nbformat_minor"])
    except (NotJSONError, UnicodeDecodeError, RecursionError) as error:
        if any(line.startswith(_MERGE_MARKS) for line in content.splitlines()):
            message = f"holds the marks of a merge conflict; resolve it, {_RESTORE}"
        else:
            message = f"is not JSON, so it is no notebook; {_RESTORE}"
        raise KeptError(message) from error
    except Exception as error:
        # nbformat's readers walk what they were given and raise whatever the walk raises.
        message = f"is JSON, but no notebook; {_RESTORE}"
        raise KeptError(message) from error
    if not (4, 5) <= version < (5, 0):
        message = f"is in notebook format {version[0]}.{version[1]}, not 4.5; {_RESTORE}"
        raise KeptError(message)
    if next(iter_validate(notebook, version=4, version_minor=version[1]), None) is not None:
        message = f"is not a valid notebook; {_RESTORE}"
        raise KeptError(message)
    return notebook


def _is_edited(notebook: NotebookNode, built: object) -> bool:
    """Whether somebody changed the content: outputs and the state of a view do not count."""
    cells = [
        {"id": cell.id, "type": cell.cell_type, "source": cell.source} for cell in notebook.cells
    ]
    return (
        cells != built
        or any(
            _content_of(cell) != content_metadata(cell.cell_type, cell.id)
            for cell in notebook.cells
        )
        or any(cell.get("attachments") for cell in notebook.cells)
        or not notebook.metadata.keys() <= _OF_A_RUN
    )


def _content_of(cell: NotebookNode) -> dict[str, Any]:
    return {key: value for key, value in cell.metadata.items() if key not in _OF_A_VIEW}
