"""Whoever does what a page for instructors says gets what it says."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.commands import free_port
from tests.docs.pages import expected, script

ROOT = Path(__file__).parent.parent.parent
DASK = "8786"
"""The usual port of a scheduler of Dask's."""
PAGES = ["first-lesson.md", "customise.md", "publish.md", "run-lessons.md"]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, as an index of packages has it."""
    folder = tmp_path_factory.mktemp("wheels")
    make = f"-m pip wheel -q --no-deps -w {folder} {ROOT}"
    subprocess.run([sys.executable, *make.split()], check=True)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The programs of an environment with all that the tests have, which a page may change."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=True)
    ours, theirs = (
        Path(sysconfig.get_path("purelib", vars={"base": base, "platbase": base}))
        for base in (sys.prefix, str(folder))
    )
    (theirs / "also.pth").write_text(f"{ours}\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", vars={"base": str(folder)}))


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, programs: Path, wheels: Path, tmp_path: Path) -> None:
    """Every command of the page works, one after the other, and prints what the page says."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    # Somebody may have a cluster here.
    page = page.replace(DASK, str(free_port()))
    links = f"{os.environ.get('PIP_FIND_LINKS', '')} {wheels}"
    variables = {
        **os.environ,
        "HOME": str(tmp_path / "home"),
        # The programs of what is installed already are in the tests' own environment.
        "PATH": os.pathsep.join([f"{programs}", f"{sys.prefix}/bin", os.environ["PATH"]]),
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "An instructor"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "instructor@example.org"),
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_FIND_LINKS": links.strip(),
    }
    (tmp_path / "home").mkdir()
    (tmp_path / "teaching").mkdir()

    done = subprocess.run(
        ["bash", "-c", script(page)],  # noqa: S607 - any bash
        cwd=tmp_path / "teaching",
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    printed = done.stdout
    for said in expected(page):
        found = said.search(printed)
        assert found, f"not printed in this place: {said.pattern}\n{printed}"
        printed = printed[found.end() :]
