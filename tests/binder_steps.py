"""The steps by which Binder makes an image, as repo2docker prints them, done without Docker.

Only what the repository decides is done: the steps of the unprivileged user. Those of root set up
an Ubuntu with conda, in whose place there is a fresh virtual environment of this Python.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from string import Template
from threading import Thread
from typing import TYPE_CHECKING, Literal, NamedTuple

from urllib3 import PoolManager, Retry

if TYPE_CHECKING:
    from collections.abc import Iterator

STUDENT = "jovyan"
"""The unprivileged user of mybinder.org's images; repo2docker is told it as BinderHub does."""

BUILD_ARGUMENTS = {"NB_USER": STUDENT, "NB_UID": "1000"}

PREFIXED = ("APP_BASE", "HOME")
"""The two folders of the image that all others lie in: here they lie in the test's own folder."""

MACHINE = ("http_proxy", "https_proxy", "no_proxy", "pip_", "ssl_cert_", "ld_library_path")
"""How the names of variables begin by which this machine's Python starts and reaches PyPI."""

BASE_ADDRESS = "/user/student/"
"""On a hub every server's address has such a prefix."""

SERVER_START = 120
"""Seconds that JupyterLab may take to print its address."""

UNTIL_IT_LISTENS = Retry(connect=100, backoff_factor=0.01, backoff_max=0.5)


class Step(NamedTuple):
    """One instruction of a Dockerfile and the user that it is done as."""

    user: str
    instruction: str
    value: str


@dataclass(frozen=True)
class Dockerfile:
    """The steps of the image, in order."""

    steps: tuple[Step, ...]

    def position(self, user: str, instruction: str, fragment: str) -> int:
        """Return the place of the one step of this user and kind whose value has the fragment."""
        [position] = (
            position
            for position, step in enumerate(self.steps)
            if step[:2] == (user, instruction) and fragment in step.value
        )
        return position


def copy_checkout(root: Path, target: Path) -> None:
    """Copy what a commit of everything in `root` would hold: nothing that git ignores."""
    listed = subprocess.run(
        # S607: whichever git this machine has.
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        # A file that was deleted is listed until the deletion is committed.
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def repo2docker(checkout: Path) -> Dockerfile:
    """Ask repo2docker for the Dockerfile of a repository; neither builds it nor needs Docker.

    Raises:
        AssertionError: repo2docker refuses the repository; the message has its log.
    """
    user = ["--user-id", BUILD_ARGUMENTS["NB_UID"], "--user-name", STUDENT]
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", *user, str(checkout)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"repo2docker: {done.returncode}\n{done.stderr}"
    return Dockerfile(tuple(_steps(done.stdout)))


def _steps(text: str) -> Iterator[Step]:
    without_comments = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    user = "root"
    for line in without_comments.replace("\\\n", " ").splitlines():
        instruction, _, value = line.strip().partition(" ")
        if instruction == "USER":
            user = value.replace("${NB_USER}", STUDENT)
        elif instruction:
            yield Step(user, instruction, value.strip())


class Image:
    """A folder that stands for the image's file system, and the variables of its processes."""

    def __init__(self, folder: Path) -> None:
        """Start with the machine's own programs, and with how this machine reaches PyPI."""
        self.folder = folder
        self.variables = {"PATH": os.defpath, **BUILD_ARGUMENTS}
        for name, value in os.environ.items():
            if name.lower().startswith(MACHINE):
                self.variables[name] = value

    @property
    def programs(self) -> Path:
        """The folder of the programs of the environment that serves the students."""
        return Path(self.variables["NB_PYTHON_PREFIX"], "bin")

    @property
    def repository(self) -> Path:
        """The folder that the repository is copied to and that JupyterLab shows."""
        return Path(self.variables["REPO_DIR"])

    def make(self, steps: tuple[Step, ...], checkout: Path) -> None:
        """Do the steps of the unprivileged user, and copy the repository where they say."""
        for step in steps:
            if step.instruction in {"ENV", "ARG"}:
                self._define(step.value)
        self.repository.mkdir(parents=True)
        environment = self.variables["NB_PYTHON_PREFIX"]
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        for step in steps:
            if step.instruction == "COPY":
                self._copy(step.value, checkout)
            elif step.instruction == "RUN" and step.user == STUDENT:
                self.run("bash", "-c", step.value)

    def run(self, *command: str) -> str:
        """Run a command in the repository as a process of the image; return what it says.

        Raises:
            AssertionError: The command failed; the message has all of its output.
        """
        done = subprocess.run(
            command,
            cwd=self.repository,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{shlex.join(command)}: {done.returncode}\n{done.stdout}"
        return done.stdout

    def _define(self, assignments: str) -> None:
        for assignment in shlex.split(assignments):
            name, given, value = assignment.partition("=")
            if given:
                expanded = Template(value).substitute(self.variables)
                self.variables[name] = f"{self.folder if name in PREFIXED else ''}{expanded}"

    def _copy(self, value: str, checkout: Path) -> None:
        source, target = (
            Template(word).substitute(self.variables)
            for word in value.split()
            if not word.startswith("--")
        )
        # What lies outside of src/ are repo2docker's own pieces, for root's steps.
        if source == "src/":
            shutil.copytree(checkout, target, dirs_exist_ok=True)
        elif source.startswith("src/"):
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(checkout / source.removeprefix("src/"), target)


class Server(NamedTuple):
    """The image's running Jupyter: its address, with final slash, and its process."""

    address: str
    pid: int


@contextmanager
def jupyter(image: Image, program: Literal["lab", "notebook"] = "lab") -> Iterator[Server]:
    """Serve the image's repository with its own JupyterLab or Notebook.

    Raises:
        AssertionError: The server ended, or said nothing for two minutes; the message has its log.
    """
    command = [
        # The tests may run as root in a container, where Jupyter would refuse to start.
        *(str(image.programs / "jupyter"), program, "--no-browser", "--allow-root"),
        *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token="),
        # A hub's token does the same for those who ask without a browser.
        *(f"--ServerApp.base_url={BASE_ADDRESS}", "--ServerApp.disable_check_xsrf=True"),
    ]
    with subprocess.Popen(
        command,
        cwd=image.repository,
        env=image.variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        lines: Queue[str] = Queue()
        # Read to the end, since a server whose pipe is full stands still.
        reader = Thread(target=_read, args=(server, lines))
        reader.start()
        try:
            address = _address(lines)
            # It is printed just before the server listens there: wait for the first answer.
            PoolManager(retries=UNTIL_IT_LISTENS).request("GET", f"{address}api")
            yield Server(address, server.pid)
        finally:
            server.terminate()
            reader.join()


def _read(server: subprocess.Popen[str], lines: Queue[str]) -> None:
    assert server.stdout is not None
    for line in server.stdout:
        lines.put(line)
    lines.put("")


def _address(lines: Queue[str]) -> str:
    log = ""
    try:
        while line := lines.get(timeout=SERVER_START):
            log += line
            if found := re.search(rf"http://127\.0\.0\.1:\d+{BASE_ADDRESS}", line):
                return found[0]
    except Empty:
        log += "and then nothing more"
    message = f"Jupyter did not start:\n{log}"
    raise AssertionError(message)
