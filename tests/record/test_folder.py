"""A course's folder: every writer its own file, all of them together the record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from studywidgets.record.fold import order
from studywidgets.record.folder import DAMAGED, RecordFolder, default_root, namespaces
from tests.record.samples import (
    COURSE,
    afresh,
    answer,
    answers,
    draft,
    names,
    of_a_newer_version,
    write_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Look = Callable[[], RecordFolder]


def test_nothing_there(folder: RecordFolder, records: Path) -> None:
    """Looking at a record that is not there makes nothing."""
    assert folder.entries() == []
    assert folder.problems == []
    assert namespaces(records) == []
    assert not records.exists()


def test_no_namespace(records: Path) -> None:
    """A namespace that is no identifier names no folder, least of all one elsewhere."""
    for namespace in ("", "..", "a/b", "A", "a b"):
        with pytest.raises(ValueError, match="no course's namespace"):
            RecordFolder(records, namespace)


def test_added(folder: RecordFolder, records: Path) -> None:
    """What is added is there for a new process; adding is union, and tells what was new."""
    counts = [folder.add(answers(3)), folder.add(answers(5)), folder.add([])]

    assert counts == [3, 2, 0]
    assert afresh(records) == answers(5)
    assert len(names(records)) == 1
    assert namespaces(records) == [COURSE]


def test_one_file_a_writer(look: Look, records: Path) -> None:
    """Every writer has a file of its own, and sees what the others add."""
    left, right = look(), look()

    for number in range(4):
        left.add([answer(number, "left")])
        right.add([answer(number, "right")])

    both = sorted([*answers(4, "left"), *answers(4, "right")], key=order)
    assert left.entries() == right.entries() == afresh(records) == both
    held = [path.read_bytes().count(b"\n") for path in (records / COURSE).iterdir()]
    assert held == [4, 4]


def test_known(folder: RecordFolder, records: Path) -> None:
    """What is in memory keeps the order in which it came, which the mirror counts on."""
    folder.add([answer(2), answer(1)])
    write_lines(records / COURSE / "other.jsonl", [answer(0)])
    folder.refresh()

    assert list(folder.known.values()) == [answer(2), answer(1), answer(0)]
    with pytest.raises(TypeError):
        folder.known["x"] = answer(1)  # type: ignore[index]


def test_superseded_drafts(folder: RecordFolder) -> None:
    """A draft that was superseded is not given out any more."""
    for number in range(5):
        folder.add([draft(number)])

    assert folder.entries() == [draft(4)]


def test_superseded_drafts_at_once(folder: RecordFolder, records: Path) -> None:
    """A draft that is superseded by the time that it would be written is not written."""
    folder.add([draft(number) for number in range(5)])

    [path] = (records / COURSE).iterdir()
    assert path.read_bytes().count(b"\n") == 1


def test_only_what_is_new_is_read(
    folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read on from where it was read to, and not at all while it does not grow."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, answers(2))
    folder.refresh()
    starts = []
    read_on = RecordFolder._read.__globals__["read_lines"]

    def spy(path: Path, start: int) -> object:
        starts.append(start)
        return read_on(path, start)

    monkeypatch.setitem(RecordFolder._read.__globals__, "read_lines", spy)
    folder.refresh()
    end = path.stat().st_size
    write_lines(path, answers(3))
    folder.refresh()

    assert starts == [end]
    assert folder.entries() == answers(3)


def test_newer_version(folder: RecordFolder, records: Path) -> None:
    """Kinds and fields of newer versions are kept as they are."""
    entry = of_a_newer_version()

    folder.add([entry])

    assert [one.to_json() for one in afresh(records)] == [entry.to_json()]


def test_fork(folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was forked from a kernel writes to a file of its own."""
    folder.add([answer(0)])
    [first] = (records / COURSE).iterdir()
    size, process = first.stat().st_size, os.getpid()

    monkeypatch.setattr(os, "getpid", lambda: process + 1)
    folder.add([answer(1)])

    assert first.stat().st_size == size
    assert len(names(records)) == 2
    assert afresh(records) == answers(2)


def test_forgotten(folder: RecordFolder, look: Look, records: Path) -> None:
    """Forgetting removes the files, damaged ones too, and another's memory of them."""
    other = look()
    folder.add(answers(2))
    other.add(answers(3))
    (records / COURSE / f"x{DAMAGED}").write_bytes(b"damage\n")
    (records / COURSE / "notes.txt").write_text("not ours", encoding="ascii")
    marks = {folder.mark, other.mark}

    folder.forget()

    assert names(records) == ["forgotten", "notes.txt"]
    assert folder.entries() == other.entries() == afresh(records) == []
    assert namespaces(records) == []
    assert folder.mark == other.mark
    assert folder.mark not in marks


def test_written_after_forgetting(folder: RecordFolder, look: Look, records: Path) -> None:
    """What is written after a forgetting stays, and nothing from before it comes back."""
    other = look()
    folder.add(answers(2))
    other.refresh()

    folder.forget()
    other.add([answer(5)])
    folder.add([answer(6)])

    assert afresh(records) == [answer(5), answer(6)]
    assert folder.entries() == other.entries() == [answer(5), answer(6)]


def test_forgotten_before_anything(folder: RecordFolder, look: Look, records: Path) -> None:
    """Forgetting a record whose files are gone reaches those who still hold it in memory."""
    other = look()
    other.add(answers(2))
    for file in (records / COURSE).iterdir():
        file.unlink()
    (records / COURSE).rmdir()

    folder.forget()
    other.add([answer(5)])

    assert afresh(records) == [answer(5)]
    assert other.entries() == [answer(5)]


def test_namespaces(records: Path) -> None:
    """The courses are the folders with entries whose names are identifiers."""
    for name in ("politics", "art-history", "Not one"):
        write_lines(records / name / "a.jsonl", [answer(0)])
    (records / "empty").mkdir()
    write_lines(records / "stray.jsonl", [answer(0)])

    assert namespaces(records) == ["art-history", "politics"]


def test_default_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable names the folder, from the working folder or the home; else it is the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = {}

    for named in ("", ".record", "~/record", str(tmp_path / "elsewhere")):
        monkeypatch.setenv("STUDYWIDGETS_RECORD", named)
        found[named] = default_root()

    assert found.pop("").parts[-2:] == ("studywidgets", "record")
    assert found == {
        ".record": tmp_path / ".record",
        "~/record": tmp_path / "home" / "record",
        str(tmp_path / "elsewhere"): tmp_path / "elsewhere",
    }
