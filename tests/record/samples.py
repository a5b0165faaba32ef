"""Entries that are told apart by a number, and devices that write as the browser does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studywidgets.record.entries import Entry, make_entry, read_entry
from studywidgets.record.fold import compact, heads, order
from studywidgets.record.folder import RecordFolder
from studywidgets.record.format import entry_id
from tests.record_cases import NOON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from studywidgets.record.format import Json

COURSE = "politics"


def answer(number: int, device: str = "a") -> Entry:
    """The entry of a number and a device: an answer of an item of its own."""
    return make_entry(
        item=f"t/q{number}",
        kind="answer",
        value=f"Answer {number} 🙂",
        clock=number + 1,
        device=device,
        at=NOON,
    )


def answers(count: int, device: str = "a") -> list[Entry]:
    """Several answers of one device."""
    return [answer(number, device) for number in range(count)]


def draft(number: int, device: str = "a") -> Entry:
    """The draft of a number: of one item, so that it takes the place of those before it."""
    return make_entry(
        item="t/q", kind="draft", value="x" * number, clock=number + 1, device=device, at=NOON
    )


def of_a_newer_version() -> Entry:
    """An entry of a kind, and with a field, that this version knows nothing of."""
    newer: dict[str, Json] = {"kind": "spoken", "value": {"seconds": 3}, "accent": [1, None]}
    fields = {**answer(1).to_json(), **newer}
    return read_entry({**fields, "id": entry_id(fields)})


def line(entry: Entry) -> bytes:
    """The entry's line in a file."""
    return json.dumps(entry.to_json()).encode() + b"\n"


def write_lines(path: Path, entries: Iterable[Entry]) -> None:
    """Make a file of entries as another writer would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line(entry) for entry in entries))


def afresh(root: Path) -> list[Entry]:
    """What a new process finds."""
    return RecordFolder(root, COURSE).entries()


def names(root: Path) -> list[str]:
    """The course's files."""
    return sorted(path.name for path in (root / COURSE).iterdir())


class Device:
    """A device as the browser's store is one: it writes, meets others and drops old drafts."""

    def __init__(self, name: str, *, drops: bool = True) -> None:
        self.name = name
        self.drops = drops
        self.entries: set[Entry] = set()

    def write(self, item: str, kind: str) -> Entry:
        """Write over what holds, naming also what the device's last entry named."""
        slot = [entry for entry in self.entries if (entry.item, entry.slot) == (item, "text")]
        own = sorted((entry for entry in slot if entry.device == self.name), key=order)
        clock = 1 + max((entry.clock for entry in self.entries), default=0)
        others = [entry.id for entry in heads(slot) if entry.device != self.name]
        entry = make_entry(
            item=item,
            kind=kind,
            value=f"{self.name}{clock}",
            clock=clock,
            device=self.name,
            at=NOON,
            after=[*others, *(own[-1].after if own else ())],
        )
        self.join({entry})
        return entry

    def join(self, entries: Collection[Entry]) -> None:
        """Take the union, then drop the drafts that are no longer needed."""
        union = self.entries | set(entries)
        self.entries = set(compact(union)) if self.drops else union
