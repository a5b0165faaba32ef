"""A forked kernel is like one that was started as a program of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.execution.forkserver.kernels import environment, manager, run, running, usual_manager

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from jupyter_client.manager import AsyncKernelManager

SELF_PORTRAIT = """
import gc, json, locale, os, signal, sys, threading, time, warnings
print(json.dumps({
    "arguments": sys.argv[:-1],
    "command": sys.orig_argv[:-1],
    "encodings": [sys.getfilesystemencoding(), locale.getpreferredencoding(False)],
    "environment": sorted(os.environ.items()),
    "flags": list(sys.flags),
    "folder": os.getcwd(),
    "garbage": [gc.isenabled(), gc.get_threshold()],
    "hash": hash("studywidgets"),
    "input": sys.__stdin__.read(),
    "main": [__name__, sorted(vars(sys.modules["__main__"]))],
    "path": sys.path,
    "session": [os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()],
    "signals": {str(s): str(signal.getsignal(s)) for s in sorted(signal.valid_signals())},
    "standard": [sys.__stdout__.fileno(), sys.__stderr__.fileno()],
    # Without the one that looks for the parent's end: that is what a keeper is for.
    "threads": sorted({thread.name for thread in threading.enumerate()} - {"Thread-1"}),
    "umask": [os.umask(0o22), os.umask(0o22)],
    "warnings": [str(one) for one in warnings.filters],
    "zone": time.tzname,
}))
"""


async def self_portrait(manager: AsyncKernelManager, **launch: Any) -> dict[str, Any]:
    """What a kernel says about itself."""
    async with running(manager, **launch) as kernel:
        said = await kernel.run(SELF_PORTRAIT)
    return dict(json.loads(said))


def test_programs_alike(tmp_path: Path) -> None:
    """What a program can find out about itself is the same in a forked kernel and in another."""
    variables = environment(TZ="Asia/Tokyo", A_LESSON="needs it", PYTHONHASHSEED="7")

    async def both() -> list[dict[str, Any]]:
        launch = {"cwd": str(tmp_path), "env": variables}
        return [
            await self_portrait(manager(), **launch),
            await self_portrait(usual_manager(), **launch),
        ]

    forked, usual = run(both())

    assert forked == usual
    assert forked["zone"] == ["JST", "JST"]
    assert ["A_LESSON", "needs it"] in forked["environment"]


def test_modules_beside_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel imports from its own folder, the server does not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "select.py").write_text("raise ImportError('shadowed')", encoding="utf-8")
    (tmp_path / "beside.py").write_text("name = 'beside'", encoding="utf-8")
    # Of variables with which no other test has started a server.
    variables = environment(LANGUAGE="of-this-test")

    async def imports() -> str:
        async with running(manager(), cwd=str(tmp_path), env=variables) as kernel:
            assert kernel.is_forked
            return await kernel.run("import beside; print(beside.name)")

    assert run(imports()) == "beside\n"


def test_nothing_in_common() -> None:
    """What one kernel changes, in its names, in modules and on the system, no other sees."""
    change = (
        "import json, os; json.changed = here = True; os.environ['CHANGED'] = '1'; os.chdir('/')"
    )
    look = (
        "import json, os; print(hasattr(json, 'changed'), 'here' in dir(), 'CHANGED' in os.environ)"
    )

    async def looks() -> list[str]:
        async with running(manager()) as first, running(manager()) as second:
            await first.run(change)
            async with running(manager()) as third:
                return [await one.run(look) for one in (second, third)]

    assert run(looks()) == ["False False False\n"] * 2


def test_chances_of_their_own() -> None:
    """Kernels draw different random numbers and ids, and know their own process."""
    draw = (
        "import os, random, secrets, tempfile, uuid;"
        "print(random.random(), uuid.uuid4(), secrets.token_hex(), os.getpid())"
    )

    async def draws() -> list[str]:
        said = ""
        for _ in range(3):
            async with running(manager()) as kernel:
                said += await kernel.run(draw)
                assert said.split()[-1] == str(kernel.provisioner.pid)
        return said.split()

    drawn = run(draws())
    assert len(drawn) == 12
    assert len(set(drawn)) == 12


def test_widgets_are_answered() -> None:
    """A front end can open and ask for widgets from the start, as in any kernel with widgets."""
    ask = "print(sorted(get_ipython().kernel.comm_manager.targets))"

    async def targets() -> str:
        async with running(manager()) as kernel:
            return await kernel.run(ask)

    assert run(targets()) == "['jupyter.widget', 'jupyter.widget.control']\n"


def test_orderly_end(tmp_path: Path) -> None:
    """A kernel that is asked to shut down does what was left for the end, and ends with 0."""
    leave = (
        "import atexit, pathlib, threading;"
        "atexit.register(pathlib.Path('at-exit').touch);"
        "threading.Thread(target=lambda: pathlib.Path('thread').touch()).start()"
    )

    async def code() -> object:
        async with running(manager(), cwd=str(tmp_path)) as kernel:
            await kernel.run(leave)
            process = kernel.provisioner.process
            await kernel.manager.shutdown_kernel()
            return process.poll()

    assert run(code()) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["at-exit", "thread"]


def test_debugger() -> None:
    """A debugger can be attached, and stops where it is told to."""

    async def replies() -> list[bool]:
        async with running(manager()) as kernel:
            initialized = await kernel.debug("initialize", clientID="test", adapterID="")
            attached = await kernel.debug("attach")
            return [initialized["success"], attached["success"]]

    assert run(replies()) == [True, True]
