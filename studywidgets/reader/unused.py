"""Images in the content folders that no file shows or links to."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studywidgets.diagnostics import quoted
from studywidgets.reader.images import IMAGE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studywidgets.reader.problems import Problems


def named_files(folder: Path, targets: Iterable[str]) -> Iterator[Path]:
    """Yield the files that the targets of a file's links and images may mean.

    Args:
        folder: The file's folder.
        targets: The targets as they are written.
    """
    for target in targets:
        # A name may be too long, a loop of links, or hold a NUL.
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            yield (folder / unquote(target)).resolve()


def image_files(folder: Path) -> Iterator[Path]:
    """Yield the images in a folder and below it, without hidden ones, in order."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if path.suffix.lower() in IMAGE_SUFFIXES and not name.startswith("."):
                yield path


def report_unused(path: Path, problems: Problems, folder: Path) -> None:
    """Report an image that nothing names (SW078).

    Args:
        path: The image.
        problems: Those of the file that stands for the folder: `unit.md` or `course.md`.
        folder: The folder of that file.
    """
    name = path.relative_to(folder).as_posix()
    message = f"no file shows the image {quoted(name)}"
    hint = f"delete it, or show it where it belongs: ![what it shows]({path.name})"
    problems.add("SW078", 1, message, hint)
