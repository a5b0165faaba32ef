"""Real Jupyter servers, each with a home, a trust store and a log of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jupyter_client.blocking.client import BlockingKernelClient
from urllib3 import PoolManager, Retry

from studywidgets.execution.server import jupyterlab_command, jupyterlab_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

Program = Literal["jupyterlab", "notebook"]

TOKEN = "of-the-tests"  # noqa: S105 - it guards a server that only this test run knows

UNTIL_IT_LISTENS = Retry(total=None, connect=300, backoff_factor=0.02, backoff_max=0.2)
UNTIL_IT_ENDS = 20.0
REPLY = 60.0


def private_home(folder: Path) -> dict[str, str]:
    """Variables that keep a process's Jupyter apart from the one of whoever runs the tests."""
    return {
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class JupyterServer:
    """A Jupyter server as a process.

    Attributes:
        program: The application that it is started as.
        root: The folder that it serves.
        home: Where its settings, its runtime files and its log are; `private_home` has been
            given the same folder when notebooks in `root` were trusted.
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

    @property
    def log(self) -> Path:
        """Everything that the server and its kernels have said."""
        return self.home / f"{self.program}.log"

    def start(self) -> None:
        """Start the process and wait until it answers.

        Raises:
            AssertionError: It ended instead, or never listened; the message has its log.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as sink:
            self._process = subprocess.Popen(
                self._command(),
                env=jupyterlab_environment({**os.environ, **private_home(self.home)}),
                cwd=self.home,
                stdout=sink,
                stderr=sink,
            )
        status = self.request("GET", "api/status", retries=UNTIL_IT_LISTENS)
        assert status["kernels"] == 0, self.log.read_text(encoding="utf-8")

    def stop(self, signal_number: int = signal.SIGTERM) -> None:
        """End the process, which ends its kernels first unless it is killed."""
        if self._process is None:
            return
        self._process.send_signal(signal_number)
        self._process.wait(UNTIL_IT_ENDS)
        self._process = None

    def request(self, method: str, path: str, *, retries: Retry | None = None) -> Any:
        """Ask the server's REST interface; returns what the JSON of the answer holds."""
        answer = self._http.request(
            method,
            f"{self.address}/{path}",
            headers={"Authorization": f"token {TOKEN}"},
            retries=retries,
        )
        assert answer.status < 400, f"{method} {path}: {answer.status} {answer.data!r}"
        return json.loads(answer.data) if answer.data else None

    def sessions(self, folder: str = "") -> list[dict[str, Any]]:
        """The running notebooks, those in one folder of the root or all."""
        return [
            session
            for session in self.request("GET", "api/sessions")
            if session["path"].startswith(folder)
        ]

    def kernel_client(self, notebook: str) -> BlockingKernelClient:
        """A client of the kernel of an open notebook, to be stopped by the caller."""
        [session] = self.sessions(notebook)
        name = f"kernel-{session['kernel']['id']}.json"
        client = BlockingKernelClient(connection_file=str(self.home / "runtime" / name))
        client.load_connection_file()
        client.start_channels()
        return client

    def evaluate(self, notebook: str, expression: str) -> Any:
        """What a Python expression is in the kernel of an open notebook, taken through JSON."""
        client = self.kernel_client(notebook)
        try:
            reply = client.execute(
                "import json",
                silent=True,
                user_expressions={"value": f"json.dumps({expression})"},
                reply=True,
                timeout=REPLY,
            )
        finally:
            client.stop_channels()
        value = reply["content"]["user_expressions"]["value"]
        assert value["status"] == "ok", value
        # The repr of a str that holds JSON.
        return json.loads(__import__("ast").literal_eval(value["data"]["text/plain"]))

    def end_sessions(self, folder: str) -> None:
        """Shut the kernels of a folder's notebooks down."""
        for session in self.sessions(folder):
            self.request("DELETE", f"api/sessions/{session['id']}")

    def _command(self) -> list[str]:
        command = jupyterlab_command(self.root, browser=False, port=self.port)
        if self.program == "notebook":
            ours = [option for option in command[3:] if not option.startswith("--LabApp.")]
            command = [sys.executable, "-m", "notebook", *ours]
        return [*command, f"--IdentityProvider.token={TOKEN}"]


def running(server: JupyterServer) -> Iterator[JupyterServer]:
    """Start a server, and end it with the fixture that yields from this."""
    try:
        server.start()
        yield server
    finally:
        server.stop()
