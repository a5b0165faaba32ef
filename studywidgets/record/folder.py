"""A course's record on disk: a folder of files, one a writer, whose union is the record."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from studywidgets.identifiers import is_identifier
from studywidgets.record.entry_file import EntryWriter, read_lines
from studywidgets.record.fold import compact, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studywidgets.record.entries import Entry

SUFFIX = ".jsonl"
DAMAGED = ".damaged"
FORGOTTEN = "forgotten"
"""The file that says when a course's work was last forgotten, to writers that still hold it."""


def default_root() -> Path:
    """The folder of all records: the one that `STUDYWIDGETS_RECORD` names, or the user's own.

    A relative name is meant from the working folder, for a kernel that of its notebook.
    """
    # Imported here: the command line's other commands do without it.
    from platformdirs import user_data_path  # noqa: PLC0415

    named = os.environ.get("STUDYWIDGETS_RECORD")
    if named:
        return Path(named).expanduser().absolute()
    return user_data_path("studywidgets", appauthor=False) / "record"


def namespaces(root: Path) -> list[str]:
    """The courses that have a record below `root`, sorted."""
    if not root.is_dir():
        return []
    return sorted(
        folder.name
        for folder in root.iterdir()
        if is_identifier(folder.name) and any(folder.glob(f"*{SUFFIX}"))
    )


@dataclass
class _File:
    """What is known of one file: which inode it is, how far it was read, and what it holds."""

    inode: int
    end: int = 0
    damaged: int = 0
    ids: set[str] = field(default_factory=set)


class RecordFolder:
    """The record of one person in one course, on disk.

    Every writer (a kernel, a command) adds to a file of its own, so that no two ever write to the
    same one, and reads all. What is in memory outlives a file that goes or shrinks: it is written
    again. Only `forget` removes anything.

    Attributes:
        path: The course's folder.
        problems: Sentences about files that could not be read in whole, from the last `refresh`.
    """

    def __init__(self, root: Path, namespace: str) -> None:
        """Look at a course's folder, which need not exist; nothing is read or written yet.

        Raises:
            ValueError: `namespace` is no identifier.
        """
        if not is_identifier(namespace):
            message = f"{namespace!r} is no course's namespace"
            raise ValueError(message)
        self.path = root / namespace
        self.problems: list[str] = []
        self._entries: dict[str, Entry] = {}
        self._files: dict[str, _File] = {}
        # What a failed write was about: even if it can be read now, the next stop may undo it.
        self._doubtful: set[str] = set()
        self._writer: EntryWriter | None = None
        self._forgotten: str | None = None

    def entries(self) -> list[Entry]:
        """Return what all files hold now, in order, without superseded drafts.

        Raises:
            OSError: The folder can't be read.
        """
        self.refresh()
        return sorted(compact(self._entries.values()), key=order)

    @property
    def known(self) -> Mapping[str, Entry]:
        """What is in memory, by id, in the order in which it came, superseded drafts too."""
        return MappingProxyType(self._entries)

    @property
    def mark(self) -> str:
        """Changes when the course's work is forgotten, by whomever."""
        return self._forgotten or ""

    def refresh(self) -> None:
        """Read what other writers have added since the last time.

        Raises:
            OSError: The folder can't be read.
        """
        self._notice_forgotten()
        self.problems = []
        present = self._present()
        for name in self._files.keys() - present.keys():
            del self._files[name]
        for name, status in present.items():
            self._entries.update(
                (entry.id, entry)
                for entry in self._read(name, status)
                if entry.id not in self._entries
            )

    def add(self, entries: Iterable[Entry]) -> int:
        """Store what no file holds, also of what is in memory and files have lost.

        Returns:
            How many of `entries` were new.

        Raises:
            OSError: Not all may be stored; the next call tries again. Nothing that was stored
                before is touched.
        """
        try:
            self.refresh()
        finally:
            before = len(self._entries)
            self._entries.update((e.id, e) for e in entries if e.id not in self._entries)
            added = len(self._entries) - before
        whole = [file.ids for file in self._files.values() if not file.damaged]
        lost = (self._entries.keys() - set().union(*whole)) | self._doubtful
        needed = [e for e in compact(self._entries.values()) if e.id in lost] if lost else []
        if needed:
            self._doubtful = {entry.id for entry in needed}
            self._append(needed)
            self._doubtful = set()
        self._set_damaged_aside()
        return added

    def forget(self) -> None:
        """Remove the course's files, and have other writers forget what they hold.

        Raises:
            OSError: Not all could be removed.
        """
        self._clear()
        # Also where nothing is: another kernel may hold work that it would write again.
        self.path.mkdir(parents=True, exist_ok=True)
        self._forgotten = secrets.token_hex(8)
        (self.path / FORGOTTEN).write_text(self._forgotten, encoding="ascii")
        failures = []
        for file in self.path.iterdir():
            if file.suffix in {SUFFIX, DAMAGED}:
                try:
                    file.unlink(missing_ok=True)
                except OSError as error:
                    failures.append(error)
        if failures:
            raise failures[0]

    def close(self) -> None:
        """Close the file that this one writes; a later `add` makes another."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def _present(self) -> dict[str, os.stat_result]:
        if not self.path.is_dir():
            return {}
        found = {}
        for path in sorted(self.path.glob(f"*{SUFFIX}")):
            # It may be gone by now: somebody may just have forgotten the course.
            with suppress(FileNotFoundError):
                found[path.name] = path.stat()
        return found

    def _read(self, name: str, status: os.stat_result) -> tuple[Entry, ...]:
        known = self._files.get(name)
        if known is None or known.inode != status.st_ino or status.st_size < known.end:
            known = self._files[name] = _File(status.st_ino)
        if status.st_size == known.end:
            return ()
        try:
            lines = read_lines(self.path / name, known.end)
        except OSError as error:
            self.problems.append(f"{self.path / name} can't be read: {error.strerror or error}.")
            return ()
        known.end = lines.end
        known.ids.update(entry.id for entry in lines.entries)
        known.damaged += lines.damaged
        if lines.damaged:
            self.problems.append(
                f"{self.path / name} is damaged in {lines.damaged} of its lines. "
                "The others were read, and the file is kept."
            )
        return lines.entries

    def _append(self, entries: list[Entry]) -> None:
        if self._writer is None or not self._writer.usable or not self._is_whole(self._writer):
            self.close()
            self._writer = EntryWriter(self.path / f"{secrets.token_hex(8)}{SUFFIX}")
        writer = self._writer
        writer.append(entries)
        file = self._files.setdefault(writer.path.name, _File(writer.path.stat().st_ino))
        file.end = writer.size
        file.ids.update(entry.id for entry in entries)

    def _is_whole(self, writer: EntryWriter) -> bool:
        """Whether a writer's file is as it left it: somebody may have removed or cut it."""
        file = self._files.get(writer.path.name)
        return file is not None and file.end == writer.size and not file.damaged

    def _set_damaged_aside(self) -> None:
        """Rename damaged files. What could be read of them has been stored elsewhere by now."""
        for name in [name for name, file in self._files.items() if file.damaged]:
            path = self.path / name
            aside = path.with_name(f"{path.stem}-{secrets.token_hex(4)}{DAMAGED}")
            try:
                path.rename(aside)
            except OSError:
                # It stays where it is: what can be read of it is read again at the next start.
                continue
            del self._files[name]

    def _read_forgotten(self) -> str:
        try:
            return (self.path / FORGOTTEN).read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return ""

    def _notice_forgotten(self) -> None:
        mark, known = self._read_forgotten(), self._forgotten
        if known and not mark:
            # The file went, with the whole folder perhaps: that is no forgetting.
            return
        self._forgotten = mark
        if known is not None and known != mark:
            self._clear()

    def _clear(self) -> None:
        self._entries.clear()
        self._files.clear()
        self._doubtful.clear()
        self.close()
