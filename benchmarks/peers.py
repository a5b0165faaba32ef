"""The tools that this project is compared with, each in an environment of its own.

An environment is made once, below `.benchmarks/`, with packages from PyPI, and used again as long
as the same packages are asked for, and this project's own versions are the same.
"""

# ruff: noqa: S603 - starts pip and the peers
from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".benchmarks"

VERSIONS = ROOT / "constraints.txt"

LESSONS_NEED = ("--editable", str(ROOT), "--constraint", str(VERSIONS), "ipykernel")
"""What an environment needs to run lessons: this package, and the versions that we run with."""


class PeerUnavailableError(Exception):
    """The peer can't be installed here; the text says so, with the end of what pip said."""


@dataclass(frozen=True)
class Environment:
    """An environment with a peer in it.

    Attributes:
        folder: Where it is.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """One of its programs."""
        windows = sys.platform == "win32"
        return (
            self.folder / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)
        )

    def version(self, package: str) -> str:
        """The package's name and version, as the table names a peer."""
        code = f"from importlib.metadata import version; print(version({package!r}))"
        command: list[str | Path] = [self.python, "-c", code]
        found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        return f"{package} {found.stdout.strip()}"


def environment(name: str, packages: Sequence[str]) -> Environment:
    """The environment of a peer; it is made if it is not there.

    Args:
        name: Its folder's name.
        packages: Arguments for `pip install`.

    Raises:
        PeerUnavailableError: They can't be installed.
    """
    made = Environment(CACHE / name)
    asked = json.dumps([sys.version, VERSIONS.read_text(encoding="utf-8"), *packages])
    note = made.folder / "made.json"
    if note.exists() and note.read_text(encoding="utf-8") == asked:
        return made
    venv.create(made.folder, with_pip=True, clear=True)
    quietly = ("--quiet", "--disable-pip-version-check")
    command: list[str | Path] = [made.python, "-m", "pip", "install", *quietly, *packages]
    done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        message = f"does not install on Python {platform.python_version()}: {last}"
        raise PeerUnavailableError(message)
    note.write_text(asked, encoding="utf-8")
    return made


def run(command: Sequence[str | Path], folder: Path) -> None:
    """Run a command in a folder, with nothing of Jupyter's that this user has set up.

    Raises:
        RuntimeError: It failed, so that its time is that of something else.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        check=False,
        env=variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        message = f"{' '.join(map(str, command))[:200]} failed: {done.stdout[-2000:]}"
        raise RuntimeError(message)


def variables() -> dict[str, str]:
    """This process's environment variables, with Jupyter's own folders below `.benchmarks/`.

    Kernels of this user would take the place of those of the peer's environment.
    """
    home = CACHE / "home"
    folders = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "IPYTHONDIR": home / "ipython",
    }
    return {**os.environ, **{name: str(folder) for name, folder in folders.items()}}
