"""Disks without room: a real small file system, and a limit that the system enforces."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.page import Page
from tests.faults.tries import fault
from tests.faults.writers import found, kernel
from tests.record.samples import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.tries import Tries
    from tests.faults.writers import Kernel

IN_OWN_SPACE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
MOUNT = 'mount -t tmpfs -o size=64k,mode=700 tmpfs "$0" && exec "$@"'
"""A file system that only this process and its children have, and that goes with them."""


def fill(page: Page, running: Kernel, device: str) -> str:
    """Write until the kernel says that it can't store; return what it says."""
    for number in range(1_000):
        page.write(answer(number, device))
        reply = page.sync(running.sync)
        if not reply["stored"]:
            return str(reply["error"])
    pytest.fail("the disk is never full")


@pytest.fixture
def _own_file_systems(tmp_path: Path) -> None:
    """This user may mount a file system in a space of their own; some systems forbid it."""
    done = subprocess.run(
        [*IN_OWN_SPACE, MOUNT, tmp_path, "true"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip(f"no small file system can be mounted: {done.stderr.strip()}")


@fault("The disk is full (a file system of 64 kB), and has room again later", few=3, full=100)
@pytest.mark.usefixtures("_own_file_systems")
def test_full(tries: Tries, roots: Iterator[Path]) -> None:
    """What was called stored stays, the student is told, and later everything is stored."""
    for _ in tries:
        root, page = next(roots), Page()
        root.mkdir()
        with kernel(root, *IN_OWN_SPACE, MOUNT, str(root)) as running:
            page.sync(running.sync)
            here = Path(f"/proc/{running.process.pid}/root{root}")
            ballast = here / "ballast"
            ballast.write_bytes(bytes(tries.chance.randint(20_000, 50_000)))

            error = fill(page, running, "full")
            tries.expect(page.needed(), found(here))
            still = page.sync(running.sync)
            tries.expect(page.needed(), found(here))
            ballast.unlink()
            reply = page.sync(running.sync)

            assert error == still["error"] == "The disk is full."
            assert reply["stored"]
            assert page.stored == {entry.id for entry in page.all}
            tries.expect(page.needed(), found(here))

    assert tries.lost == []


@fault("No file may grow (the system's limit for a process), and may again later", few=3, full=100)
def test_limited(tries: Tries, roots: Iterator[Path]) -> None:
    """What was called stored stays, the student is told, and later everything is stored."""
    for number in tries:
        root, page = next(roots), Page()
        with kernel(root) as running:
            for step in range(tries.chance.randrange(5)):
                page.write(answer(step, f"before-{number}"))
                page.sync(running.sync)
            unlimited = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
            # Less than an entry takes, in an old file as in a new one.
            limit = tries.chance.randrange(100), unlimited[1]
            resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, limit)

            error = fill(page, running, "full")
            tries.expect(page.needed(), found(root))
            resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, unlimited)
            reply = page.sync(running.sync)

        assert error == "File too large."
        assert reply["stored"]
        assert page.stored == {entry.id for entry in page.all}
        tries.expect(page.needed(), found(root))

    assert tries.lost == []
