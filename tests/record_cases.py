"""The shared cases of the record, and entries made from their short form."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studywidgets.record.entries import Entry, make_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CASES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "cases" / "record.json").read_text(encoding="utf-8")
)
NOON = datetime(2025, 5, 3, 12, 1, tzinfo=timezone.utc)


def changed(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the good entry of the cases with a case's change."""
    fields = {**CASES["good"], **case.get("change", {})}
    return {key: value for key, value in fields.items() if key not in case.get("remove", ())}


def build(described: Iterable[Mapping[str, Any]]) -> dict[str, Entry]:
    """Make entries by label from fields, in which "after" names the labels of earlier ones."""
    entries: dict[str, Entry] = {}
    for each in described:
        entries[each["label"]] = make_entry(
            item=each.get("item", "t/q"),
            kind=each["kind"],
            value=each["value"],
            clock=each["clock"],
            device=each["device"],
            at=NOON,
            after=[entries[label].id for label in each.get("after", ())],
        )
    return entries


def present(described: Iterable[Mapping[str, Any]]) -> dict[str, Entry]:
    """Make the entries, without those that a case calls absent."""
    described = list(described)
    entries = build(described)
    return {each["label"]: entries[each["label"]] for each in described if not each.get("absent")}
