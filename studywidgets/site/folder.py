"""The folder of a site: what lies there is replaced only where the site itself put it."""

from __future__ import annotations

import hashlib
import json
import stat
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studywidgets.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import BinaryIO

NOTE = ".studywidgets-site.json"
"""The file that lists what the site consists of."""

BEGUN = ".studywidgets-site.begun"
"""The file that lists what is about to be written, as long as a site is being written."""

FORMAT = 1

_EDITED = (
    "was changed since it was built; move your change to the content, delete this file and build "
    "again"
)
_FOREIGN = "is not part of the site, but a page needs its name; move it away and build again"


class FolderError(Exception):
    """A folder that must be left as it is; the message says why and what to do."""


@dataclass(slots=True)
class Changes:
    """What writing a site did. Paths are relative to its folder, with forward slashes, in order.

    Attributes:
        written: Files that are new or were replaced.
        unchanged: Files that were up to date.
        removed: Files of the site that it no longer has.
        refused: Files left as they are although the site would replace or remove them, and why.
    """

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class SiteFolder:
    """A folder that holds a site, and perhaps other files, which are never touched."""

    def __init__(self, root: Path) -> None:
        """Open the folder, which need not be there yet.

        Raises:
            FolderError: There is something that is no site.
            OSError: It can't be read.
        """
        self._root = root
        self._inside: dict[Path, bool] = {}
        self._known = self._read_note()
        self._add_begun()

    def is_whole(self) -> bool:
        """Whether every file of the site is there as it was written."""
        if (self._root / BEGUN).exists():
            return False
        try:
            return all(
                self._known[name] == [_hash((self._root / name).read_bytes())]
                and not (self._root / name).is_symlink()
                and self._is_inside(self._root / name)
                for name in self._known
            )
        except OSError:
            return False

    def write(self, files: Iterable[tuple[str, bytes]]) -> Changes:
        """Make the site consist of these files, each written in one step as it comes.

        Args:
            files: Their paths and bytes.

        Raises:
            OSError: The folder or its list can't be written.
        """
        changes = Changes()
        now: dict[str, list[str]] = {}
        self._inside = {}
        with ExitStack() as stack:
            begun: BinaryIO | None = None
            for name, content in files:
                now[name] = [_hash(content)]
                if not self._is_due(name, content):
                    changes.unchanged.append(name)
                    continue
                if begun is None:
                    self._root.mkdir(parents=True, exist_ok=True)
                    begun = stack.enter_context((self._root / BEGUN).open("ab"))
                # Before it is written, or after a crash it would count as somebody's change.
                begun.write(f"{json.dumps([name, *now[name]])}\n".encode())
                begun.flush()
                self._place(name, content, changes)
        gone = sorted(self._known.keys() - now.keys())
        for name in gone:
            self._remove(name, changes)
        for name in changes.refused:
            now.pop(name, None)
            if name in self._known:
                now[name] = list(self._known[name])
        if now != self._known or changes.written or gone:
            self._write_note(now)
        (self._root / BEGUN).unlink(missing_ok=True)
        self._known = now
        for names in (changes.written, changes.unchanged, changes.removed):
            names.sort()
        return changes

    def _is_due(self, name: str, content: bytes) -> bool:
        path = self._root / name
        try:
            found = path.lstat()
            same = stat.S_ISREG(found.st_mode) and found.st_size == len(content)
            same = same and path.read_bytes() == content
        except OSError:
            return True
        return not same or not self._is_inside(path)

    def _place(self, name: str, content: bytes, changes: Changes) -> None:
        path = self._root / name
        try:
            if reason := self._obstacle(name, path):
                changes.refused[name] = reason
                return
            write_atomically(path, content)
            changes.written.append(name)
        except OSError as error:
            changes.refused[name] = f"can't be written ({error.strerror or error})"

    def _remove(self, name: str, changes: Changes) -> None:
        path = self._root / name
        try:
            if not path.exists() and not path.is_symlink():
                return
            if reason := self._obstacle(name, path):
                changes.refused[name] = reason
                return
            path.unlink()
            changes.removed.append(name)
            if path.parent != self._root and not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            changes.refused[name] = f"can't be removed ({error.strerror or error})"

    def _obstacle(self, name: str, path: Path) -> str:
        """Why a path must stay as it is, or ""."""
        if not self._is_inside(path):
            return "lies outside the site's folder, behind a symbolic link; remove the link"
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return ""
        if stat.S_ISLNK(mode):
            return "is a symbolic link; remove it and build again"
        if not stat.S_ISREG(mode):
            return "is no file; move it away and build again"
        if name not in self._known:
            return _FOREIGN
        return "" if _hash(path.read_bytes()) in self._known[name] else _EDITED

    def _is_inside(self, path: Path) -> bool:
        folder = path.parent
        if folder not in self._inside:
            self._inside[folder] = folder.resolve().is_relative_to(self._root.resolve())
        return self._inside[folder]

    def _read_note(self) -> dict[str, list[str]]:
        if not self._root.exists():
            return {}
        if not self._root.is_dir():
            message = f"{self._root} is a file; name a folder for the site"
            raise FolderError(message)
        path = self._root / NOTE
        if not path.is_file():
            if not (self._root / BEGUN).is_file() and any(self._root.iterdir()):
                message = (
                    f"{self._root} holds files, and none of them says that this is a site; "
                    "name an empty or a new folder"
                )
                raise FolderError(message)
            return {}
        try:
            return _files(json.loads(path.read_bytes()))
        except (ValueError, RecursionError) as error:
            message = (
                f"{path} is damaged, so that it is unknown which files are the site's; "
                "restore it, or delete the site's folder and build again"
            )
            raise FolderError(message) from error

    def _add_begun(self) -> None:
        """Know too what a build that was cut short has written, or was about to write."""
        path = self._root / BEGUN
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            # The last line may be torn, and then its file was not begun.
            with suppress(ValueError, TypeError):
                name, content = json.loads(line)
                [(name, hashes)] = _files({"format": FORMAT, "files": {name: [content]}}).items()
                self._known[name] = _sorted(*hashes, *self._known.get(name, ()))

    def _write_note(self, files: Mapping[str, list[str]]) -> None:
        text = json.dumps({"format": FORMAT, "files": files}, indent=1, sort_keys=True)
        write_atomically(self._root / NOTE, f"{text}\n".encode())


def _files(note: Any) -> dict[str, list[str]]:  # noqa: ANN401 - whatever stands in the file
    """What a note lists.

    Raises:
        ValueError: It lists nothing, or a path that leads out of the folder.
    """
    files = note.get("files") if isinstance(note, dict) and note.get("format") == FORMAT else None
    if not isinstance(files, dict):
        message = "no list of files"
        raise ValueError(message)  # noqa: TRY004 - the file is wrong, not the program
    for name, hashes in files.items():
        parts = name.split("/")
        if not {"", ".", ".."}.isdisjoint(parts) or "\\" in name or ":" in name:
            message = f"{name} leads out of the folder"
            raise ValueError(message)
        if not isinstance(hashes, list) or not all(isinstance(each, str) for each in hashes):
            message = f"{name} has no hashes"
            raise ValueError(message)
    return files


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sorted(*hashes: str) -> list[str]:
    return sorted(set(hashes))
