"""Paths as they are typed into a command line."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def as_typed(path: Path) -> str:
    """A path as one argument of a command: quoted if it must be, and never taken for an option."""
    text = str(path)
    if text.startswith("-"):
        text = f".{os.sep}{text}"
    return shlex.quote(text) if os.name == "posix" else subprocess.list2cmdline([text])
