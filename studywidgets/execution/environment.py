"""The environment variables of a lesson's kernel."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

UNATTENDED = ("debugpy",)
"""What the server of lessons' kernels has no use for: nobody attaches a debugger to them.

A cell can import it all the same.
"""


def variables() -> dict[str, str]:
    """What all kernels have in common."""
    # So that a cell that prints a set prints the same twice.
    return {"PYTHONHASHSEED": "0", **os.environ}


def variables_in(scratch: Path) -> dict[str, str]:
    """What a kernel has that has the folder `scratch` to itself."""
    # The user's start-up files would be part of the lesson.
    return {**variables(), "IPYTHONDIR": str(scratch / "ipython")}
