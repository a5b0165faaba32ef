"""Whoever does what a page for instructors says gets what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import expected, script

ROOT = Path(__file__).parent.parent.parent
PAGES = ["first-lesson.md", "customise.md", "publish.md", "run-lessons.md"]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, as an index of packages has it."""
    folder = tmp_path_factory.mktemp("wheels")
    make = f"-m pip wheel -q --no-deps -w {folder} {ROOT}"
    subprocess.run([sys.executable, *make.split()], check=True)
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, wheels: Path, tmp_path: Path) -> None:
    """Every command of the page works, one after the other, and prints what the page says."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    links = f"{os.environ.get('PIP_FIND_LINKS', '')} {wheels}"
    variables = {
        **os.environ,
        "HOME": str(tmp_path / "home"),
        # The machine's own Python makes environments; where a page makes none, the tests' is there.
        "PATH": os.pathsep.join(
            [f"{sys.base_prefix}/bin", f"{sys.prefix}/bin", os.environ["PATH"]]
        ),
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
