"""Whatever ends, what belongs to it ends too, and nothing else does."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
import pytest

from studywidgets.execution.forkserver import client as forkserver_client
from tests.commands import ROOT
from tests.execution.forkserver.kernels import environment, gone, manager, run, running

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = "import os, subprocess; print(subprocess.Popen(['sleep', '600']).pid)"
HIDDEN_CHILD = CHILD.replace("])", "], start_new_session=True)")
ORPHAN = """
import os
reading, writing = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(writing, b"%d" % os.getpid())
        os.execvp("sleep", ["sleep", "600"])
    os._exit(0)
os.wait()
print(os.read(reading, 20).decode())
"""
COPY = """
import os, time
child = os.fork()
if child == 0:
    time.sleep(600)
print(child)
"""
STARTED = pytest.mark.parametrize(
    "start", [CHILD, HIDDEN_CHILD, ORPHAN, COPY], ids=["child", "hidden", "orphan", "copy"]
)


@STARTED
def test_what_a_kernel_started_ends_with_it(start: str) -> None:
    """No process of a cell outlives its kernel: not in another session, not without parent."""

    async def left() -> int:
        async with running(manager()) as kernel:
            return int(await kernel.run(start))

    assert not psutil.pid_exists(run(left()))


@STARTED
def test_what_a_kernel_started_ends_though_it_dies(start: str) -> None:
    """What a cell started ends also when the kernel's process dies by itself."""

    async def left() -> int:
        async with running(manager()) as kernel:
            child = int(await kernel.run(start))
            kernel.start("import os; os._exit(1)")
            await kernel.provisioner.process.ended()
            # The exit code is told before everything has ended, which may take a while.
            await kernel.provisioner.cleanup()
            return child

    assert not psutil.pid_exists(run(left()))


def test_one_end_touches_no_other() -> None:
    """A kernel that dies takes no other kernel with it, and others can be started."""

    async def said() -> list[str]:
        async with running(manager()) as first, running(manager()) as second:
            await first.run("kept = 'kept'")
            second.start("import ctypes; ctypes.string_at(0)")
            await second.provisioner.process.ended()
            async with running(manager()) as third:
                return [await first.run("print(kept)"), await third.run("print('there')")]

    assert run(said()) == ["kept\n", "there\n"]


def test_a_start_that_is_cancelled() -> None:
    """When a start has been cancelled, nothing is there that could still write a file."""

    async def left() -> set[psutil.Process]:
        found: set[psutil.Process] = set()
        async with running(manager()) as first:
            own = set(first.keeper.children())
            for late in range(20):
                kernel = manager()
                start = asyncio.ensure_future(kernel.start_kernel(env=environment()))
                await asyncio.sleep(late / 1000)
                start.cancel()
                await asyncio.gather(start, return_exceptions=True)
                if not kernel.has_kernel:
                    keepers = set(first.server.children())
                    found |= set(first.server.children(recursive=True)) - keepers - own
                await kernel.shutdown_kernel(now=True)
        return found

    assert run(left()) == set()


def test_killed_server() -> None:
    """Somebody kills the server: its kernels run on, and the next one has another server."""

    async def said() -> list[str]:
        async with running(manager()) as first:
            await first.run("kept = 'kept'")
            server = first.server
            server.kill()
            async with running(manager()) as second:
                assert second.is_forked
                assert second.server != server
                return [await first.run("print(kept)"), await second.run("print('there')")]

    assert run(said()) == ["kept\n", "there\n"]


def test_killed_keeper() -> None:
    """Somebody kills a keeper: its kernel ends with what that started, and counts as killed."""

    async def ends() -> tuple[int, int]:
        async with running(manager()) as kernel:
            child = int(await kernel.run(CHILD))
            kernel.keeper.kill()
            code = await kernel.provisioner.process.ended()
            await gone(kernel.provisioner.pid, child)
            return code, child

    code, child = run(ends())
    assert code == -signal.SIGKILL
    assert not psutil.pid_exists(child)


def test_stopped_keeper() -> None:
    """A cell stops its keeper: the kernel ends when it is asked to, with what it started."""

    async def left() -> list[int]:
        async with running(manager()) as kernel:
            child = int(await kernel.run(ORPHAN))
            numbers = [kernel.provisioner.pid, kernel.keeper.pid, child]
            await kernel.run("import os, signal; os.kill(os.getppid(), signal.SIGSTOP)")
        await gone(*numbers)
        return [number for number in numbers if psutil.pid_exists(number)]

    assert run(left()) == []


def test_stopped_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody stops the server: after one kernel that waits for it, others have another server."""
    monkeypatch.setattr(forkserver_client, "PATIENCE", 1)

    async def forked() -> list[bool]:
        async with running(manager()) as first:
            first.server.suspend()
            async with running(manager()) as second:
                monkeypatch.undo()
                async with running(manager()) as third:
                    return [first.is_forked, second.is_forked, third.is_forked]

    assert run(forked()) == [True, False, True]


CLIENT = """
import asyncio
from tests.execution.forkserver.kernels import manager, running

async def main():
    async with running(manager()) as kernel:
        child = await kernel.run({start!r})
        print(kernel.provisioner.pid, kernel.keeper.pid, kernel.server.pid, child.strip(),
              kernel.manager.ip, kernel.manager.connection_file, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


@contextmanager
def started(program: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A client in a process of its own, and what it has said of itself."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        assert client.stdout
        yield client, client.stdout.readline().split()


@pytest.mark.parametrize(
    "end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=str
)
def test_killed_client(end: signal.Signals) -> None:
    """However the client ends, its server, its kernels, what these started and all files go."""
    with started(CLIENT.format(start=ORPHAN)) as (client, told):
        *numbers, address, connection_file = told
        client.send_signal(end)
        client.wait()

    asyncio.run(gone(*map(int, numbers)))

    assert [number for number in numbers if psutil.pid_exists(int(number))] == []
    assert not Path(address).parent.exists()
    assert not Path(connection_file).exists()


def test_killed_client_of_a_stopped_keeper() -> None:
    """A keeper that was stopped goes on when the client is gone, and ends with its kernel."""
    stops = "import os, signal; os.kill(os.getppid(), signal.SIGSTOP); print(0)"
    with started(CLIENT.format(start=stops)) as (client, told):
        *numbers, _, address, _ = told
        client.kill()

    asyncio.run(gone(*map(int, numbers)))

    assert [number for number in numbers if psutil.pid_exists(int(number))] == []
    assert not Path(address).parent.exists()


def test_all_killed_at_once() -> None:
    """A kernel goes also when its client, its server and its keeper are killed together."""
    with started(CLIENT.format(start="print(0)")) as (client, told):
        kernel, keeper, server, *_ = told
        client.kill()
        for number in (keeper, server):
            os.kill(int(number), signal.SIGKILL)

    asyncio.run(gone(int(kernel)))

    assert not psutil.pid_exists(int(kernel))


DYING_CLIENT = """
import asyncio, os, signal
from jupyter_client.provisioning import LocalProvisioner
from studywidgets.execution.forkserver.servers import ForkServer, _servers
from studywidgets.execution.sockets import folder_prefix, scratch_folder
from tests.execution.forkserver.kernels import manager, running

def die(*_, **__):
    (server,) = _servers.values()
    (folder,) = scratch_folder()[0].glob(folder_prefix() + "*")
    print(server._process.pid, folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    {moment} = die
    async with running(manager()):
        pass

asyncio.run(main())
"""


@pytest.mark.parametrize("moment", ["ForkServer.send", "LocalProvisioner.cleanup"])
def test_client_killed_with_a_folder_of_no_keeper(moment: str) -> None:
    """The folder goes though no keeper has heard of it yet, or has heard that all is done."""
    with started(DYING_CLIENT.format(moment=moment)) as (_, told):
        server, folder = told

    asyncio.run(gone(int(server)))

    assert not psutil.pid_exists(int(server))
    assert not Path(folder).exists()


COPIED_CLIENT = CLIENT.replace(
    "        await asyncio.sleep",
    """
        import os, sys
        if os.fork() == 0:
            print("copied", flush=True)
            sys.stdin.read()
            os._exit(0)
        await asyncio.sleep""",
)


def test_a_copy_of_the_client() -> None:
    """A fork of the client keeps neither the server nor a kernel from ending with the client."""
    with subprocess.Popen(
        [sys.executable, "-c", COPIED_CLIENT.format(start=CHILD)],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        assert client.stdout
        *numbers, _, _ = client.stdout.readline().split()
        assert client.stdout.readline() == "copied\n"
        client.kill()

        asyncio.run(gone(*map(int, numbers)))

    assert [number for number in numbers if psutil.pid_exists(int(number))] == []
