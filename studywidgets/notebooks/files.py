"""Files on disk: all or nothing."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ChangedError(OSError):
    """A file that was saved by somebody else between reading and replacing it."""

    def __init__(self) -> None:
        super().__init__("was saved by somebody else meanwhile; try again")


def replace(path: Path, content: bytes, before: bytes | None) -> None:
    """Replace a file that was read, unless somebody has saved it since.

    Args:
        path: The file.
        content: What it is to hold.
        before: What it held when it was read; None when there was none.

    Raises:
        ChangedError: It holds something else now, which is left.
        OSError: It can't be written; what was there before is still there.
    """
    now = path.read_bytes() if path.exists() else None
    if now != before:
        raise ChangedError
    write_atomically(path, content)


def remove(path: Path, before: bytes) -> None:
    """Remove a file that was read, unless somebody has saved it since.

    Raises:
        ChangedError: It holds something else now, and is left.
        OSError: It can't be removed.
    """
    if path.read_bytes() != before:
        raise ChangedError
    path.unlink()


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that a reader or a crash never meets half of it.

    It is not forced to the disk: a lesson can be built again, and a thousand of them would wait
    for the disk a thousand times.

    Raises:
        OSError: It can't be written; what was there before is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def notebooks_below(root: Path) -> list[Path]:
    """The notebooks in a lessons folder and in the course folders in it, in order."""
    found = [*root.glob("*.ipynb"), *root.glob("[!.]*/*.ipynb")]
    return sorted(path for path in found if not path.name.startswith("."))
