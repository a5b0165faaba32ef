"""A page as a kernel meets it: what it sends, and what it was told is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tests.record.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studywidgets.record.entries import Entry

Reply = TypeVar("Reply", bound="Mapping[str, Any]")


class Page:
    """A page that sends what it has bit by bit, as `frontend/record/mirror.js` does.

    Attributes:
        all: Everything that was done on the page.
        stored: The ids of what a kernel has called stored.
        given: The ids of what kernels have sent.
    """

    def __init__(self) -> None:
        self.all: list[Entry] = []
        self.stored: set[str] = set()
        self.given: set[str] = set()
        self._cursor: str | None = None
        self._wanted: set[str] = set()
        self._sent = 0

    def write(self, *entries: Entry) -> None:
        """Do something on the page."""
        self.all += entries

    def reconnect(self) -> None:
        """Begin again with another kernel."""
        self._cursor = None

    def request(self) -> dict[str, Any]:
        """What the page sends now: what waits, and what it has if the kernel is another one."""
        later = self.all[self._sent :]
        wanted = [entry for entry in self.all[: self._sent] if entry.id in self._wanted]
        request: dict[str, Any] = {
            "course": COURSE,
            "entries": [entry.to_json() for entry in [*wanted, *later]],
            "since": self._cursor,
        }
        if self._cursor is None:
            request["ids"] = [entry.id for entry in self.all]
        return request

    def take(self, reply: Mapping[str, Any]) -> None:
        """Note what a reply to the last request says; nothing was written since."""
        self._sent = len(self.all)
        self._cursor = reply.get("cursor")
        self._wanted = set(reply.get("wanted", ()))
        if reply["stored"]:
            self.stored |= {entry.id for entry in self.all} - self._wanted
        self.given |= {entry["id"] for entry in reply.get("entries", ())}

    def sync(self, ask: Callable[[dict[str, Any]], Reply]) -> Reply:
        """Send what waits, and return the kernel's reply."""
        reply = ask(self.request())
        self.take(reply)
        return reply

    def needed(self, *others: Entry) -> set[str]:
        """The ids of what was called stored and of others, without superseded drafts."""
        drafts = [entry.id for entry in self.all if entry.is_draft]
        return {*self.stored, *(entry.id for entry in others)} - set(drafts[:-1])
