"""The built package, installed away from the checkout, with what a lesson's kernel needs alone."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "studywidgets"
AUTHORING = {
    "click",
    "jinja2",
    "jupyterlab",
    "nbclient",
    "nbformat",
    "notebook",
    "pyyaml",
    "snowballstemmer",
}


def run(*arguments: object, folder: Path) -> str:
    """Run a program in ``folder``, with no Node in reach, and return what it printed."""
    # An empty PATH: whatever the machine has, there is no Node.
    environment = {**os.environ, "PATH": ""}
    answer = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=600,
    )
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that pip builds from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, folder=folder)
    return next(folder.glob("studywidgets-*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment in which nothing but the wheel was installed."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    program = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    constraints = ROOT / "constraints.txt"
    run(program, "-m", "pip", "install", "-q", "-c", constraints, wheel, folder=folder)
    return program


def test_wheel_holds_package(wheel: Path) -> None:
    """The wheel holds every file of the package, sources of the front end and caches aside."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file())
    names = {path.relative_to(ROOT) for path in files}
    expected = {
        name.as_posix() for name in names if not {"frontend", "__pycache__"} & set(name.parts)
    }

    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("studywidgets/")}

    assert packed == expected
    assert {"studywidgets/py.typed", "studywidgets/static/libraries/core.js"} <= packed


def test_installed_package_is_used(python: Path, tmp_path: Path) -> None:
    """The installed package imports away from the checkout and shows a widget."""
    code = (
        "import studywidgets as sw; print(sw.__file__); "
        "print(sw.Definition('A', 'b', id='a/definition', course='c')._esm != '')"
    )

    printed = run(python, "-I", "-c", code, folder=tmp_path).splitlines()

    assert Path(printed[0]).is_relative_to(python.parent.parent)
    assert printed[1] == "True"


def test_no_authoring_dependency(python: Path, tmp_path: Path) -> None:
    """Installing the package brings none of the packages that only authors need."""
    listed = run(python, "-m", "pip", "list", "--format", "freeze", folder=tmp_path)

    installed = {line.partition("==")[0].lower() for line in listed.splitlines()}

    assert "anywidget" in installed
    assert installed & AUTHORING == set()


def test_dependencies_agree(python: Path, tmp_path: Path) -> None:
    """The packages that come with the wheel fit together."""
    printed = run(python, "-m", "pip", "check", folder=tmp_path)

    assert printed.strip() == "No broken requirements found."
