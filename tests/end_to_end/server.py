"""Real Jupyter servers, each with a port and a log of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from urllib3 import PoolManager, Retry

from studywidgets.execution.server import jupyterlab_command, jupyterlab_environment
from tests.commands import free_port

if TYPE_CHECKING:
    from pathlib import Path

Program = Literal["jupyterlab", "notebook"]

TOKEN = "of-the-tests"  # noqa: S105 - it guards a server that only this test run knows

UNTIL_IT_LISTENS = Retry(total=None, connect=120, backoff_factor=0.1, backoff_max=0.5)

ENDING = 60.0
"""Seconds for a server to end its kernels and itself."""


def private_jupyter(folder: Path) -> dict[str, str]:
    """Variables that keep a process apart from the Jupyter of whoever runs the tests."""
    return {
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        # Beside its notebooks: each test has a folder of its own for them, and so a record.
        "STUDYWIDGETS_RECORD": ".record",
    }


@dataclass
class JupyterServer:
    """A Jupyter server in a process of its own.

    Attributes:
        program: The application that it is started as.
        root: The folder that it serves.
        home: Where its settings, its trust store, its runtime files and its log are.
        port: It stays the same when the server is stopped and started again.
    """

    program: Program
    root: Path
    home: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None
    _http: PoolManager = field(default_factory=PoolManager)

    @property
    def address(self) -> str:
        """The server's address, without final slash."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and wait until it answers.

        Raises:
            urllib3.exceptions.MaxRetryError: It does not listen after a minute.
        """
        # JupyterLab remembers which folder it showed, and another server may not have that one.
        own = {"JUPYTERLAB_WORKSPACES_DIR": str(self.home / f"workspaces-{self.port}")}
        # Into a file: a server whose output nobody reads stands still once the pipe is full.
        with (self.home / f"{self.program}-{self.port}.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(),
                cwd=self.home,
                env=jupyterlab_environment({**os.environ, **private_jupyter(self.home), **own}),
                stdout=log,
                stderr=log,
            )
        self.request("GET", "api/status", retries=UNTIL_IT_LISTENS)

    def stop(self) -> None:
        """End the process, which ends its kernels first."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(ENDING)
            self._process = None

    def request(
        self, method: str, path: str, content: object = None, *, retries: Retry | None = None
    ) -> Any:
        """Ask the server's REST interface; returns what the JSON of the answer holds."""
        answer = self._http.request(
            method,
            f"{self.address}/{path}",
            headers={"Authorization": f"token {TOKEN}"},
            json=content,
            retries=retries,
        )
        assert answer.status < 400, f"{method} {path}: {answer.status} {answer.data!r}"
        return json.loads(answer.data) if answer.data else None

    def end_kernels(self, folder: str) -> None:
        """Shut down the kernels of the notebooks in a folder of the root."""
        for session in self.request("GET", "api/sessions"):
            if session["path"].startswith(f"{folder}/"):
                self.request("DELETE", f"api/sessions/{session['id']}")

    def _command(self) -> list[str]:
        command = jupyterlab_command(self.root, browser=False, port=self.port)
        if self.program == "notebook":
            options = [option for option in command if option.startswith("--ServerApp.")]
            command = [sys.executable, "-m", "notebook", *options]
        return [*command, f"--IdentityProvider.token={TOKEN}"]
