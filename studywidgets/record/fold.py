"""What holds now, out of a set of entries; the result depends on the set alone, not on its order.

`frontend/record/fold.js` is the same in JavaScript; `tests/cases/record.json` holds both to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studywidgets.record.entries import Entry

Slot: TypeAlias = "tuple[str, str]"
"""An item and one of its slots."""


def order(entry: Entry) -> tuple[int, str, str]:
    """Return the key that entries are sorted by: clock, then device, then id."""
    return entry.clock, entry.device, entry.id


def by_slot(entries: Iterable[Entry]) -> dict[Slot, list[Entry]]:
    """Group entries by item and slot."""
    slots: dict[Slot, list[Entry]] = {}
    for entry in entries:
        slots.setdefault((entry.item, entry.slot), []).append(entry)
    return slots


def fold(entries: Iterable[Entry]) -> dict[Slot, list[Entry]]:
    """Return what holds in each slot: its `heads`."""
    return {slot: heads(those) for slot, those in by_slot(entries).items()}


def heads(slot: Sequence[Entry]) -> list[Entry]:
    """Return what nothing supersedes among the entries of one slot, in order.

    An entry supersedes the earlier entries of its own device, and those that it names in `after`,
    unless they have a higher clock: no honest entry names such a one, and with it two entries
    could supersede each other, so that nothing would be left. More than one head means that two
    devices wrote at once; there is always at least one.
    """
    if len(slot) == 1:
        return list(slot)
    last: dict[str, int] = {}
    named: dict[str, int] = {}
    for entry in slot:
        if last.get(entry.device, 0) < entry.clock:
            last[entry.device] = entry.clock
        for identifier in entry.after:
            if named.get(identifier, 0) < entry.clock:
                named[identifier] = entry.clock
    current = [
        entry
        for entry in slot
        if last[entry.device] == entry.clock and named.get(entry.id, 0) < entry.clock
    ]
    return sorted(current, key=order)


def compact(entries: Iterable[Entry]) -> list[Entry]:
    """Drop the drafts that are no longer needed; what holds stays the same, after any union too.

    A draft goes when its device's last entry in the slot names everything that the draft names:
    then that entry supersedes the draft and all that the draft supersedes, so no union with an
    older copy can bring any of it back. One draft a device and slot may stay for this reason after
    another device has superseded it.
    """
    kept: list[Entry] = []
    for slot in by_slot(entries).values():
        last: dict[str, Entry] = {}
        for entry in slot:
            known = last.setdefault(entry.device, entry)
            if order(known) < order(entry):
                last[entry.device] = entry
        names = {device: set(entry.after) for device, entry in last.items()}
        kept.extend(
            entry
            for entry in slot
            if not entry.is_draft
            or entry.clock == last[entry.device].clock
            or not names[entry.device].issuperset(entry.after)
        )
    return kept
