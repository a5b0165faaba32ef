"""Which files are notebooks, and how one takes another's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path


class ChangedError(OSError):
    """A file that was saved by somebody else between reading and replacing it."""

    def __init__(self) -> None:
        super().__init__("was saved by somebody else meanwhile; try again")


def replace(path: Path, content: bytes | Path, before: bytes | None) -> None:
    """Replace a file that was read, unless somebody has saved it since.

    Args:
        path: The file.
        content: What it is to hold, or a file that holds it.
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


def notebooks_below(root: Path) -> list[Path]:
    """The notebooks in a lessons folder and in the course folders in it, in order."""
    found = [*root.glob("*.ipynb"), *root.glob("[!.]*/*.ipynb")]
    return sorted(path for path in found if not path.name.startswith("."))
