"""Finding lesson notebooks on disk and reading them."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NBFormatError, NotebookNode
from nbformat.reader import NotJSONError, get_version, reads
from nbformat.validator import ValidationError, iter_validate

from studywidgets.execution.result import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESAVE = "Open it in JupyterLab, save it, and try again."
REBUILD = "Restore it from version control, or delete it and build it again."
EMPTY = Problem("is empty", REBUILD)
NOT_UTF8 = Problem("is not UTF-8 text", REBUILD)
NOT_JSON = Problem("is not JSON, so it is no notebook", REBUILD)
TOO_DEEP = Problem("is nested too deeply to be a notebook", REBUILD)
NO_NOTEBOOK = Problem("is JSON, but no notebook", REBUILD)

FORMAT = 4
"""The notebook format whose cells have metadata, and whose notebooks can hold widgets."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson notebook on disk.

    Attributes:
        source: The notebook file.
        name: Its path relative to the lessons folder, with forward slashes; a copy keeps it.
    """

    source: Path
    name: str


class UnreadableLessonError(Exception):
    """A file that can't be run as a lesson; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def find_lessons(paths: Iterable[Path]) -> list[Lesson]:
    """Find the notebooks in `paths`, each a folder or a notebook, in a stable order.

    Hidden folders (JupyterLab's checkpoints among them) are left out, and pipes and devices. Names
    are relative to the folder given, or to the nearest folder that holds everything when several
    are given.

    Raises:
        FileNotFoundError: One of the paths does not exist.
    """
    given = list(paths)
    for path in given:
        if not path.exists():
            raise FileNotFoundError(path)
    roots = [_absolute(path if path.is_dir() else path.parent) for path in given]
    if not roots:
        return []
    base = Path(os.path.commonpath(roots))
    found = {source for path in given for source in _notebooks(_absolute(path))}
    lessons = [Lesson(source, source.relative_to(base).as_posix()) for source in found]
    return sorted(lessons, key=lambda lesson: lesson.name)


def _absolute(path: Path) -> Path:
    # Not resolve(): a lesson that is a symbolic link keeps the name that it has in its folder.
    return Path(os.path.abspath(path))  # noqa: PTH100 - pathlib has no such function


def _notebooks(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for source in path.rglob("*.ipynb"):
        inside = source.relative_to(path).parts
        if not any(part.startswith(".") for part in inside) and not _endless(source):
            yield source


def _endless(path: Path) -> bool:
    """Whether it is a pipe or a device, from which reading may never end."""
    return path.exists() and not path.is_file() and not path.is_dir()


def read_lesson(path: Path) -> NotebookNode:
    """Read a notebook of format 4 exactly as it stands: nothing is converted or repaired.

    Raises:
        UnreadableLessonError: The file can't be read, is no notebook, or is of another format.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = f"can't be read: {error.strerror or error}"
        problem = Problem(reason, "Check the file and its permissions.")
        raise UnreadableLessonError(problem) from error
    except UnicodeDecodeError as error:
        raise UnreadableLessonError(NOT_UTF8) from error
    if not text.strip():
        raise UnreadableLessonError(EMPTY)
    notebook = _parse(text)
    flaw = _flaw(notebook)
    if flaw:
        raise UnreadableLessonError(Problem(flaw, RESAVE))
    return notebook


def _parse(text: str) -> NotebookNode:
    try:
        parsed: Any = reads(text)
    except NotJSONError as error:
        raise UnreadableLessonError(NOT_JSON) from error
    except RecursionError as error:
        raise UnreadableLessonError(TOO_DEEP) from error
    except (NBFormatError, ValidationError, AttributeError, TypeError, ValueError) as error:
        raise UnreadableLessonError(NO_NOTEBOOK) from error
    has_format = isinstance(parsed, dict) and "nbformat" in parsed
    if not has_format:
        raise UnreadableLessonError(NO_NOTEBOOK)
    notebook: NotebookNode = parsed
    return notebook


def _flaw(notebook: NotebookNode) -> str:
    """What is wrong with a notebook, if anything is."""
    major, minor = get_version(notebook)
    if major != FORMAT:
        return f"is in notebook format {major}; format {FORMAT} is needed"
    # Not nbformat.validate: it gives cells new, random ids instead of finding fault.
    flaw = next(iter_validate(notebook, version=major, version_minor=minor), None)
    if flaw is not None:
        where = "/".join(str(part) for part in flaw.absolute_path) or "its outermost level"
        return f"is not a valid notebook: see {where}"
    ids = Counter(cell["id"] for cell in notebook["cells"] if "id" in cell)
    twice = [cell_id for cell_id, count in ids.items() if count > 1]
    return f"has two cells with the id {twice[0]}" if twice else ""
