"""What the README says is so."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from studywidgets.cli import main
from studywidgets.reader import read_content
from tests.launch import launch_link

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token


@pytest.fixture
def readme(root: Path) -> str:
    """The README's text."""
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def blocks(readme: str) -> list[Token]:
    """The README's blocks of code."""
    return [token for token in MarkdownIt().parse(readme) if token.type == "fence"]


def links(readme: str) -> list[str]:
    """The targets of all links and images of the README."""
    tokens = [child for token in MarkdownIt().parse(readme) for child in token.children or [token]]
    targets = [token.attrGet("href") or token.attrGet("src") for token in tokens]
    return [str(target) for target in targets if target]


def test_make_commands(blocks: list[Token], root: Path) -> None:
    """Every make command of the README is a target of the Makefile, first those two."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)

    commands = [name for block in blocks for name in re.findall("^make ([a-z]+)", block.content)]

    assert commands == ["study", "test"]
    assert set(commands) <= set(targets)


def test_own_commands(blocks: list[Token]) -> None:
    """Every command of studywidgets that the README shows is one that there is."""
    text = "\n".join(block.content for block in blocks if block.info in {"sh", "bat"})
    named = re.findall(r"studywidgets (\w+)", text)

    results = {name: CliRunner().invoke(main, [name, "--help"]).exit_code for name in named}

    assert results == {"validate": 0, "build": 0, "execute": 0, "open": 0, "preview": 0, "site": 0}


def test_example(blocks: list[Token], root: Path, tmp_path: Path) -> None:
    """The README's content file is valid within the course that it names its relations in."""
    [example] = [block.content for block in blocks if block.info == "markdown"]
    shutil.copytree(root / "content", tmp_path / "content")
    [neighbor] = (tmp_path / "content").glob("*/*/mediation.md")
    neighbor.with_name("arbitration.md").write_text(example, encoding="utf-8")

    courses, diagnostics = read_content(tmp_path / "content")

    # That its neighbours don't know it yet is all that there is to say of it.
    assert {found.code for found in diagnostics} == {"SW084", "SW089"}
    assert "arbitration" in {term.id for course in courses for term in course.terms()}


def test_local_links(readme: str, root: Path) -> None:
    """Everything of this repository that the README links to or shows is there."""
    local = [link for link in links(readme) if not re.match("#|https?:", link)]

    missing = [link for link in local if not (root / link).exists()]

    assert "docs/images/lesson.png" in local
    assert missing == []


def test_headings(readme: str) -> None:
    """Every link to a heading of the README has that heading."""
    anchors = {link for link in links(readme) if link.startswith("#")}

    headings = re.findall(r"^#+ (.+)$", readme, re.MULTILINE)

    assert anchors <= {f"#{heading.lower().replace(' ', '-')}" for heading in headings}


def test_images_are_local(readme: str) -> None:
    """The README loads no image from another host."""
    tokens = [child for token in MarkdownIt().parse(readme) for child in token.children or []]

    sources = [str(token.attrGet("src")) for token in tokens if token.type == "image"]

    assert all(source.startswith("docs/images/") for source in sources)


def test_launch_link(root: Path) -> None:
    """The launch link opens the home page by itself on the screen, from the newest commit."""
    link = launch_link(root / "README.md")

    assert (link.ref, link.urlpath) == ("HEAD", "doc/tree/study/index.ipynb")


def test_one_place_for_the_repository(readme: str, root: Path) -> None:
    """Owner and name stand in one line, and the badge and the text both take them from there."""
    repository = launch_link(root / "README.md").repository

    uses = links(readme).count(readme.splitlines()[-1].removeprefix("[launch]: "))

    assert readme.count(repository) == 1
    assert readme.count("mybinder.org") == 1
    assert uses == 2
