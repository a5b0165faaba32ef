"""Files on disk: all or nothing."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def unwritable(error: OSError) -> str:
    """Why a file could not be written, and what to do; an error of our own says so itself."""
    if error.errno is None:
        return str(error)
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    hint = "make room on the disk and try again" if is_full else "check the folder's permissions"
    return f"can't be written ({error.strerror}); {hint}"


def write_atomically(path: Path, content: bytes | Path) -> None:
    """Replace a file in one step, so that a reader or a crash never meets half of it.

    Its folder is made if it is not there, and the file keeps its permissions. It is not forced to
    the disk: what is built can be built again, and a thousand files would wait for the disk a
    thousand times.

    Args:
        path: The file; a symbolic link is replaced, not followed.
        content: What it is to hold, or a file that holds it.

    Raises:
        OSError: It can't be written; what was there before is still there.
    """
    try:
        _replace(path, content, force=False)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content, force=False)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file that nobody can make again: as `write_atomically`, and forced to the disk.

    Args:
        path: The file; its folder must exist.
        content: What it is to hold.

    Raises:
        OSError: It can't be written; what was there before is still there.
    """
    _replace(path, content, force=True)


def _replace(path: Path, content: bytes | Path, *, force: bool) -> None:
    draft = path.with_name(f".studywidgets-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                with content.open("rb") as source:
                    shutil.copyfileobj(source, file)
            if force:
                file.flush()
                os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
