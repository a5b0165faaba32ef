"""Writing files in one step, and finding notebooks."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from studywidgets.files import unwritable, write_atomically
from studywidgets.notebooks.files import notebooks_below

if TYPE_CHECKING:
    from pathlib import Path


class TestWriteAtomically:
    """Replacing a file."""

    def test_new(self, tmp_path: Path) -> None:
        """A new file is written, with the folders above it."""
        write_atomically(tmp_path / "a" / "b.ipynb", b"new")

        assert (tmp_path / "a" / "b.ipynb").read_bytes() == b"new"

    def test_replaced(self, tmp_path: Path) -> None:
        """Whoever has the old file open still reads all of it; the new one is another file."""
        path = tmp_path / "b.ipynb"
        path.write_bytes(b"the old content")

        with path.open("rb") as old:
            write_atomically(path, b"new")

            assert old.read() == b"the old content"
        assert path.read_bytes() == b"new"

    def test_failed(self, tmp_path: Path) -> None:
        """When the file can't be replaced nothing is left behind."""
        (tmp_path / "b.ipynb").mkdir()

        with pytest.raises(OSError, match=r"b\.ipynb"):
            write_atomically(tmp_path / "b.ipynb", b"new")

        assert [path.name for path in tmp_path.iterdir()] == ["b.ipynb"]


def test_notebooks_below(tmp_path: Path) -> None:
    """Notebooks are found in the folder and the course folders, not in hidden places."""
    for name in (
        "b.ipynb",
        "a/c.ipynb",
        ".hidden.ipynb",
        ".ipynb_checkpoints/b.ipynb",
        "a/x/d.ipynb",
    ):
        write_atomically(tmp_path / name, b"")

    found = [path.relative_to(tmp_path).as_posix() for path in notebooks_below(tmp_path)]

    assert found == ["a/c.ipynb", "b.ipynb"]


def test_a_full_disk_is_no_matter_of_permissions() -> None:
    """What is to be done depends on why a file could not be written."""
    full, forbidden = (
        unwritable(OSError(number, os.strerror(number))) for number in (errno.ENOSPC, errno.EACCES)
    )

    assert full.endswith("; make room on the disk and try again")
    assert forbidden.endswith("; check the folder's permissions")
