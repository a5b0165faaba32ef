"""Reading a course again and again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from studywidgets.reader import Memory, files, memory, read_content
from tests.notebooks_build.content import write_course, write_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A course of three terms."""
    return write_course(tmp_path / "talking", {"talks": ["mediation", "negotiation", "envoys"]})


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the terms' files that were really read."""
    names: list[str] = []
    real = files.read_term

    def noted(path: Path, *others: object) -> object:
        names.append(path.stem)
        return real(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(memory, "read_term", noted)
    return names


def test_only_what_has_changed_is_read(content: Path, read: list[str]) -> None:
    """The first time every file is read, then only the one that was saved."""
    remembering = Memory()
    read_content(content, memory=remembering)
    read.clear()
    write_term(content / "talks" / "mediation.md", "Another definition. With two sentences.")

    courses, _ = read_content(content, memory=remembering)

    assert read == ["mediation"]
    [term] = [term for term in courses[0].terms() if term.id == "mediation"]
    assert term.definition.startswith("Another definition.")


def break_ids(content: Path) -> None:
    """Take the ids out of a term."""
    path = content / "talks" / "mediation.md"
    path.write_text(path.read_text().replace("{#", "{%"))


def delete(content: Path) -> None:
    """Delete a term to which another is related."""
    (content / "talks" / "mediation.md").unlink()


def add(content: Path) -> None:
    """Add a term."""
    write_term(content / "talks" / "arbitration.md")


def rename(content: Path) -> None:
    """Rename a term."""
    (content / "talks" / "envoys.md").rename(content / "talks" / "agents.md")


def swap(content: Path) -> None:
    """Exchange two files, so that both have an inode and a time of before."""
    one, other = (content / "talks" / f"{name}.md" for name in ("mediation", "envoys"))
    one.rename(content / "x")
    other.rename(one)
    (content / "x").rename(other)


def empty(content: Path) -> None:
    """Save an empty file."""
    (content / "talks" / "negotiation.md").write_text("")


@pytest.mark.parametrize("change", [break_ids, delete, add, rename, swap, empty])
def test_it_is_as_if_nothing_were_remembered(content: Path, change: Callable[[Path], None]) -> None:
    """After any change courses and problems are those that a fresh reading gives."""
    remembering = Memory()
    read_content(content, memory=remembering)

    change(content)

    for _ in range(2):
        assert read_content(content, memory=remembering) == read_content(content)


def test_problems_do_not_pile_up(content: Path) -> None:
    """A remembered problem is reported once each time, with those of other files' making."""
    remembering = Memory()
    delete(content)

    found = [read_content(content, memory=remembering)[1] for _ in range(3)]

    assert found[0] == found[1] == found[2] != []


def test_a_change_that_leaves_no_trace_is_forgotten(content: Path, read: list[str]) -> None:
    """A file of the same size and time is read again when it is said to have changed."""
    path = content / "talks" / "mediation.md"
    remembering = Memory()
    read_content(content, memory=remembering)
    state = path.stat()
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b"second", b"fourth"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    read.clear()

    read_content(content, memory=remembering)
    unseen = list(read)
    remembering.forget([path])
    read_content(content, memory=remembering)

    assert (unseen, read) == ([], ["mediation"])


def test_an_image_may_belong_to_any_term(content: Path, read: list[str]) -> None:
    """When a file that is no Markdown has changed, every term is read again."""
    remembering = Memory()
    read_content(content, memory=remembering)
    read.clear()

    remembering.forget([content / "talks" / "map.png"])
    read_content(content, memory=remembering)

    assert sorted(read) == ["envoys", "mediation", "negotiation"]
