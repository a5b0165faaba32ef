"""What a command that runs lessons does first, so that it need not wait for it later."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from studywidgets.execution.environment import variables
from studywidgets.execution.forkserver.client import server
from studywidgets.execution.forkserver.process import CannotForkError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNUSED = ("arrow", "fqdn", "isoduration", "rfc3986_validator", "rfc3987_syntax", "webcolors")
"""What jsonschema imports, if it is there, to check formats that no notebook has.

One of them makes a parser for international addresses meanwhile, which takes a second.
"""


def start_server() -> None:
    """Start the fork server of the lessons' kernels, without waiting for it."""
    if sys.platform == "linux":
        # If it can't be started, whoever starts kernels says so.
        with suppress(CannotForkError):
            server([sys.executable], variables())


def import_nbformat() -> None:
    """Import what reads notebooks, without what it has no use for."""
    with _absent(*UNUSED):
        importlib.import_module("nbformat")


@contextmanager
def _absent(*modules: str) -> Iterator[None]:
    """Let modules that are not imported yet count as not installed."""
    hidden = {name: None for name in modules if name not in sys.modules}
    # The import system takes None for a module that is known not to be there.
    sys.modules.update(hidden)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
