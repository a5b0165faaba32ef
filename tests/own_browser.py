"""A browser of its own, on a profile that outlives it, to be killed."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Error

from tests.browser import CHROMIUM_FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, BrowserType

PATIENCE = 90.0
"""Seconds for a browser to start, on a machine that is busy with other tests."""


class OwnBrowser:
    """A running browser that only one test knows.

    Attributes:
        context: Its pages and its storage, which are those of the profile.
    """

    def __init__(self, process: psutil.Process, context: BrowserContext) -> None:
        self.context = context
        self._process = process

    def kill(self) -> None:
        """End all of its processes at once."""
        # Playwright starts a browser in a group of its own, and waits for it to end.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Wait until nothing of it is left: the next one needs its profile."""
        self.kill()
        with suppress(Error):
            # It may be just now that Playwright hears of the browser's end.
            self.context.close()
        psutil.wait_procs([self._process], timeout=PATIENCE)


@contextmanager
def own_browser(
    browser_type: BrowserType, chromium_path: str, profile: Path
) -> Iterator[OwnBrowser]:
    """Start a browser on a profile; what is left of it is killed at the end."""
    context = browser_type.launch_persistent_context(
        profile,
        executable_path=chromium_path,
        args=list(CHROMIUM_FLAGS),
        timeout=PATIENCE * 1000,
    )
    own = OwnBrowser(_process_on(profile), context)
    try:
        yield own
    finally:
        own.end()


def _process_on(profile: Path) -> psutil.Process:
    """The browser's first process, which has started the others with the same argument."""
    argument = f"--user-data-dir={profile}"
    found = [
        process
        for process in psutil.Process().children(recursive=True)
        if argument in _command(process)
    ]
    return min(found, key=lambda process: process.create_time())


def _command(process: psutil.Process) -> list[str]:
    """What a process was started with; nothing if it has ended meanwhile."""
    with suppress(psutil.NoSuchProcess):
        return list(process.cmdline())
    return []
