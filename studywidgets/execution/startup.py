"""What a command that runs lessons does first and last, so that nobody has to wait for it."""

from __future__ import annotations

import gc
import importlib
import sys
from contextlib import suppress

from studywidgets.execution.absence import absent
from studywidgets.execution.environment import UNATTENDED, variables
from studywidgets.execution.forkserver.connection import CannotForkError
from studywidgets.execution.forkserver.servers import server

UNUSED = ("arrow", "fqdn", "isoduration", "rfc3986_validator", "rfc3987_syntax", "webcolors")
"""What jsonschema imports, if it is there, to check formats that no notebook has.

One of them makes a parser for international addresses meanwhile, which takes a second.
"""


def start_server() -> None:
    """Start the fork server of the lessons' kernels, without waiting for it."""
    if sys.platform == "linux":
        # If it can't be started, whoever starts kernels says so.
        with suppress(CannotForkError):
            server([sys.executable], variables(), UNATTENDED)


def import_all() -> None:
    """Import what runs lessons, without what it has no use for."""
    # What is imported stays: nothing is gained by looking through it now or later.
    gc.disable()
    with absent(*UNUSED):
        importlib.import_module("nbformat")
    importlib.import_module("studywidgets.execution.run")
    gc.freeze()
    gc.enable()


def leave_all() -> None:
    """Let the process end without taking everything apart first."""
    gc.disable()
    gc.freeze()
