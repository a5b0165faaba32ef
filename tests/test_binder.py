"""What Binder makes of the repository.

Binder's image has the Python that runtime.txt names; here the same steps are done with the Python
that runs the tests, in a fresh virtual environment and a fresh home folder.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import psutil  # type: ignore[import-untyped]
import pytest
from nbformat.sign import NotebookNotary
from packaging.utils import canonicalize_name
from playwright.sync_api import expect
from urllib3 import PoolManager

from studywidgets.execution.forkserver.kernelspec import PROVISIONER
from studywidgets.execution.forkserver.servers import PROGRAM
from studywidgets.execution.lessons import find_lessons, read_lesson
from tests.binder_steps import STUDENT, Image, copy_checkout, jupyter, repo2docker
from tests.execution.forkserver.kernels import PATIENCE, connected, parents
from tests.launch import launch_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jupyter_client.blocking.client import BlockingKernelClient
    from playwright.sync_api import Page

    from tests.binder_steps import Dockerfile, Server
    from tests.browser import Observed

OPENING = 60_000
"""Milliseconds for JupyterLab to load and to start a kernel on a busy machine."""

LESSON = "study/track-ii-diplomacy.ipynb"

SETTINGS: dict[str, dict[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {
        "checkForUpdates": False,
        "doNotDisturbMode": True,
        "fetchNews": "false",
    },
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
}


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository as a commit would hold it."""
    folder = tmp_path_factory.mktemp("checkout")
    copy_checkout(root, folder)
    return folder


@pytest.fixture(scope="module")
def dockerfile(checkout: Path) -> Dockerfile:
    """What repo2docker makes of the repository."""
    return repo2docker(checkout)


@pytest.fixture(scope="module")
def image(
    dockerfile: Dockerfile, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Image:
    """The image with all steps done."""
    image = Image(tmp_path_factory.mktemp("image"))
    image.make(dockerfile.steps, checkout)
    return image


@pytest.fixture(scope="module")
def server(image: Image) -> Iterator[str]:
    """The address of the image's running JupyterLab, with final slash."""
    with jupyter(image) as running:
        yield running.address


def pins(requirements: Path) -> set[str]:
    """The requirements of a file, each as it stands there."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return {line.partition(";")[0].strip() for line in lines if line and not line.startswith("#")}


def test_python(dockerfile: Dockerfile, checkout: Path) -> None:
    """Binder takes the Python that runtime.txt names."""
    runtime = (checkout / "binder/runtime.txt").read_text(encoding="utf-8").strip()

    copied = dockerfile.steps[dockerfile.position("root", "COPY", "/env/environment.lock")].value
    # repo2docker writes each sign of its files' names that is no letter or digit as -xx.
    lock = re.sub("-([0-9a-f]{2})", lambda sign: chr(int(sign[1], 16)), copied)

    assert re.findall(r"environment\.py-([\d.]+)-linux", lock) == [runtime.removeprefix("python-")]


def test_order(dockerfile: Dockerfile) -> None:
    """Packages come first, then the repository as the student's own, and postBuild comes last."""
    install = dockerfile.position(STUDENT, "RUN", "pip install --no-cache-dir -r")
    repository = dockerfile.position("root", "COPY", " src/ ")
    post_build = dockerfile.position(STUDENT, "RUN", "./binder/postBuild")

    later = [step.instruction for step in dockerfile.steps[post_build + 1 :]]

    assert install < repository < post_build
    assert "--chown=1000:1000" in dockerfile.steps[repository].value
    assert "RUN" not in later


def test_same_versions(root: Path) -> None:
    """Binder serves the versions that the tests run with."""
    served = pins(root / "binder/requirements.txt")

    tested = pins(root / "constraints.txt")

    assert served <= tested


def test_pins_are_complete(image: Image, root: Path) -> None:
    """The image has this package, what requirements.txt pins, and the installers; it all fits."""
    pinned = {pin.partition("==")[0] for pin in pins(root / "binder/requirements.txt")}

    packages = json.loads(image.run("pip", "list", "--format=json"))
    image.run("pip", "check")

    names = {canonicalize_name(package["name"]) for package in packages}
    assert names - pinned - {"pip", "setuptools"} == {"studywidgets"}


def test_copies(image: Image) -> None:
    """In study/ is a copy of every lesson, trusted by the student's own Jupyter."""
    lessons = {lesson.name for lesson in find_lessons([image.repository / "lessons"])}
    signatures = image.run("jupyter", "--data-dir").strip()

    copies = find_lessons([image.repository / "study"])
    with NotebookNotary(data_dir=signatures) as notary:
        trusted = {copy.name for copy in copies if notary.check_signature(read_lesson(copy.source))}

    assert trusted == lessons
    assert "index.ipynb" in lessons


@pytest.mark.parametrize("plugin", SETTINGS)
def test_settings(server: str, page: Page, plugin: str) -> None:
    """JupyterLab asks nobody for news, and its settings suit students."""
    response = page.request.get(f"{server}lab/api/settings/{plugin}")

    properties = response.json()["schema"]["properties"]
    found = {name: properties[name]["default"] for name in SETTINGS[plugin]}
    assert found == SETTINGS[plugin]


def test_launch(server: str, page: Page, root: Path, observed: Observed) -> None:
    """The launch link leads to the live home page, whose links lead to live lessons."""
    urlpath = launch_link(root / "README.md").urlpath

    page.goto(f"{server}{urlpath}")
    home = page.locator(".sw-host .sw-home")
    home.get_by_role("link", name="Track II diplomacy").click(timeout=OPENING)
    page.get_by_role("button", name="Show the definition").click(timeout=OPENING)

    # Only a lesson that was told that the machine is Binder's speaks of this browser only.
    title = page.get_by_role("heading", name="Track II diplomacy", exact=True)
    header = page.locator(".sw-header").filter(has=title)
    expect(header).to_contain_text("Saved in this browser only")
    expect(page).to_have_url(f"{server}doc/tree/study/track-ii-diplomacy.ipynb")
    assert observed.foreign_requests == []
    assert observed.dialogs == []


def test_no_other_python(image: Image) -> None:
    """The kernel that lessons name is forked; there is no second one to choose."""
    found = json.loads(image.run("jupyter", "kernelspec", "list", "--json"))["kernelspecs"]

    assert list(found) == ["python3"]
    spec = found["python3"]["spec"]
    assert spec["argv"][0] == str(image.programs / "python")
    assert spec["metadata"]["kernel_provisioner"]["provisioner_name"] == PROVISIONER


@pytest.mark.parametrize("program", ["lab", "notebook"])
def test_kernels(image: Image, program: Literal["lab", "notebook"]) -> None:
    """Lessons' kernels are forked by a process that was there first; all ends with Jupyter."""
    runtime = Path(image.run("jupyter", "--runtime-dir").strip())
    lesson = read_lesson(image.repository / LESSON)
    wanted = {
        "path": LESSON,
        "type": "notebook",
        "kernel": {"name": lesson.metadata["kernelspec"]["name"]},
    }

    with jupyter(image, program) as running:
        started = psutil.Process(running.pid).children()
        [server] = (one for one in started if PROGRAM in one.cmdline())
        kernel = ask(running, "POST", "api/sessions", wanted)["kernel"]["id"]
        first = parents(runtime, kernel)
        with connected(runtime, kernel) as client:
            endless = client.execute("print('begun')\nwhile True: pass")
            until_printed(client, "begun")
            ask(running, "POST", f"api/kernels/{kernel}/interrupt")
            reply = client.get_shell_msg(timeout=PATIENCE)
        ask(running, "POST", f"api/kernels/{kernel}/restart")
        second = parents(runtime, kernel)
        ours = [server, *server.children(recursive=True)]

    assert first[1:] == second[1:] == [server.pid, running.pid]
    assert first[0] != second[0]
    assert reply["parent_header"]["msg_id"] == endless
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    # The server, the keeper and the kernel.
    assert len(ours) == 3
    assert psutil.wait_procs(ours, timeout=PATIENCE)[1] == []


def ask(running: Server, method: str, path: str, content: object = None) -> Any:
    """Ask Jupyter, as JupyterLab does, and return the answer's content."""
    with PoolManager() as pool:
        answer = pool.request(method, f"{running.address}{path}", json=content)
    assert answer.status < 300, answer.data
    return answer.json() if answer.data else None


def until_printed(client: BlockingKernelClient, text: str) -> None:
    """Wait until a kernel has printed a text."""
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "stream" and text in message["content"]["text"]:
            return
