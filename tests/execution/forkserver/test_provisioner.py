"""What jupyter_client asks of the provisioner, it does."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

from studywidgets.execution.forkserver.provisioner import ForkServerProvisioner
from studywidgets.execution.forkserver.servers import close_servers
from tests.execution.forkserver.kernels import (
    environment,
    gone,
    manager,
    opened,
    run,
    running,
)

SOCKET_PATH_LIMIT = 107


def test_found_by_its_name() -> None:
    """jupyter_client finds the provisioner that the kernelspec names, and it forks."""

    async def provisioner() -> tuple[type, bool]:
        async with running(manager()) as kernel:
            return type(kernel.provisioner), kernel.is_forked

    assert run(provisioner()) == (ForkServerProvisioner, True)


def test_one_server() -> None:
    """One server, a child of this process, forks all kernels, each with a keeper of its own."""

    async def parents() -> list[list[int]]:
        async with running(manager()) as first, running(manager()) as second:
            return [[one.keeper.pid, one.server.pid] for one in (first, second)]

    (keeper, server), (other_keeper, other_server) = run(parents())
    assert server == other_server
    assert keeper != other_keeper
    assert psutil.Process(server).ppid() == os.getpid()


def test_private_sockets() -> None:
    """The sockets are in a folder that only the owner may enter, and their paths fit."""

    async def sockets() -> tuple[str, list[Path], int]:
        async with running(manager()) as kernel:
            folder = Path(kernel.manager.ip).parent
            return kernel.manager.transport, [*folder.iterdir()], folder.stat().st_mode

    transport, paths, mode = run(sockets())

    assert transport == "ipc"
    assert len(paths) == 5
    assert stat.S_IMODE(mode) == 0o700
    assert max(len(os.fsencode(path)) for path in paths) <= SOCKET_PATH_LIMIT


def test_started_means_listening() -> None:
    """When a kernel has started, its sockets are there: no client looks in vain and waits."""

    async def sockets() -> list[Path]:
        kernel = manager()
        await kernel.start_kernel(env=environment())
        found = [*Path(kernel.ip).parent.iterdir()]
        await kernel.shutdown_kernel(now=True)
        return found

    # All but the one that only says that the kernel lives.
    assert len(run(sockets())) >= 4


def test_a_set_address_stays() -> None:
    """A kernel that is to be reached from elsewhere listens where it is told to."""

    async def address() -> tuple[str, str, bool]:
        chosen = manager()
        chosen.ip = "127.0.0.1"
        async with running(chosen) as kernel:
            return kernel.manager.transport, kernel.manager.ip, kernel.is_forked

    assert run(address()) == ("tcp", "127.0.0.1", True)


def test_interrupt() -> None:
    """An interrupt ends the cell that runs, and nothing else."""

    async def said() -> list[str]:
        async with running(manager()) as kernel:
            await kernel.run("kept = 'kept'")
            endless = "print('started', flush=True)\nwhile True: pass"
            interrupted = await kernel.run(endless, kernel.manager.interrupt_kernel)
            return [interrupted, await kernel.run("print(kept)")]

    assert run(said()) == ["started\nKeyboardInterrupt", "kept\n"]


def test_interrupt_while_idle() -> None:
    """An interrupt between two cells touches neither."""

    async def said() -> str:
        async with running(manager()) as kernel:
            await kernel.manager.interrupt_kernel()
            return await kernel.run("print('unharmed')")

    assert run(said()) == "unharmed\n"


@pytest.mark.parametrize("now", [True, False])
def test_restart(*, now: bool) -> None:
    """A restarted kernel is another process at the same address, and has forgotten everything."""

    async def restarted() -> tuple[bool, bool, str]:
        async with running(manager()) as kernel:
            await kernel.run("kept = 'kept'")
            before, address = kernel.provisioner.pid, kernel.manager.get_connection_info()
            await kernel.manager.restart_kernel(now=now)
            await kernel.ready()
            await gone(before)
            same = kernel.manager.get_connection_info() == address
            return kernel.provisioner.pid != before, same, await kernel.run("print(kept)")

    assert run(restarted()) == (True, True, "NameError")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os; os._exit(7)", 7),
        ("import ctypes; ctypes.string_at(0)", -11),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9),
        ("get_ipython().kernel.io_loop.stop(); import atexit, os; atexit.register(os._exit, 3)", 3),
    ],
)
def test_exit_code(code: str, expected: int) -> None:
    """The exit code is the one that a program's parent would see."""

    async def exit_code() -> tuple[int | None, bool]:
        async with running(manager()) as kernel:
            kernel.start(code)
            process = kernel.provisioner.process
            await process.ended()
            return process.poll(), await kernel.manager.is_alive()

    assert run(exit_code()) == (expected, False)


def test_output_outside_of_cells(tmp_path: Path) -> None:
    """What a kernel writes past its cells goes where the client says."""
    write = (
        "import os; stderr = get_ipython().kernel._stderr;"
        "os.write(stderr._original_stdstream_copy, b'last words')"
    )

    async def live() -> str:
        with (tmp_path / "log").open("wb") as log:
            async with running(manager(), stdout=log, stderr=log) as kernel:
                return await kernel.run(write + "; print('in the cell')")

    assert run(live()) == "in the cell\n"
    assert (tmp_path / "log").read_text(encoding="utf-8") == "last words"


def test_nothing_is_left() -> None:
    """After many kernels this process has no more children and nothing more open than before."""

    async def live() -> None:
        async with running(manager(), cwd="/") as kernel:
            folder = Path(kernel.manager.ip).parent
            keeper = kernel.keeper.pid
        assert not folder.exists()
        # The server reaps it in the next moment.
        await gone(keeper)
        assert not psutil.pid_exists(keeper)

    run(live())
    before = opened(), psutil.Process().children(recursive=True)

    for _ in range(5):
        run(live())

    assert (opened(), psutil.Process().children(recursive=True)) == before
    close_servers()
    assert before[1][0].is_running() is False


def test_memory(tmp_path: Path) -> None:
    """A kernel may take as much memory as it is allowed, and the cell that wants more fails."""

    async def said(**config: Any) -> list[str]:
        async with running(manager(**config), cwd=str(tmp_path)) as kernel:
            return [
                await kernel.run("some = bytearray(50_000_000); print(len(some))"),
                await kernel.run("more = bytearray(2_000_000_000); print(len(more))"),
                await kernel.run("print('unharmed')"),
            ]

    assert run(said(memory=200_000_000)) == ["50000000\n", "MemoryError", "unharmed\n"]


def test_a_folder_that_is_gone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A kernel that no program could start either is refused as the system refuses it."""

    async def start() -> None:
        async with running(manager(), cwd=str(tmp_path / "gone")):
            pass

    with pytest.raises(FileNotFoundError, match="gone"):
        run(start())

    assert "without the fork server" not in caplog.text


def test_a_large_environment() -> None:
    """A kernel has all of an environment that is larger than a message can be."""
    variables = environment(**{f"LARGE_{number}": "x" * 100_000 for number in range(10)})

    async def size() -> str:
        async with running(manager(), env=variables) as kernel:
            assert kernel.is_forked
            return await kernel.run("import os; print(len(os.environ['LARGE_9']))")

    assert run(size()) == "100000\n"
