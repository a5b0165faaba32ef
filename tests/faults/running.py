"""A run of lessons in a process of its own, what belongs to it, and what is left of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from tests.commands import environment
from tests.execution.samples import write

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

PATIENCE = 120
"""Seconds after which a run that should have ended is taken to hang."""

MARK = "STUDYWIDGETS_TEST_RUN"
"""A variable that every process of a run has from its start."""

IN_OWN_SPACE = ("unshare", "--user", "--map-root-user", "--mount")
"""What gives a process file systems of its own; they go with it."""

SMALL_DISK = """
mount -t tmpfs -o size=64k,mode=700 tmpfs "$TMPDIR"
head -c {ballast} /dev/zero 2>/dev/null >"$TMPDIR/ballast" || true
"""
"""What makes a disk for temporary files on which there is little room or none."""

CHILD = "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)"
"""A cell that leaves a process behind, out of its own process group."""


class Run:
    """A run of lessons.

    Attributes:
        command: The process of the command.
        temporary: Its folder for temporary files, with a short path.
    """

    def __init__(self, command: subprocess.Popen[str], temporary: Path) -> None:
        """Take what was started."""
        self.command = command
        self.temporary = temporary
        self._printed: str | None = None

    def processes(self) -> list[psutil.Process]:
        """All processes of the run that are there: the command's and all below it."""
        found = []
        for process in psutil.process_iter(["environ", "status"]):
            variables = process.info["environ"] or {}
            alive = process.info["status"] != psutil.STATUS_ZOMBIE
            if alive and variables.get(MARK) == str(self.temporary):
                found.append(process)
        return found

    def commands(self) -> list[psutil.Process]:
        """The command."""
        return [psutil.Process(self.command.pid)]

    def servers(self) -> list[psutil.Process]:
        """The fork servers: the command's children."""
        return [one for one in self.processes() if one.ppid() == self.command.pid]

    def keepers(self) -> list[psutil.Process]:
        """The servers' children."""
        return [child for server in self.servers() for child in server.children()]

    def kernels(self) -> list[psutil.Process]:
        """The keepers' children."""
        return [child for keeper in self.keepers() for child in keeper.children()]

    def begin(self) -> None:
        """Wait until the command has started its server; before, Python only loads the command."""
        while not self.servers() and self.command.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                self.command.wait(0.01)

    def passed(self) -> list[str]:
        """The lessons that passed, when the run has ended."""
        return re.findall(r"^passed +[\d.]+ s  (\S+)$", self.printed(), flags=re.MULTILINE)

    def failed(self, message: str) -> list[str]:
        """The lessons of which the report, when the run has ended, has this to say."""
        return re.findall(rf"^(\S+)\n  {re.escape(message)}", self.printed(), flags=re.MULTILINE)

    def told(self) -> list[str]:
        """The lessons of which the outcome was told, when the run has ended."""
        pattern = r"^(?:passed|FAILED) +[\d.]+ s  (\S+)$"
        return re.findall(pattern, self.printed(), flags=re.MULTILINE)

    def printed(self) -> str:
        """What the command printed until its end."""
        if self._printed is None:
            self._printed, _ = self.command.communicate(timeout=PATIENCE)
        return self._printed

    def left(self) -> list[str]:
        """What is left after the end: processes that don't go by themselves, and files."""
        _, there = psutil.wait_procs(self.processes(), timeout=PATIENCE)
        # What Python itself tries the folder with, when it is stopped in between.
        probe = re.compile(r"[a-z0-9_]{8}")
        names = (path for path in self.temporary.rglob("*") if not probe.fullmatch(path.name))
        files = [str(path) for path in names]
        return [*(f"process {one.pid}" for one in there), *files]


@contextmanager
def started(
    lessons: Path, *options: str, before: str = "", within: tuple[str, ...] = ()
) -> Iterator[Run]:
    """Run the lessons of a folder; whatever is left at the end is removed.

    Args:
        lessons: The folder.
        options: Of `studywidgets execute`.
        before: What a shell does first.
        within: What starts that shell.
    """
    temporary = Path(tempfile.mkdtemp(prefix="swt-", dir="/tmp"))
    variables = {**environment(lessons.parent), "TMPDIR": str(temporary), MARK: str(temporary)}
    arguments = [sys.executable, "-m", "studywidgets", "execute", *options, str(lessons)]
    with subprocess.Popen(
        [*within, "bash", "-c", f'{before}\nexec "$@"', "bash", *arguments],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as command:
        run = Run(command, temporary)
        try:
            yield run
        finally:
            for process in run.processes():
                process.kill()
            shutil.rmtree(temporary)


def lessons(folder: Path, chance: random.Random, count: int = 6) -> list[str]:
    """Write lessons that take a while, each with a child that hides; returns their names."""
    names = [f"{number}.ipynb" for number in range(count)]
    for name in names:
        pause = f"import time; time.sleep({chance.random():.2f})"
        write(folder / name, CHILD, pause, "print('there')")
    return names
