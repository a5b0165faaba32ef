"""Modules that are installed, and count as not installed for a while."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def absent(*modules: str) -> Iterator[None]:
    """Let modules that are not imported yet count as not installed."""
    hidden = {name: None for name in modules if name not in sys.modules}
    # The import system takes None for a module that is known not to be there.
    sys.modules.update(hidden)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
