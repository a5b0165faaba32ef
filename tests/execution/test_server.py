"""How JupyterLab is started."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from studywidgets.execution.server import (
    SETTINGS,
    first_page,
    jupyterlab_command,
    jupyterlab_environment,
)
from tests.execution.samples import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("notebooks", "page"),
    [
        (["index.ipynb", "a.ipynb"], "/doc/tree/index.ipynb"),
        (["course/index.ipynb", "course/a.ipynb"], "/doc/tree/course/index.ipynb"),
        (["one/index.ipynb", "two/index.ipynb"], "/lab"),
        (["a.ipynb"], "/lab"),
    ],
)
def test_the_first_page_is_the_courses_own(tmp_path: Path, notebooks: list[str], page: str) -> None:
    """first_page is the one course's index by itself, else the file browser."""
    for name in notebooks:
        write(tmp_path / name, "1")

    assert first_page(tmp_path) == page


def test_jupyterlab_runs_in_this_python(tmp_path: Path) -> None:
    """The command starts JupyterLab with this interpreter, in the folder of the copies."""
    command = jupyterlab_command(tmp_path, browser=True, port=None)

    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert not [option for option in command if "port" in option or "browser" in option]


def test_options_reach_jupyterlab(tmp_path: Path) -> None:
    """The command has the port, and no other instead of it, and opens no browser if asked."""
    command = jupyterlab_command(tmp_path, browser=False, port=8899)

    assert command[-3:] == [
        "--ServerApp.open_browser=False",
        "--ServerApp.port=8899",
        "--ServerApp.port_retries=0",
    ]


def test_settings_are_found_before_others() -> None:
    """Our settings folder comes before those that the environment names already."""
    environment = jupyterlab_environment({"JUPYTER_CONFIG_PATH": "/theirs", "HOME": "/home/a"})

    assert environment["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(SETTINGS), "/theirs"]
    assert environment["HOME"] == "/home/a"
    assert jupyterlab_environment({})["JUPYTER_CONFIG_PATH"] == str(SETTINGS)


def test_nothing_asks_other_hosts() -> None:
    """The settings turn off the question about news, updates and the list of extensions."""
    overrides = SETTINGS / "labconfig" / "default_setting_overrides.json"

    settings = json.loads(overrides.read_text(encoding="utf-8"))

    notification = settings["@jupyterlab/apputils-extension:notification"]
    assert (notification["checkForUpdates"], notification["fetchNews"]) == (False, "false")
    assert settings["@jupyterlab/extensionmanager-extension:plugin"] == {"enabled": False}


def test_students_get_the_same_settings_everywhere(root: Path) -> None:
    """JupyterLab has the same settings on Binder as at home."""
    here = SETTINGS / "labconfig" / "default_setting_overrides.json"

    assert here.read_bytes() == (root / "binder" / "overrides.json").read_bytes()
