"""Clients of Jupyter that know nothing of the fork server use it by a kernelspec's name."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from studywidgets.execution.forkserver.kernelspec import NAME, install_kernelspec
from studywidgets.execution.forkserver.servers import PROGRAM
from tests.commands import studywidgets
from tests.end_to_end.server import JupyterServer, private_jupyter
from tests.execution.forkserver.kernels import PATIENCE, asked, parents
from tests.execution.samples import notebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIDGET = (
    "import studywidgets as sw\n"
    "sw.Definition('Mediation', 'A way.', id='mediation/definition', course='c')"
)
PARENTS = "import psutil; print(*(one.pid for one in psutil.Process().parents()[:3]))"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home with the kernelspec in it."""
    for name, value in private_jupyter(tmp_path).items():
        monkeypatch.setenv(name, value)
    install_kernelspec(user=True)
    return tmp_path


@pytest.mark.usefixtures("home")
def test_nbclient(tmp_path: Path) -> None:
    """A notebook that nbclient executes in a forked kernel has all outputs and widgets."""
    made = notebook("import os; print(os.getcwd())", WIDGET, PARENTS)

    NotebookClient(
        made, kernel_name=NAME, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()

    folder, widget, parents = (cell.outputs[0] for cell in made.cells)
    assert folder.text == f"{tmp_path}\n"
    assert "Mediation" in widget.data["text/plain"]
    assert made.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    # Its parent is the keeper, whose parent is the server, whose parent is this process.
    assert parents.text.split()[2] == str(os.getpid())


@pytest.mark.usefixtures("home")
def test_nbclient_tells_of_a_failing_cell() -> None:
    """Of a failing cell nbclient tells the same as in a usual kernel."""
    failing = "def fails():\n    return 1 / 0\nfails()"
    tracebacks = []
    for name in (NAME, "python3"):
        with pytest.raises(CellExecutionError) as error:
            NotebookClient(notebook(failing), kernel_name=name).execute()
        tracebacks.append(str(error.value))

    forked, usual = tracebacks

    assert "ZeroDivisionError" in forked
    assert forked == usual


@pytest.mark.usefixtures("home")
def test_a_client_without_event_loop() -> None:
    """The blocking interface starts, interrupts, restarts and ends a kernel."""
    manager, client = start_new_kernel(kernel_name=NAME, startup_timeout=PATIENCE)
    provisioner: Any = manager.provisioner
    first = provisioner.pid
    manager.interrupt_kernel()
    manager.restart_kernel()
    client.wait_for_ready(timeout=PATIENCE)
    second = provisioner.pid
    reply = client.execute_interactive("1", timeout=PATIENCE)
    client.stop_channels()
    manager.shutdown_kernel()

    assert reply["content"]["status"] == "ok"
    assert not psutil.pid_exists(first)
    assert not psutil.pid_exists(second)


def test_in_place_of_the_usual_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the name python3 the kernelspec is what notebooks that name this kernel get."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")

    folder = install_kernelspec("python3", user=True)

    spec = KernelSpecManager().get_kernel_spec("python3")
    assert spec.resource_dir == str(folder)
    assert spec.argv[0] == sys.executable
    assert spec.display_name == "Python 3 (ipykernel)"
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "studywidgets-fork-server"
    assert (folder / "logo-svg.svg").exists()


def test_below_a_prefix(tmp_path: Path) -> None:
    """The kernelspec can be installed for everybody who uses an environment."""
    folder = install_kernelspec(prefix=str(tmp_path))

    content = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
    assert folder == tmp_path / "share" / "jupyter" / "kernels" / NAME
    assert content["display_name"] != "Python 3 (ipykernel)"


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command installs the kernelspec for the user, and Jupyter finds it."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter-data"))

    done = studywidgets(tmp_path, "kernel", "--user", "--name", "course")

    folder = tmp_path / "jupyter-data" / "kernels" / "course"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder}: the kernel 'course' of {sys.executable}\n"
    assert KernelSpecManager().find_kernel_specs()["course"] == str(folder)


def test_command_refuses_a_name(tmp_path: Path) -> None:
    """A name that Jupyter refuses is wrong usage."""
    done = studywidgets(tmp_path, "kernel", "--user", "--name", "of/course")

    assert done.returncode == 2
    assert "'of/course' is no name for a kernel: use letters, digits, and - . _" in done.stderr


def test_command_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that can't be written is an error in words."""
    (tmp_path / "jupyter-data").write_text("a file", encoding="utf-8")

    done = studywidgets(tmp_path, "kernel", "--user")

    assert done.returncode == 1
    assert done.stderr.startswith("The kernel can't be installed: ")
    assert "Traceback" not in done.stderr


class JupyterLab(JupyterServer):
    """A JupyterLab that knows the kernels that are installed."""

    def _command(self) -> list[str]:
        return [word for word in super()._command() if "kernel_spec_manager_class" not in word]


@pytest.fixture
def jupyterlab(home: Path, tmp_path: Path) -> Iterator[JupyterLab]:
    """A running JupyterLab of the user."""
    server = JupyterLab("jupyterlab", tmp_path, home)
    server.start()
    yield server
    server.stop()


def test_jupyterlab(home: Path, jupyterlab: JupyterLab) -> None:
    """JupyterLab starts, interrupts, restarts and ends the kernel, and all ends with JupyterLab."""
    first = jupyterlab.request("POST", "api/kernels", {"name": NAME})["id"]
    second = jupyterlab.request("POST", "api/kernels", {"name": NAME})["id"]
    lines = [parents(home / "runtime", first), parents(home / "runtime", second)]
    jupyterlab.request("POST", f"api/kernels/{first}/interrupt")
    jupyterlab.request("POST", f"api/kernels/{first}/restart")
    lines.append(parents(home / "runtime", first))
    jupyterlab.request("DELETE", f"api/kernels/{first}")
    left = jupyterlab.request("GET", "api/kernels")
    jupyterlab.stop()

    keepers, servers, laboratories = (set(level) for level in zip(*lines, strict=True))
    assert [kernel["id"] for kernel in left] == [second]
    assert (len(keepers), len(servers), len(laboratories)) == (3, 1, 1)
    assert not any(psutil.pid_exists(one) for one in keepers | servers)


def test_jupyterlab_starts_a_dead_kernel_again(home: Path, jupyterlab: JupyterLab) -> None:
    """A kernel that dies in JupyterLab is there again at the same address."""
    kernel = jupyterlab.request("POST", "api/kernels", {"name": NAME})["id"]
    before = int(asked(home / "runtime", kernel, "__import__('os').getpid()"))

    psutil.Process(before).kill()

    assert int(asked(home / "runtime", kernel, "__import__('os').getpid()")) != before


def test_the_server_is_ready_with_jupyterlab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where lessons' kernels are forked, the server is there before the first, and forks it."""
    for name, value in private_jupyter(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    install_kernelspec("python3", user=True)
    jupyterlab = JupyterLab("jupyterlab", tmp_path, tmp_path)

    jupyterlab.start()
    before = servers(jupyterlab)
    kernel = jupyterlab.request("POST", "api/kernels", {"name": "python3"})["id"]
    above = parents(tmp_path / "runtime", kernel)
    jupyterlab.stop()

    assert before == [above[1]]
    assert not psutil.pid_exists(above[1])


def test_no_server_for_usual_kernels(jupyterlab: JupyterLab) -> None:
    """Where the kernel that lessons name is the usual one, no server starts with JupyterLab."""
    assert servers(jupyterlab) == []


def servers(jupyterlab: JupyterLab) -> list[int]:
    """The fork servers that JupyterLab has started."""
    assert jupyterlab._process
    started = psutil.Process(jupyterlab._process.pid).children()
    return [one.pid for one in started if PROGRAM in one.cmdline()]
