"""What disks, and people, do to a course's folder while its writers live."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from studywidgets.record.folder import DAMAGED, RecordFolder
from tests.record.samples import (
    COURSE,
    afresh,
    answer,
    answers,
    line,
    names,
    write_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Look = Callable[[], RecordFolder]


def refuse(*_: object, **__: object) -> None:
    """Fail as a disk does that can't any more."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_torn_line_of_another(folder: RecordFolder, records: Path) -> None:
    """A line that another is writing is no damage, and is read when it is whole."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, [answer(0)])
    path.write_bytes(path.read_bytes() + line(answer(1))[:-5])

    folder.add([answer(2)])
    before = folder.entries(), [*folder.problems]
    write_lines(path, [answer(0), answer(1)])

    assert before == ([answer(0), answer(2)], [])
    assert folder.entries() == answers(3)
    assert len(names(records)) == 2


def test_damaged_file(look: Look, records: Path) -> None:
    """A damaged file is told of, set aside and kept; what can be read of it is stored anew."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, answers(2))
    damaged = path.read_bytes() + b"\x00\x00 what a disk may do\n" + line(answer(2))
    path.write_bytes(damaged)
    folder = look()

    folder.add([answer(3)])
    told = [*folder.problems]
    folder.add([])

    assert told == [
        f"{path} is damaged in 1 of its lines. The others were read, and the file is kept."
    ]
    [aside] = (records / COURSE).glob(f"*{DAMAGED}")
    assert aside.read_bytes() == damaged
    assert not path.exists()
    assert folder.problems == []
    assert afresh(records) == answers(4)


def test_damaged_file_only_read(records: Path) -> None:
    """Somebody who only reads leaves a damaged file where it is."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, answers(2))
    path.write_bytes(b"damage\n" + path.read_bytes())

    found = afresh(records)

    assert found == answers(2)
    assert names(records) == [path.name]


def test_damaged_file_that_stays(
    look: Look, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged file that can't be renamed stays, and what could be read of it is stored."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, answers(2))
    path.write_bytes(b"damage\n" + path.read_bytes())
    folder = look()

    with monkeypatch.context() as patch:
        patch.setattr(type(path), "rename", refuse)
        folder.add([])
    path.unlink()

    assert afresh(records) == answers(2)


def test_two_set_the_same_file_aside(look: Look, records: Path) -> None:
    """Two writers that find the same damage lose nothing of it, and nothing to each other."""
    path = records / COURSE / "other.jsonl"
    write_lines(path, answers(2))
    path.write_bytes(b"damage\n" + path.read_bytes())
    left, right = look(), look()
    left.refresh()
    right.refresh()

    left.add([answer(2)])
    right.add([answer(3)])

    assert afresh(records) == answers(4)
    assert len(list((records / COURSE).glob(f"*{DAMAGED}"))) == 1


def test_file_that_can_not_be_read(
    folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that can't be read is told of; the others are read, and writing goes on."""
    bad, good = records / COURSE / "bad.jsonl", records / COURSE / "good.jsonl"
    write_lines(bad, [answer(0)])
    write_lines(good, [answer(1)])
    read = RecordFolder._read.__globals__["read_lines"]
    monkeypatch.setitem(
        RecordFolder._read.__globals__,
        "read_lines",
        lambda path, start: refuse() if path == bad else read(path, start),
    )

    folder.add([answer(2)])

    assert folder.problems == [f"{bad} can't be read: Input/output error."]
    assert folder.entries() == [answer(1), answer(2)]
    monkeypatch.undo()
    assert afresh(records) == answers(3)
    assert folder.entries() == answers(3)


def remove(path: Path) -> None:
    """The file is gone."""
    path.unlink()


def remove_folder(path: Path) -> None:
    """The course's folder is gone."""
    shutil.rmtree(path.parent)


def empty(path: Path) -> None:
    """Nothing is left in the file."""
    path.write_bytes(b"")


def cut_a_line(path: Path) -> None:
    """The last line is gone."""
    content = path.read_bytes()
    path.write_bytes(content[: content.rstrip(b"\n").rfind(b"\n") + 1])


def cut_within_a_line(path: Path) -> None:
    """The last line is torn."""
    path.write_bytes(path.read_bytes()[:-9])


def damage_a_line(path: Path) -> None:
    """The file is another one with damage in it."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content.replace(b"Answer", b"answer", 1))


def replace(path: Path) -> None:
    """The file is another one, and longer."""
    path.with_suffix(".new").write_bytes(b"".join(line(one) for one in answers(9, "other")))
    path.with_suffix(".new").rename(path)


HARMS = [remove, remove_folder, empty, cut_a_line, cut_within_a_line, damage_a_line, replace]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("count", [0, 1])
def test_harmed_while_the_writer_lives(
    folder: RecordFolder, records: Path, harm: Callable[[Path], None], count: int
) -> None:
    """What a file lost while its writer lives is written again, whatever is added then."""
    folder.add(answers(3))
    [path] = (records / COURSE).iterdir()

    harm(path)
    folder.add([answer(3 + number) for number in range(count)])
    folder.add([answer(4)])

    expected = {*answers(3 + count), answer(4)}
    assert expected <= {*afresh(records)}
    assert {*afresh(records)} - expected <= {*answers(9, "other")}


def test_replaced_writers_are_closed(folder: RecordFolder, records: Path) -> None:
    """A writer whose file is no longer its own is closed, not forgotten about."""
    folder.add(answers(1))
    [path] = (records / COURSE).iterdir()

    path.unlink()
    folder.add(answers(2))

    gc.collect()  # an open file that nobody holds would warn, and warnings are errors
    assert afresh(records) == answers(2)


def test_failed_write(folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure all is still in memory, and the next call stores it in another file."""
    folder.add([answer(0)])

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="Input/output"):
            folder.add([answer(1)])
    in_memory = [*folder.known.values()]
    folder.add([])

    assert in_memory == answers(2)
    assert afresh(records) == answers(2)
    assert len(names(records)) == 2


def test_failed_sync(folder: RecordFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written but not synced is in no file that counts: it is written again and synced."""
    folder.add([answer(0)])

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="Input/output"):
            folder.add([answer(1)])
        with pytest.raises(OSError, match="Input/output"):
            folder.add([])


def test_folder_that_can_not_be_listed(
    folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is added while the folder can't be read is in memory, and is stored later."""
    folder.add([answer(0)])

    with monkeypatch.context() as patch:
        patch.setattr(type(records), "stat", refuse)
        with pytest.raises(OSError, match="Input/output"):
            folder.add([answer(1)])
    folder.add([])

    assert afresh(records) == answers(2)


def test_folder_that_is_a_file(look: Look, records: Path) -> None:
    """Looking at a place where there can be no folder is no error; using it is one."""
    records.write_text("in the way", encoding="ascii")

    folder = look()

    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        folder.add([answer(0)])
    records.unlink()
    folder.add([])
    assert afresh(records) == [answer(0)]


def test_failed_forgetting(
    folder: RecordFolder, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that can't be removed is told of, after all others are gone."""
    folder.add([answer(0)])
    write_lines(records / COURSE / "a.jsonl", [answer(1)])
    unlink = type(records).unlink

    def refuse_one(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "a.jsonl":
            refuse()
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(type(records), "unlink", refuse_one)
        with pytest.raises(OSError, match="Input/output"):
            folder.forget()

    assert names(records) == ["a.jsonl", "forgotten"]
    assert folder.entries() == [answer(1)]
