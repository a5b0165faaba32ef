"""A record as a table to read, and as objects for other programs: an item a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.cli.record.words import fitted, local, plain
from studywidgets.record.fold import fold, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from studywidgets.record.entries import Entry
    from studywidgets.record.format import Json

RATINGS = {"again": "study again", "good": "got it"}
_RATING = max(map(len, RATINGS.values()))
_DATE = len("2025-05-03")
_GAP = "  "
_SHOWN = {"text", "practice", "rating"}
"""Slots that have a place of their own in the table."""
_LOOK_AT = 2000
"""Characters of a text that are looked at for its first words."""


def as_objects(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return what `studywidgets record show --format json` prints."""
    return [
        {
            "item": item,
            "term": item.partition("/")[0],
            "text": _value(slots, "text"),
            "rating": _value(slots, "rating"),
            "at": _newest(slots).at,
            "slots": {slot: [head.to_json() for head in heads] for slot, heads in slots.items()},
        }
        for item, slots in _by_item(entries).items()
    ]


def as_table(entries: Iterable[Entry], width: int) -> Iterator[str]:
    """Return the lines of the table, each of at most `width` columns of a terminal."""
    name_space = width * 3 // 10
    text_space = width - name_space - _RATING - _DATE - 3 * len(_GAP)
    spaces = (name_space, text_space, _RATING, _DATE)

    def line(*cells: str) -> str:
        columns = zip(cells, spaces, strict=True)
        return _GAP.join(fitted(cell, space) for cell, space in columns).rstrip()

    yield line("item", "text", "rating", "date")
    term = None
    for item, slots in _by_item(entries).items():
        group, _, name = item.partition("/")
        if group != term:
            term = group
            yield ""
            yield fitted(group, width).rstrip()
        date = f"{local(_newest(slots).at):%Y-%m-%d}"
        yield line(f"  {name or '-'}", _text(slots), _rating(slots), date)


def _by_item(entries: Iterable[Entry]) -> dict[str, dict[str, list[Entry]]]:
    """Return what holds in each slot of each item, sorted by the items' names."""
    items: dict[str, dict[str, list[Entry]]] = {}
    for (item, slot), heads in sorted(fold(entries).items()):
        items.setdefault(item, {})[slot] = heads
    # By parts, so that all of a term stands together: "a/x" and "a/y" before "a-b/x".
    return dict(sorted(items.items(), key=lambda pair: pair[0].split("/")))


def _newest(slots: Mapping[str, Sequence[Entry]]) -> Entry:
    return max((head for heads in slots.values() for head in heads), key=order)


def _value(slots: Mapping[str, Sequence[Entry]], slot: str) -> Json:
    return slots[slot][-1].value if slot in slots else None


def _text(slots: Mapping[str, Sequence[Entry]]) -> str:
    """Return the first words of what was written, or else the kinds of what was done."""
    for slot, label in (("text", ""), ("practice", "Self-test: ")):
        written = [head for head in slots.get(slot, ()) if str(head.value).strip()]
        if written:
            versions = f"{len(written)} versions: " if len(written) > 1 else ""
            draft = "Draft: " if written[-1].kind == "draft" else ""
            return f"{versions}{label}{draft}{plain(str(written[-1].value).strip()[:_LOOK_AT])}"
    done = [slot for slot in slots if slot not in _SHOWN]
    return f"({', '.join(done)})" if done else ""


def _rating(slots: Mapping[str, Sequence[Entry]]) -> str:
    value = _value(slots, "rating")
    return RATINGS.get(value, plain(value[:_LOOK_AT])) if isinstance(value, str) else ""
