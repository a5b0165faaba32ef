"""What an executed copy says about itself: which lesson it is of, and what stood in it.

The stamp is in the copy's own metadata, where JupyterLab keeps it on saving; so an edited copy can
be told, and its edits from what it was, without any file beside it that could get lost.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from studywidgets.execution.lessons import UnreadableLessonError, read_lesson
from studywidgets.ipynb import VIEW_STATE

if TYPE_CHECKING:
    from nbformat import NotebookNode


class CopyState(Enum):
    """What to do with a copy when its lesson is opened again."""

    ABSENT = "there is no copy yet"
    FRESH = "the copy is of this lesson, made in this environment"
    STALE = "the lesson or the environment has changed, and nobody has edited the copy"
    EDITED = "somebody has edited the copy"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a copy was made from, and what it was made as.

    Attributes:
        lesson: A hash of the lesson's bytes.
        environment: A hash of the environment it ran in.
        cells: Its cells, without outputs and without the state of a view.
    """

    lesson: str
    environment: str
    cells: list[dict[str, Any]]


@cache
def environment() -> str:
    """A hash of what a copy's outputs depend on beside the lesson.

    A widget's state holds the widget's code, and fits only the versions that it was saved with.
    """
    package = Path(__file__).parents[1]
    parts = [platform.python_version(), version("anywidget"), version("ipywidgets")]
    parts += [
        f"{path.relative_to(package).as_posix()} {_hash(path.read_bytes())}"
        for path in sorted(package.rglob("*"))
        if path.suffix in {".py", ".js", ".css"}
    ]
    return _hash("\n".join(parts).encode())


def stamped(notebook: NotebookNode, lesson: bytes, made_in: str) -> str:
    """The text of an executed copy with its stamp.

    Args:
        notebook: The executed copy.
        lesson: The lesson's bytes; empty, when it failed and is to be run again next time.
        made_in: What `environment` gave.
    """
    stamp = Stamp(_hash(lesson), made_in, _cells(notebook))
    notebook.metadata.setdefault("studywidgets", nbformat.NotebookNode())
    notebook.metadata["studywidgets"]["executed"] = asdict(stamp)
    return str(nbformat.writes(notebook)) + "\n"


def state_of(copy: Path, lesson: bytes, made_in: str) -> CopyState:
    """Compare a copy with its lesson. A copy without a stamp counts as somebody's own work."""
    if not copy.exists():
        return CopyState.ABSENT
    try:
        notebook = read_lesson(copy)
    except UnreadableLessonError:
        return CopyState.EDITED
    stamp = stamp_of(notebook)
    if stamp is None or is_edited(notebook, stamp):
        return CopyState.EDITED
    same = (stamp.lesson, stamp.environment) == (_hash(lesson), made_in)
    return CopyState.FRESH if same else CopyState.STALE


def is_edited(notebook: NotebookNode, stamp: Stamp) -> bool:
    """Whether a copy's cells are others than when it was made; outputs and views do not count."""
    return stamp.cells != _cells(notebook)


def stamp_of(notebook: NotebookNode) -> Stamp | None:
    """The stamp of a copy, or None when it has none or a damaged one."""
    try:
        stamp = Stamp(**notebook.metadata["studywidgets"]["executed"])
        sound = all(map(_is_cell, stamp.cells))
    except (KeyError, TypeError):
        return None
    return stamp if sound else None


def _is_cell(noted: object) -> bool:
    return (
        isinstance(noted, dict)
        and all(isinstance(noted.get(key), str) for key in ("id", "cell_type", "source"))
        and isinstance(noted.get("metadata"), dict)
        and isinstance(noted.get("attachments", {}), dict)
    )


def _cells(notebook: NotebookNode) -> list[dict[str, Any]]:
    return [
        {
            "id": cell.get("id"),
            "cell_type": cell["cell_type"],
            "source": cell["source"],
            "metadata": {
                key: value for key, value in cell["metadata"].items() if key not in VIEW_STATE
            },
            # JupyterLab notes also that there are none.
            **({"attachments": cell["attachments"]} if cell.get("attachments") else {}),
        }
        for cell in notebook["cells"]
    ]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
