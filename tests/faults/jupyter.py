"""The server, the lesson's copies and the pages of the tests in JupyterLab."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from studywidgets.execution.trust import trust_notebooks
from studywidgets.notebooks.build import build
from tests.end_to_end.notebook_page import APPLICATIONS, OpenNotebook
from tests.end_to_end.server import JupyterServer, private_jupyter
from tests.faults.lesson import Lesson
from tests.faults.traffic import Traffic

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext

NAME = "track-ii-diplomacy.ipynb"

# A kernel that dies is started again at once, and as often as it dies.
SETTINGS = {"KernelRestarter": {"time_to_dead": 0.3, "restart_limit": 10_000}}


class Served(NamedTuple):
    """An executed and trusted lesson, and a server to show copies of it.

    Attributes:
        copy: The notebook.
        server: The server, running or not.
    """

    copy: Path
    server: JupyterServer

    def new_folder(self, name: str) -> Path:
        """Make a folder below the server's with a copy of the lesson."""
        folder = self.server.root / name
        folder.mkdir()
        shutil.copy(self.copy, folder)
        return folder


def serve(root: Path, folder: Path) -> Served:
    """Build, execute and trust the lesson, for a server that is not started yet."""
    home = folder / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "jupyter_server_config.json").write_text(json.dumps(SETTINGS), "utf-8")
    (folder / "served").mkdir()
    build(root / "content", folder / "lessons")
    # In a process of its own: asyncio, which runs it, and Playwright exclude each other in one.
    subprocess.run(
        [
            *(sys.executable, "-m", "studywidgets", "execute"),
            *(folder / "lessons" / NAME, "--write", folder / "copies"),
        ],
        env={**os.environ, **private_jupyter(home)},
        cwd=root,
        capture_output=True,
        check=True,
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in private_jupyter(home).items():
            patch.setenv(name, value)
        trust_notebooks((folder / "copies").iterdir())
    return Served(folder / "copies" / NAME, JupyterServer("jupyterlab", folder / "served", home))


def open_lesson(
    context: BrowserContext, server: JupyterServer, folder: str, name: str = NAME
) -> Lesson:
    """Open a lesson in a new page, on which JupyterLab's news are put away as they come."""
    page = context.new_page()
    traffic = Traffic(page)
    # A kernel has died, or the server is gone. What can be refused is a question of another kind.
    news = page.locator(".jp-Dialog:not(:has(.jp-mod-reject))")
    # Another may come when one is gone, and is then looked at anew.
    page.add_locator_handler(
        news.first,
        lambda: news.locator(".jp-Dialog-footer button").first.click(force=True),
        no_wait_after=True,
    )
    lesson = Lesson(OpenNotebook(page, server, APPLICATIONS["doc"], folder, name), traffic)
    lesson.open()
    return lesson
