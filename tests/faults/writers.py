"""Kernels' processes without Jupyter, so that many can be started and killed in little time."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from studywidgets.record.folder import RecordFolder
from tests.record.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PROGRAM = """
import json, pathlib, sys
from studywidgets.record.folder import RecordFolder
from studywidgets.record.mirror import Mirror

mirror = Mirror(RecordFolder(pathlib.Path(sys.argv[1]), sys.argv[2]))
for line in sys.stdin:
    print(json.dumps(mirror.sync(json.loads(line)).data), flush=True)
"""
"""Answers requests as `studywidgets.record.mirror.sync` does, a line each."""


class Kernel:
    """A process that answers the requests of pages.

    Attributes:
        process: The process.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def post(self, request: Mapping[str, Any]) -> None:
        """Send a request, and don't wait for the reply."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def reply(self) -> dict[str, Any] | None:
        """Wait for the next reply; there is none when the process has ended before."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        reply: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        return reply

    def sync(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Send a request and wait for the reply."""
        self.post(request)
        reply = self.reply()
        assert reply is not None, "the kernel has ended"
        return reply


@contextmanager
def kernel(root: Path, *before: str) -> Iterator[Kernel]:
    """Start a kernel; it is killed at the end.

    Args:
        root: The folder of all records.
        before: A command that starts the command after it.
    """
    with subprocess.Popen(
        [*before, sys.executable, "-c", PROGRAM, str(root), COURSE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Kernel(process)
        process.kill()
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.close()


def found(root: Path) -> set[str]:
    """The ids of what a new kernel finds, superseded drafts too."""
    folder = RecordFolder(root, COURSE)
    folder.refresh()
    return {*folder.known}
