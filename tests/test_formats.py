"""The forms in which problems are printed: text, JSON, and annotations for GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.cli.formats import as_github, as_json, as_text
from studywidgets.diagnostics import Diagnostic, Fix
from studywidgets.model import Location

FIX = Fix((3, 0), (3, 1), "a", "a {#a}", "wrote {#a}")
FIXED = Diagnostic(Location("c/u/a.md", 3), "SW050", "error", "no id", "write {#a}", FIX)
ERROR = Diagnostic(Location("c/u/a.md", 4), "SW059", "error", "no text", "write\nit")
WARNING = Diagnostic(Location("c/u/b.md", 1), "SW086", "warning", "no source", "name one")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository's root, which is the working folder of a workflow's runner."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    return tmp_path


def unescaped(text: str, *more: tuple[str, str]) -> str:
    """Read a value as the runner does."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(code, character)
    return text


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Take a workflow command apart as the runner does: kind, properties and message."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    kind, _, listed = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in listed.split(",")]
    properties = {name: unescaped(value, ("%3A", ":"), ("%2C", ",")) for name, value in pairs}
    return kind, properties, unescaped(message)


def test_text() -> None:
    """Fixed problems come first, then those that are left with their hints, then the numbers."""
    text = as_text([FIXED], [ERROR, WARNING], Path("content"))

    assert text.split("\n") == [
        "c/u/a.md:3: SW050 fixed: wrote {#a}",
        "c/u/a.md:4: SW059 no text",
        "    write",
        "    it",
        "c/u/b.md:1: SW086 no source",
        "    name one",
        "1 fixed, 1 error, 1 warning",
    ]


def test_text_of_nothing() -> None:
    """Without problems there are only the numbers."""
    assert as_text([], [], Path("content")) == "0 errors, 0 warnings"


def test_json() -> None:
    """Each problem is an object of nine members, those that were fixed among them."""
    problems = json.loads(as_json([FIXED], [WARNING], Path("content")))

    assert problems == [
        {
            "file": "c/u/a.md",
            "line": 3,
            "code": "SW050",
            "name": "missing-id",
            "severity": "error",
            "message": "no id",
            "hint": "write {#a}",
            "fixable": True,
            "fixed": True,
        },
        {
            "file": "c/u/b.md",
            "line": 1,
            "code": "SW086",
            "name": "no-sources",
            "severity": "warning",
            "message": "no source",
            "hint": "name one",
            "fixable": False,
            "fixed": False,
        },
    ]


@pytest.mark.usefixtures("repository")
def test_github() -> None:
    """Each problem is a workflow command, with the file's path from the repository's root."""
    text = as_github([FIXED], [ERROR, WARNING], Path("content"))

    assert text.split("\n") == [
        "::notice file=content/c/u/a.md,line=3,title=SW050 missing-id::fixed: wrote {#a}",
        "::error file=content/c/u/a.md,line=4,title=SW059 empty-question::no text%0Awrite%0Ait",
        "::warning file=content/c/u/b.md,line=1,title=SW086 no-sources::no source%0Aname one",
        "1 error, 1 warning",
    ]


def test_github_wants_paths_from_the_root(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of the repository, or named in full, the content's path is from the root."""
    (repository / "course").mkdir()
    monkeypatch.chdir(repository / "course")

    lines = [
        as_github([], [WARNING], content).split("\n")[0]
        for content in (
            Path("content"),
            repository / "course" / "content",
            Path("../course/content"),
        )
    ]

    assert {parsed(line)[1]["file"] for line in lines} == {"course/content/c/u/b.md"}


def test_elsewhere_paths_are_from_the_working_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no runner is at work, paths are as a person in the folder would type them."""
    monkeypatch.delenv("GITHUB_WORKSPACE")

    line = as_github([], [WARNING], repository / "content").split("\n")[0]

    assert parsed(line)[1]["file"] == "content/c/u/b.md"


@pytest.mark.usefixtures("repository")
@given(
    st.text("a:,%\n\r=\x1b\u2028é0AD23C ", max_size=12),
    st.text("a:,%=0AD23C ", min_size=1, max_size=12),
)
def test_github_gets_what_was_meant(message: str, name: str) -> None:
    """Whatever stands in a message or a name, one line is printed, and it is read as it was."""
    file = f"c/{name.strip() or 'x'}.md"
    problem = Diagnostic(Location(file, 4), "SW059", "error", f"m{message}", f"h{message}")

    lines = as_github([], [problem], Path("content")).split("\n")

    kind, properties, text = parsed(lines[0])
    shown = message.replace("\r", "\\r").replace("\x1b", "\\x1b").replace("\u2028", "\\u2028")
    assert len(lines) == 2
    assert len(lines[0].splitlines()) == 1
    assert kind == "error"
    assert properties == {"file": f"content/{file}", "line": "4", "title": "SW059 empty-question"}
    assert text == f"m{shown}\nh{shown}"
