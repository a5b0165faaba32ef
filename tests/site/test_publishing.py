"""Whoever does what docs/publish-static.md says gets what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.commands import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

PAGE = ROOT / "docs" / "publish-static.md"
END = "-- end of block --"


@pytest.fixture
def blocks() -> list[Token]:
    """The page's blocks of code."""
    tokens = MarkdownIt().parse(PAGE.read_text(encoding="utf-8"))
    return [token for token in tokens if token.type == "fence"]


def run(script: str, folder: Path) -> list[str]:
    """Run a script in a folder with the project's content; what each of its blocks printed."""
    shutil.copytree(ROOT / "content", folder / "content")
    programs = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # noqa: PTH120
    done = subprocess.run(
        ["bash", "-euc", script],  # noqa: S607 - any bash
        cwd=folder,
        env={**environment(folder), "PATH": programs, "GITHUB_REPOSITORY": "ada/course"},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(f"{END}\n")


def test_every_command_works(blocks: list[Token], tmp_path: Path) -> None:
    """Each command of the page runs, one after the other, and prints what stands below it."""
    commands = [block.content for block in blocks if block.info == "sh"]
    script = "".join(f"{command}echo '{END}'\n" for command in commands)

    printed = run(script, tmp_path)

    said = [block.content for block in blocks if block.info == "text"]
    assert len(commands) == 3
    for text, found in zip(said, printed, strict=False):
        pattern = re.escape(text.strip()).replace("…", r"\d+")
        assert re.search(pattern, found), f"{pattern}\n{found}"


def test_the_pages_are_those_that_the_text_names(blocks: list[Token], tmp_path: Path) -> None:
    """After the first command the files are there of which the page speaks."""
    run(blocks[0].content, tmp_path)

    names = {path.name for path in (tmp_path / "site").iterdir()}

    assert {"mediation.html", "glossary.html", "index.html", "assets"} <= names
    assert any(name.startswith("guide-") for name in names)


def test_the_workflow_builds_what_it_uploads(blocks: list[Token], tmp_path: Path) -> None:
    """The workflow is YAML, and its own command makes the folder that it uploads."""
    [workflow] = [block.content for block in blocks if block.info.startswith("yaml")]
    steps: list[dict[str, Any]] = yaml.safe_load(workflow)["jobs"]["publish"]["steps"]
    [command] = [step["run"] for step in steps if "studywidgets" in step.get("run", "")]
    [upload] = [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")]

    run(command, tmp_path)

    html = (tmp_path / upload / "mediation.html").read_text(encoding="utf-8")
    assert "https://mybinder.org/v2/gh/ada/course/HEAD?urlpath=" in html


def test_links_of_the_page(root: Path) -> None:
    """Every file that the page links to is there."""
    text = PAGE.read_text(encoding="utf-8")

    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]

    assert targets
    assert [target for target in targets if not (root / "docs" / target).exists()] == []
