"""A browser of its own, on a profile that outlives it, to be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser import CHROMIUM_FLAGS
from tests.faults.traffic import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, BrowserType


class OwnBrowser:
    """A running browser that only one test knows.

    Attributes:
        context: Its pages and its storage, which are those of the profile.
    """

    def __init__(self, process: subprocess.Popen[str], context: BrowserContext) -> None:
        self.context = context
        self._process = process

    def kill(self) -> None:
        """End all of its processes at once."""
        os.killpg(self._process.pid, signal.SIGKILL)


@contextmanager
def own_browser(
    browser_type: BrowserType, chromium_path: str, profile: Path
) -> Iterator[OwnBrowser]:
    """Start a browser on a profile; it is killed at the end, if it was not before."""
    command = [
        chromium_path,
        *CHROMIUM_FLAGS,
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
    ]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            browser = browser_type.connect_over_cdp(_address(process), timeout=PATIENCE * 1000)
            yield OwnBrowser(process, browser.contexts[0])
        finally:
            # The group is there until its leader, which it is named after, has been waited for.
            os.killpg(process.pid, signal.SIGKILL)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"listening on (ws://\S+)", line):
            # A browser whose output nobody reads stands still once the pipe is full.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    pytest.fail("the browser ended before it could be driven")
