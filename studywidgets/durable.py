"""Files that nobody can make again: replaced whole or not at all, and forced to the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that neither a reader nor a crash ever meets half of it.

    The file keeps its permissions.

    Args:
        path: The file, which is no symbolic link; its folder must exist.
        content: What it is to hold.

    Raises:
        OSError: It can't be written; what was there is as it was.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".studywidgets-") as folder:
        made = Path(folder) / "made"
        with made.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, made)
        made.replace(path)
