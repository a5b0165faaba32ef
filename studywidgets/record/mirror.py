"""The kernel's side of the record: what the page sends goes to disk, what it lacks goes back.

The page asks by evaluating `sync(…)` or `forget(…)` in the kernel (`frontend/jupyter/kernel.js`),
which works as well for a widget that was restored from a saved notebook and has no comm. A request
is one JSON object, so is the reply; `frontend/record/mirror.js` is the other side.

In a request:

- `course`: the namespace.
- `folder`: where the course wants records to be; absent for the user's own folder.
- `since`: the last reply's `cursor`, if there was one.
- `ids`: the ids of all entries that the page has, at a first request or when it was told `again`.
- `entries`: entries to store.

In a reply:

- `cursor`: how far the page is with this kernel; `again` instead, when the kernel does not know
  the request's cursor, as after a restart.
- `entries`: what the page lacks.
- `wanted`: ids of entries that the kernel lacks, an answer to `ids`.
- `stored`: whether all entries that the kernel knows of are on disk.
- `error`: a sentence for the student when they are not.
- `problems`: sentences about files that could not be read.
- `place`: the folder.
"""

from __future__ import annotations

import errno
import json
import secrets
from collections import UserDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studywidgets.record.entries import read_entry
from studywidgets.record.fold import compact, order
from studywidgets.record.folder import RecordFolder, default_root
from studywidgets.record.format import EntryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from studywidgets.record.entries import Entry

_REASONS = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "The disk quota is used up.",
    errno.EROFS: "The folder can only be read.",
    errno.EACCES: "The folder can only be read.",
    errno.EPERM: "The folder can only be read.",
}


class Reply(UserDict[str, Any]):
    """What the page gets: JSON as such, not as the text of a Python object.

    It is no `dict`, since of those IPython would send the text too.
    """

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"application/json": self.data, "text/plain": "studywidgets reply"}


class Mirror:
    """The record of one course, as one kernel has it.

    Attributes:
        folder: Where it is on disk.
    """

    def __init__(self, folder: RecordFolder) -> None:
        self.folder = folder
        self._kernel = secrets.token_hex(8)

    def sync(self, request: dict[str, Any]) -> Reply:
        """Answer one request; see the module for what stands in it."""
        given = [_entry_or_none(data) for data in request.get("entries", ())]
        entries = {entry.id: entry for entry in given if entry is not None}
        reply = _told(self.folder, lambda: self.folder.add(entries.values()))
        held = request.get("ids")
        start = 0 if held is not None else self._place(request.get("since"))
        if start is None:
            reply["again"] = True
            return reply
        known = self.folder.known
        has = entries.keys() | set(held or ())
        reply["cursor"] = f"{self._name}:{len(known)}"
        reply["entries"] = self._lacking(
            [e for e in list(known.values())[start:] if e.id not in has]
        )
        if held is not None:
            reply["wanted"] = sorted(has - known.keys())
        return reply

    def forget(self) -> Reply:
        """Remove the course's work from disk and from memory."""
        return _told(self.folder, self.folder.forget)

    @property
    def _name(self) -> str:
        """What cursors begin with: those of another kernel, or of before a forgetting, are void."""
        return f"{self._kernel}-{self.folder.mark}"

    def _place(self, since: object) -> int | None:
        name, _, count = str(since).rpartition(":")
        return int(count) if name == self._name and count.isdecimal() else None

    def _lacking(self, later: list[Entry]) -> list[dict[str, Any]]:
        """The entries to send: superseded drafts would be dropped by the page all the same."""
        if not later:
            return []
        needed = set(compact(self.folder.known.values()))
        return [entry.to_json() for entry in sorted(later, key=order) if entry in needed]


_mirrors: dict[tuple[str | None, str], Mirror] = {}


def sync(request: str) -> Reply:
    """Answer a page's request; see the module for what stands in it."""
    asked = json.loads(request)
    return _mirror(asked).sync(asked)


def forget(request: str) -> Reply:
    """Remove a course's work from this computer; the request has `course` and `folder`."""
    return _mirror(json.loads(request)).forget()


def _mirror(request: dict[str, Any]) -> Mirror:
    folder, course = request.get("folder"), request["course"]
    key = folder, course
    if key not in _mirrors:
        # A folder of the course's is meant from where the notebook is, which is where kernels run.
        root = Path(folder).expanduser().absolute() if folder else default_root()
        _mirrors[key] = Mirror(RecordFolder(root, course))
    return _mirrors[key]


def _entry_or_none(data: object) -> Entry | None:
    """An entry of the page; one that is none can't be stored, and must not stop the others."""
    try:
        return read_entry(data)
    except EntryError:
        return None


def _told(folder: RecordFolder, do: Callable[[], object]) -> Reply:
    """Do something on disk, and tell how it went."""
    error = ""
    try:
        do()
    except OSError as failure:
        error = _REASONS.get(failure.errno or 0, f"{failure.strerror or failure}.")
    return Reply(
        stored=not error, error=error, problems=list(folder.problems), place=str(folder.path)
    )
