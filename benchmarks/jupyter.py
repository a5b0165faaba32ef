"""A JupyterLab of its own for a measurement."""

# ruff: noqa: S603 - starts the tools of this environment
from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import sync_playwright

from benchmarks.course import executed_course
from studywidgets.execution.server import jupyterlab_command, jupyterlab_environment
from tests.browser import CHROMIUM_FLAGS
from tools.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

TOKEN = "measurement"  # noqa: S105 - guards a server that lives for a minute on this machine


@dataclass(frozen=True)
class JupyterLab:
    """A running JupyterLab with one kernel at most.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        runtime: Its folder of kernel connection files.
    """

    port: int
    runtime: Path

    def address(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}/{path}?token={TOKEN}"

    def keep_kernel_busy(self) -> None:
        """Make the kernel do nothing else from now on."""
        client = BlockingKernelClient()
        client.load_connection_file(str(self.runtime / f"kernel-{self._kernel()}.json"))
        client.start_channels()
        client.wait_for_ready(timeout=60)
        request = client.execute("while True: pass")
        while True:
            message = client.get_iopub_msg(timeout=60)
            ours = message["parent_header"].get("msg_id") == request
            if ours and message["msg_type"] == "execute_input":
                break
        client.stop_channels()

    def end_kernel(self) -> None:
        """End the kernel, as a hub does with an idle one."""
        self._ask(f"api/kernels/{self._kernel()}", "DELETE")

    def _kernel(self) -> str:
        return str(json.loads(self._ask("api/kernels"))[0]["id"])

    def _ask(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(self.address(path), method=method)  # noqa: S310 - own server
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - own server
            content: bytes = answer.read()
            return content


@contextmanager
def running_jupyterlab(copies: Path, folder: Path, *, forked: bool = False) -> Iterator[JupyterLab]:
    """JupyterLab on executed copies, which it trusts, with its own home below `folder`.

    Args:
        copies: The executed copies.
        folder: A folder for this JupyterLab alone.
        forked: Whether its kernels are forked, as on Binder; else they start as usual.
    """
    home = folder / "home"
    runtime = home / "runtime"
    runtime.mkdir(parents=True)
    environment = jupyterlab_environment(
        {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(runtime)}
    )
    trust: list[Any] = [
        sys.executable,
        "-m",
        "jupyter",
        "trust",
        "--log-level=WARN",
        *sorted(copies.rglob("*.ipynb")),
    ]
    subprocess.run(trust, check=True, env=environment, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *jupyterlab_command(copies, browser=False, port=port),
        f"--IdentityProvider.token={TOKEN}",
    ]
    if forked:
        _fork_kernels(environment)
        command = [word for word in command if "kernel_spec_manager_class" not in word]
    with (folder / "jupyterlab.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, process)
            yield JupyterLab(port, runtime)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                # Now and then one of JupyterLab's own threads outlives its event loop.
                process.kill()
                process.wait()


@contextmanager
def course_in_browser() -> Iterator[tuple[Page, JupyterLab]]:
    """The executed course in a JupyterLab of its own, and a page of a browser."""
    with tempfile.TemporaryDirectory() as folder:
        # First, since it needs an event loop of its own, as Playwright does.
        copies = executed_course(Path(folder))
        with in_browser(copies, Path(folder)) as (page, server):
            yield page, server


@contextmanager
def in_browser(copies: Path, folder: Path) -> Iterator[tuple[Page, JupyterLab]]:
    """JupyterLab on a folder of notebooks, which it trusts, and a page of a browser."""
    with running_jupyterlab(copies, folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        yield browser.new_context().new_page(), server
        browser.close()


def _fork_kernels(environment: dict[str, str]) -> None:
    """Let the user with this environment have forked kernels under the name python3."""
    # Jupyter prefers what is installed in a virtual environment to what the user has.
    environment["JUPYTER_PREFER_ENV_PATH"] = "0"
    install = [sys.executable, "-m", "studywidgets", "kernel", "--user", "--name", "python3"]
    subprocess.run(install, check=True, env=environment, stdout=subprocess.DEVNULL)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server listens.

    Raises:
        RuntimeError: It ended instead.
    """
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return
    message = "JupyterLab did not start: see jupyterlab.log"
    raise RuntimeError(message)
