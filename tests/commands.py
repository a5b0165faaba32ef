"""Running the command line as a user does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds after which a program that should have answered is taken to hang."""


def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the package is found and nothing of the user's changes."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "JUPYTER_DATA_DIR": str(tmp_path / "jupyter-data"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter-config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"),
    }


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def studywidgets(
    tmp_path: Path, *arguments: str, beforehand: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a command in `tmp_path`.

    Args:
        tmp_path: The folder.
        arguments: The command and its arguments.
        beforehand: What each Python that has to do with the command runs first.
    """
    variables = environment(tmp_path)
    if beforehand:
        site = tmp_path / "site"
        site.mkdir()
        (site / "sitecustomize.py").write_text(beforehand, encoding="utf-8")
        variables["PYTHONPATH"] = os.pathsep.join([str(site), variables["PYTHONPATH"]])
    return subprocess.run(
        [sys.executable, "-m", "studywidgets", *arguments],
        cwd=tmp_path,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def started(tmp_path: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command in `tmp_path`; it is killed at the end, or after a while."""
    with subprocess.Popen(
        [sys.executable, "-m", "studywidgets", *arguments],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        watchdog = threading.Timer(PATIENCE, running.kill)
        watchdog.start()
        try:
            yield running
        finally:
            watchdog.cancel()
            running.kill()
