"""Kernels: which Python they are, where their sockets are, and that they end."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from studywidgets.execution.kernels import OwnInterpreter, running_kernel
from studywidgets.execution.sockets import SOCKET_PATH_LIMIT, scratch_folder
from tests.execution.samples import printed, run, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def _foreign_python3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user-level `python3` kernel that is another program."""
    spec = tmp_path / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(
        json.dumps({"argv": ["/elsewhere/python"], "display_name": "Old", "language": "python"}),
        encoding="utf-8",
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))


@pytest.mark.usefixtures("_foreign_python3")
def test_lessons_run_with_the_python_that_runs_us(tmp_path: Path) -> None:
    """A lesson's kernel is this interpreter although `python3` is another one for Jupyter."""
    write(tmp_path / "lessons" / "a.ipynb", "import sys; print(sys.executable)")

    run(tmp_path / "lessons", write_to=tmp_path / "copies")

    assert KernelSpecManager().get_kernel_spec("python3").argv == ["/elsewhere/python"]
    assert printed(tmp_path / "copies" / "a.ipynb") == [f"{sys.executable}\n"]


def test_nobody_debugs_a_lesson(tmp_path: Path) -> None:
    """A lesson's forked kernel has no debugger; a cell can import one all the same."""
    ask = "print('debugger' in get_ipython().kernel.kernel_info['supported_features'])"
    write(tmp_path / "lessons" / "a.ipynb", ask, "import debugpy; print(debugpy.__name__)")

    run(tmp_path / "lessons", write_to=tmp_path / "copies")

    told, imported = printed(tmp_path / "copies" / "a.ipynb")
    assert told == f"{sys.platform != 'linux'}\n"
    assert imported == "debugpy\n"


@pytest.mark.usefixtures("_foreign_python3")
def test_there_is_one_kernel_and_it_is_this_python() -> None:
    """OwnInterpreter finds python3, started by this interpreter, and nothing else."""
    specs = OwnInterpreter().get_all_specs()

    assert list(specs) == ["python3"]
    assert specs["python3"]["spec"]["argv"][0] == sys.executable


def test_another_kernel_is_not_known(tmp_path: Path) -> None:
    """running_kernel raises NoSuchKernel for every other name."""

    async def start() -> None:
        async with running_kernel(tmp_path, "julia-1.9"):
            pass

    with pytest.raises(NoSuchKernel):
        asyncio.run(start())


def test_a_folder_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    """running_kernel raises OSError if the kernel can't be started in its folder."""

    async def start() -> None:
        async with running_kernel(tmp_path / "gone"):
            pass

    with pytest.raises(OSError, match="gone"):
        asyncio.run(start())


def test_sockets_are_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sockets are files in the temporary folder when their paths are short enough."""
    monkeypatch.setattr(tempfile, "tempdir", "/var/tmp")  # noqa: S108 - nothing is written

    assert [str(part) for part in scratch_folder()] == ["/var/tmp", "ipc"]  # noqa: S108
    assert tmp_path.exists()


def test_a_long_temporary_folder_is_not_used_for_sockets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson passes although TMPDIR is too long for a socket's path."""
    deep = tmp_path / ("long-" * 20)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    write(tmp_path / "a.ipynb", "1")

    (result,) = run(tmp_path / "a.ipynb")

    assert result.passed
    assert len(str(deep)) > SOCKET_PATH_LIMIT
    assert list(deep.iterdir()) == []


def test_a_users_start_up_files_are_no_part_of_a_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code in the user's IPython profile does not run in a lesson's kernel."""
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "first.py").write_text("leaked = True", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    write(tmp_path / "a.ipynb", "assert 'leaked' not in globals()")

    (result,) = run(tmp_path / "a.ipynb")

    assert result.passed


def test_a_kernels_end_is_told_in_words(tmp_path: Path) -> None:
    """RunningKernel.end is empty while the process runs, and the signal's name after it."""

    async def ends() -> tuple[str, str]:
        async with running_kernel(tmp_path) as kernel:
            before = kernel.end()
            await kernel.manager.signal_kernel(9)
            provisioner: Any = kernel.manager.provisioner
            await asyncio.to_thread(provisioner.process.wait)
            return before, kernel.end()

    assert asyncio.run(ends()) == ("", "SIGKILL")


def test_nothing_is_left_of_a_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the context a kernel's process and its scratch folder are gone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def live() -> int | None:
        async with running_kernel(tmp_path) as kernel:
            assert kernel.manager.has_kernel
        return await kernel.manager.provisioner.poll() if kernel.manager.provisioner else None

    code = asyncio.run(live())

    assert code is not None
    assert list(tmp_path.iterdir()) == []
