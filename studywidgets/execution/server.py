"""How JupyterLab is started for students: its command, its settings and its first page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = Path(__file__).parents[1] / "jupyter"
"""A Jupyter configuration folder: `labconfig` in it has our defaults for JupyterLab's settings.

Defaults only: what a user has set in their own JupyterLab counts more.
"""

FIRST_PAGE = "index.ipynb"


def first_page(copies: Path) -> str:
    """The address, below JupyterLab's own, of the course's first page by itself on the screen.

    With several courses, or without a first page, it is the file browser.
    """
    pages = [copies / FIRST_PAGE]
    if not pages[0].exists():
        pages = sorted(copies.glob(f"*/{FIRST_PAGE}"))
    if len(pages) != 1:
        return "/lab"
    return f"/doc/tree/{pages[0].relative_to(copies).as_posix()}"


def jupyterlab_command(copies: Path, *, browser: bool, port: int | None) -> list[str]:
    """The command that serves `copies` with JupyterLab, run by this interpreter.

    Args:
        copies: The folder that JupyterLab shows.
        browser: Whether to open a browser.
        port: The port to listen on; None for JupyterLab's own choice.
    """
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={copies}",
        f"--LabApp.default_url={first_page(copies)}",
        # Whatever other `python3` is installed for this user would lack the widgets.
        "--ServerApp.kernel_spec_manager_class=studywidgets.execution.kernels.OwnInterpreter",
        # The address is shown all the same.
        "--log-level=WARN",
        # Nothing is fetched from elsewhere: it would tell others who is studying.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        # Ctrl-C ends it without a question that would leave kernels running.
        "--ServerApp.answer_yes=True",
        # In a container everybody is root; JupyterLab's refusal would name an option it lacks here.
        "--ServerApp.allow_root=True",
    ]
    if not browser:
        command.append("--ServerApp.open_browser=False")
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return command


def jupyterlab_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` with our settings folder in front of Jupyter's other ones."""
    folders = [str(SETTINGS), *filter(None, [environment.get("JUPYTER_CONFIG_PATH")])]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(folders)}
