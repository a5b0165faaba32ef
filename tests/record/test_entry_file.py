"""A file of entries is read as far as it goes, and only ever added to by its one writer."""

from __future__ import annotations

import errno
import io
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.record.entry_file import EntryWriter, read_lines
from tests.record.samples import answer, answers, line, of_a_newer_version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet, in a folder that is not there yet."""
    return tmp_path / "root" / "course" / "one.jsonl"


def test_written_and_read(path: Path) -> None:
    """What was appended is read again, in order, with fields and kinds of newer versions."""
    entries = [*answers(3), of_a_newer_version()]
    writer = EntryWriter(path)

    writer.append(entries[:2])
    writer.append(entries[2:])
    writer.close()

    lines = read_lines(path)
    assert [entry.to_json() for entry in lines.entries] == [entry.to_json() for entry in entries]
    assert (lines.end, lines.damaged) == (path.stat().st_size, 0)
    assert writer.size == path.stat().st_size


def test_plain_lines(path: Path) -> None:
    """A line is ASCII without a line break in it, whatever the entry's text."""
    writer = EntryWriter(path)

    writer.append([answer(1), of_a_newer_version()])
    writer.close()

    content = path.read_bytes()
    assert content.isascii()
    assert content.count(b"\n") == 2


def test_stored_before_it_returns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file's name is synced when it is made, and its content after every append."""
    synced = []

    def fsync(handle: int) -> None:
        synced.append((os.fstat(handle).st_ino, path.read_bytes()))

    monkeypatch.setattr(os, "fsync", fsync)
    writer = EntryWriter(path)
    writer.append([answer(1)])
    writer.append([answer(2)])
    writer.close()

    folder, file = path.parent.stat().st_ino, path.stat().st_ino
    one, two = line(answer(1)).replace(b": ", b":").replace(b", ", b","), path.read_bytes()
    assert synced == [(folder, b""), (file, one), (file, two)]


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_folders_that_can_not_be_synced(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """A file system that syncs no folders, as some of networks, takes entries like any other."""
    sync = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(error, os.strerror(error))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    writer = EntryWriter(path)
    writer.append(answers(2))
    writer.close()

    assert read_lines(path).entries == tuple(answers(2))


def test_torn_last_line(path: Path) -> None:
    """A last line without its line break is left alone, and read once it is whole."""
    path.parent.mkdir(parents=True)
    whole, torn = line(answer(1)), line(answer(2))
    path.write_bytes(whole + torn[:-1])

    lines = read_lines(path)
    with path.open("ab") as file:
        file.write(torn[-1:])
    more = read_lines(path, lines.end)

    assert (lines.entries, lines.end, lines.damaged) == ((answer(1),), len(whole), 0)
    assert (more.entries, more.end) == ((answer(2),), len(whole + torn))


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\x00\x00",
        b"\xff\xfe{}",
        b"{",
        b"[" * 100_000,
        b"9" * 10_000,
        b"null",
        b"[]",
        b'{"id": 3}',
        line(answer(3)).strip().replace(b"Answer", b"answer"),
        line(answer(3)).strip() + line(answer(4)).strip(),
    ],
    ids=lambda damage: repr(damage[:12]),
)
def test_damaged_line(path: Path, damage: bytes) -> None:
    """A line that holds no entry is counted, and those before and after it are read."""
    path.parent.mkdir(parents=True)
    path.write_bytes(line(answer(1)) + damage + b"\n" + line(answer(2)))

    lines = read_lines(path)

    assert lines.entries == (answer(1), answer(2))
    assert (lines.damaged, lines.end) == (1, path.stat().st_size)


def test_nothing_to_read(path: Path) -> None:
    """An empty file holds nothing; a missing one is an error."""
    path.parent.mkdir(parents=True)
    path.touch()

    lines = read_lines(path)

    assert (lines.entries, lines.end, lines.damaged) == ((), 0, 0)
    with pytest.raises(FileNotFoundError):
        read_lines(path.with_name("other.jsonl"))


def test_one_writer(path: Path) -> None:
    """A file that is there already is nobody else's to write."""
    path.parent.mkdir(parents=True)
    path.write_bytes(line(answer(1)))

    with pytest.raises(FileExistsError):
        EntryWriter(path)

    assert read_lines(path).entries == (answer(1),)


def test_folder_that_can_not_be_synced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose name may not be stored is not made."""

    def fsync(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(OSError, match="Input/output"):
        EntryWriter(path)

    assert not path.exists()


class ShortFile(io.FileIO):
    """Takes a few bytes at a time, as some file systems do."""

    def write(self, data: Any) -> int:
        """Write seven bytes at most."""
        return super().write(memoryview(data)[:7])


def test_short_writes(path: Path) -> None:
    """What the system takes in parts arrives in whole."""
    writer = EntryWriter(path)
    with writer._file:
        writer._file = ShortFile(path, "wb")

    writer.append(answers(2))
    writer.close()

    assert read_lines(path).entries == (*answers(2),)
    assert writer.size == path.stat().st_size


@pytest.mark.parametrize("before", [0, 1])
def test_failed_write(path: Path, monkeypatch: pytest.MonkeyPatch, before: int) -> None:
    """After a failure a writer writes no more; only a file that never held anything goes."""
    writer = EntryWriter(path)
    for entry in answers(before):
        writer.append([entry])

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: os.open(path / "no folder", os.O_RDONLY))
        with pytest.raises(NotADirectoryError):
            writer.append([answer(9)])

    assert not writer.usable
    with pytest.raises(ValueError, match="closed"):
        writer.append([answer(9)])
    assert path.exists() == bool(before)


def test_nothing_written(path: Path) -> None:
    """A file that nothing was written to is removed when it is closed; one with entries stays."""
    empty, full = EntryWriter(path), EntryWriter(path.with_name("two.jsonl"))
    full.append([answer(1)])

    empty.close()
    full.close()

    assert [one.name for one in path.parent.iterdir()] == ["two.jsonl"]


def test_other_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer is usable in the process that made it, not in a fork of it."""
    writer = EntryWriter(path)
    usable = writer.usable

    monkeypatch.setattr(os, "getpid", lambda: writer._process + 1)

    assert usable
    assert not writer.usable
    writer.close()
