"""Making the folder of a new course repository, whole or not at all."""

from __future__ import annotations

import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from studywidgets.notebooks.build import build
from studywidgets.notebooks.cells import title_heading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from studywidgets.starter.course import NewCourse

# What a repository has that was just made on a code host.
_WELCOME = frozenset({".git", "LICENSE", "LICENSE.md", "LICENSE.txt"})
_PROGRAMS = frozenset({"binder/postBuild"})
_COURSE = "content/course/"


class FolderError(Exception):
    """A folder that no repository may be made in; the message says why and what to do."""


def make_repository(folder: Path, course: NewCourse, version: str) -> list[str]:
    """Write a complete course repository with an example unit and its lessons.

    Args:
        folder: Where; it is made if it is not there. A licence and `.git` may be in it.
        course: What the course is about.
        version: The version of this package, which the repository pins.

    Returns:
        The files, relative to the folder, with forward slashes, sorted.

    Raises:
        FolderError: There is something else in the folder.
        OSError: The folder can't be written; nothing is left in it.
    """
    _check_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as stage:
        made = Path(stage)
        for name, content in _contents(course, version):
            _write(made / name, content, program=name in _PROGRAMS)
        build(made / "content", made / "lessons")
        names = sorted(
            path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()
        )
        _take_over(made, folder)
    return names


def _check_empty(folder: Path) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        message = f"{folder} is a file; name a folder that is not there yet"
        raise FolderError(message)
    others = sorted(path.name for path in folder.iterdir() if path.name not in _WELCOME)
    if others:
        message = f"{folder} is not empty: it has {others[0]}; name a folder that is not there yet"
        raise FolderError(message)


def _contents(course: NewCourse, version: str) -> Iterator[tuple[str, str]]:
    """The path and the text of every file that is no lesson."""
    # Brackets: GitHub's workflows and the ids of content have braces. None of the files is HTML.
    environment = Environment(  # noqa: S701
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        variable_start_string="[[",
        variable_end_string="]]",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    values = {
        # A text in JSON is one in YAML, whatever stands in it.
        "title": json.dumps(course.title, ensure_ascii=False),
        "heading": title_heading(course.title, level=1),
        "namespace": course.namespace,
        "repository": course.repository,
        "version": version,
    }
    for name, template in _templates(files("studywidgets.starter") / "files"):
        path = name
        if path.startswith(_COURSE):
            path = f"content/{course.namespace}/{path.removeprefix(_COURSE)}"
        yield path, environment.from_string(template).render(values)


def _templates(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        name = prefix + child.name
        if child.is_dir():
            yield from _templates(child, f"{name}/")
        else:
            yield name, child.read_text(encoding="utf-8")


def _write(path: Path, content: str, *, program: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
    # A package's files may have lost the right to be run on their way here.
    if program:
        path.chmod(0o755)


def _take_over(made: Path, folder: Path) -> None:
    """Move everything into its place; what was moved goes back out when something fails."""
    there = folder.is_dir()
    folder.mkdir(exist_ok=True)
    moved = []
    try:
        for child in sorted(made.iterdir()):
            child.rename(folder / child.name)
            moved.append(child)
    except OSError:
        for child in moved:
            (folder / child.name).rename(child)
        if not there:
            folder.rmdir()
        raise
