"""Dask clusters whose scheduler and workers are programs of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from distributed import Client

from tests.commands import PATIENCE, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Programs:
    """A running cluster.

    Attributes:
        address: The scheduler's.
        scheduler: Its process.
        workers: Theirs.
    """

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def programs(folder: Path, workers: int) -> Iterator[Programs]:
    """A scheduler and workers of one thread each, ready to work, on this machine alone."""
    folder.mkdir()
    meeting = folder / "scheduler.json"

    with ExitStack() as running:

        def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
            log = running.enter_context((folder / "log").open("ab"))
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", f"distributed.cli.dask_{program}", *arguments),
                    *("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"),
                    *("--no-dashboard", "--scheduler-file", str(meeting)),
                ],
                cwd=folder,
                env=environment(folder),
                stdout=log,
                stderr=log,
            )
            running.callback(process.wait)
            running.callback(process.kill)
            return process

        scheduler = start("scheduler", "--port", "0")
        own = ("--nthreads", "1", "--no-nanny", "--local-directory", os.fspath(folder))
        found = [start("worker", *own) for _ in range(workers)]
        with Client(scheduler_file=str(meeting), timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
            address = client.scheduler.address
        yield Programs(address, scheduler, found)
