"""The commands that run lessons: ours, and those of the peers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.peers import LESSONS_NEED, Environment, environment, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

OURS = "studywidgets execute"


@dataclass(frozen=True)
class Runner:
    """A peer that runs notebooks.

    Attributes:
        name: How the table calls it.
        package: The package whose version is that of the peer.
        packages: What it needs besides what lessons need.
        command: Program and arguments, before the notebooks.
        alone: Whether a command takes one notebook, and then the name of its executed copy.
    """

    name: str
    package: str
    packages: tuple[str, ...]
    command: tuple[str, ...]
    alone: bool = False

    def environment(self) -> Environment:
        """Its environment; it is made if it is not there.

        Raises:
            benchmarks.peers.PeerUnavailableError: It can't be installed.
        """
        return environment(self.package, [*LESSONS_NEED, *self.packages])

    def commands(self, notebooks: Sequence[Path], copy: Path) -> list[list[str | Path]]:
        """The commands that run notebooks.

        Args:
            notebooks: All in one folder.
            copy: Where an executed copy may be written.
        """
        program, *arguments = self.command
        start: list[str | Path] = [self.environment().program(program), *arguments]
        if self.alone:
            return [[*start, notebook, copy] for notebook in notebooks]
        return [[*start, *notebooks]]

    def action(self, notebooks: Sequence[Path], copy: Path) -> Callable[[], None]:
        """What runs these commands one after the other."""
        commands = self.commands(notebooks, copy)

        def act() -> None:
            for command in commands:
                run(command, notebooks[0].parent)

        return act

    def label(self) -> str:
        """Its name and version."""
        return f"{self.name} ({self.environment().version(self.package)})"


JUPYTER = Runner(
    "jupyter execute", "nbclient", ("nbclient", "jupyter-core"), ("jupyter", "execute")
)
NBMAKE = Runner(
    "pytest --nbmake -n auto",
    "nbmake",
    ("nbmake", "pytest", "pytest-xdist"),
    ("pytest", "--nbmake", "-n", "auto", "-p", "no:cacheprovider"),
)
NBMAKE_TWO = Runner("pytest --nbmake -n 2", "nbmake", NBMAKE.packages, (*NBMAKE.command, "-n", "2"))
PAPERMILL = Runner("papermill", "papermill", ("papermill",), ("papermill",), alone=True)
PLOOMBER = Runner(
    "ploomber-engine", "ploomber-engine", ("ploomber-engine",), ("ploomber-engine",), alone=True
)


def ours(notebooks: Sequence[Path]) -> list[str | Path]:
    """The command with which this project runs notebooks."""
    return [sys.executable, "-m", "studywidgets", "execute", *notebooks]
