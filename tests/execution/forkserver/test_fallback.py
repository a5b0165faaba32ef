"""Where no kernel can be forked it starts as it always has, and that is said once."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.manager import AsyncKernelManager

from studywidgets.execution.forkserver import client, provisioner
from studywidgets.execution.forkserver.kernelspec import forking
from tests.execution.forkserver.kernels import OneSpec, environment, manager, run, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has been said yet in this process."""
    monkeypatch.setattr(provisioner, "_said", set())


async def two(
    made: Callable[[], AsyncKernelManager] = manager, **variables: str
) -> list[tuple[bool, str]]:
    """Of each of two kernels whether it was forked, and what it prints."""
    seen = []
    for _ in range(2):
        async with running(made(), env=environment(**variables)) as kernel:
            seen.append((kernel.is_forked, await kernel.run("print('runs')")))
    return seen


NOT_FORKED = [(False, "runs\n")] * 2


def reason(caplog: pytest.LogCaptureFixture) -> str:
    """Why kernels are not forked, as it was said, once."""
    [message] = caplog.messages
    return message.removeprefix("Kernels start without the fork server, which takes longer: ")


def test_another_system(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """On another system than Linux kernels start as usual, at their usual addresses."""
    monkeypatch.setattr(sys, "platform", "darwin")

    seen = run(two())

    assert seen == NOT_FORKED
    assert reason(caplog) == "it needs Linux."


def test_another_program(caplog: pytest.LogCaptureFixture) -> None:
    """A kernelspec whose command is not the usual one starts that command."""
    content = forking(get_kernel_dict())
    content["argv"] = [sys.executable, "-m", "ipykernel", "-f", "{connection_file}"]

    seen = run(two(lambda: AsyncKernelManager(kernel_spec_manager=OneSpec(content))))

    assert seen == NOT_FORKED
    assert reason(caplog) == "the kernel's command is not `python -m ipykernel_launcher`."


def test_an_interpreter_that_is_gone(tmp_path: Path) -> None:
    """An interpreter that is not there is the error that it always is."""
    content = forking(get_kernel_dict())
    content["argv"] = [str(tmp_path / "python"), *content["argv"][1:]]

    with pytest.raises(FileNotFoundError, match="python"):
        run(two(lambda: AsyncKernelManager(kernel_spec_manager=OneSpec(content))))


@pytest.mark.parametrize(
    ("launch", "expected"),
    [
        ({"stdout": subprocess.PIPE}, "it makes no pipes for a kernel's output."),
        ({"independent": True}, "it can't heed independent."),
    ],
)
def test_unusual_start(
    launch: dict[str, object], expected: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A kernel that is to start in a way that a fork can't have starts in that way."""

    async def forked() -> bool:
        async with running(manager(), **launch) as kernel:
            return kernel.is_forked

    assert run(forked()) is False
    assert reason(caplog) == expected


SECOND_FORK_FAILS = """
import os
server, usual = os.getpid(), os.fork
def fork():
    if os.getpid() != server:
        raise BlockingIOError(11, 'no more processes')
    return usual()
os.fork = fork
"""

BREAKS = {
    "no module": ("ipywidgets.py", "raise ImportError('broken')", "ImportError: broken."),
    "dies": ("ipywidgets.py", "import os; os._exit(1)", "the fork server has ended."),
    "hangs": (
        "ipywidgets.py",
        "import time; time.sleep(600)",
        "the fork server has not answered for 2 seconds.",
    ),
    "thread": (
        "sitecustomize.py",
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()",
        "something has started a thread in the server.",
    ),
    "context": (
        "sitecustomize.py",
        "import zmq; kept = zmq.Context()",
        "something has made a ZeroMQ context in the server.",
    ),
    "no process": (
        "sitecustomize.py",
        "import os\ndef fork(): raise BlockingIOError(11, 'no more processes')\nos.fork = fork",
        "[Errno 11] no more processes.",
    ),
    "no second process": (
        "sitecustomize.py",
        SECOND_FORK_FAILS,
        "[Errno 11] no more processes.",
    ),
}
"""What can go wrong in the server: a module that brings it about, and what is said."""


@pytest.mark.parametrize("name", BREAKS)
def test_a_server_that_cannot_fork(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Kernels start as usual if the server breaks, hangs, or must not fork or can't."""
    monkeypatch.setattr(client, "PATIENCE", 2 if name == "hangs" else client.PATIENCE)
    module, source, expected = BREAKS[name]
    (tmp_path / module).write_text(source, encoding="utf-8")

    seen = run(two(PYTHONPATH=str(tmp_path)))

    assert seen == NOT_FORKED
    assert reason(caplog) == expected
