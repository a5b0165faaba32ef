"""What an executed copy says about itself: which lesson it is of, and what stood in it.

The stamp is in the copy's own metadata, where JupyterLab keeps it on saving; so a copy can be
told from an edited one without any file beside it that could get lost.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from studywidgets.execution.lessons import UnreadableLessonError, read_lesson

if TYPE_CHECKING:
    from nbformat import NotebookNode

VIEW_STATE = frozenset({"collapsed", "scrolled", "execution", "jupyter"})
"""Cell metadata that JupyterLab changes when somebody only looks: folding, scrolling, timing."""


class CopyState(Enum):
    """What to do with a copy when its lesson is opened again."""

    ABSENT = "there is no copy yet"
    FRESH = "the copy is of this lesson, made in this environment"
    STALE = "the lesson or the environment has changed, and nobody has edited the copy"
    EDITED = "somebody has edited the copy"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The lesson's bytes, the environment it ran in, and the copy's text, each as a hash."""

    lesson: str
    environment: str
    text: str


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
    stamp = Stamp(_hash(lesson), made_in, _text_hash(notebook))
    notebook.metadata.setdefault("studywidgets", nbformat.NotebookNode())
    notebook.metadata["studywidgets"]["executed"] = asdict(stamp)
    return str(nbformat.writes(notebook)) + "\n"


def state_of(copy: Path, lesson: bytes, made_in: str) -> CopyState:
    """Compare a copy with its lesson. A copy without a stamp counts as somebody's own work."""
    if not copy.exists():
        return CopyState.ABSENT
    try:
        notebook = read_lesson(copy)
        stamp = Stamp(**notebook.metadata["studywidgets"]["executed"])
    except (UnreadableLessonError, KeyError, TypeError):
        return CopyState.EDITED
    if stamp.text != _text_hash(notebook):
        return CopyState.EDITED
    same = (stamp.lesson, stamp.environment) == (_hash(lesson), made_in)
    return CopyState.FRESH if same else CopyState.STALE


def _text_hash(notebook: NotebookNode) -> str:
    cells = [
        {
            "type": cell["cell_type"],
            "id": cell.get("id"),
            "source": cell["source"],
            "attachments": cell.get("attachments"),
            "metadata": {
                key: value for key, value in cell["metadata"].items() if key not in VIEW_STATE
            },
        }
        for cell in notebook["cells"]
    ]
    return _hash(json.dumps(cells, sort_keys=True).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
