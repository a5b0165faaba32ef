"""The union of records of one person, and what a union would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.record.fold import compact, fold, order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studywidgets.record.entries import Entry


@dataclass(frozen=True, slots=True)
class Summary:
    """What a set of entries amounts to, for its owner.

    Attributes:
        answers: How many items have text.
        last: When the last entry was written, as in `Entry.at`; empty without entries.
    """

    answers: int
    last: str


def union(*records: Iterable[Entry]) -> list[Entry]:
    """Join records of one person; never call it for those of two.

    Returns:
        All entries in order, each once, without the drafts that are no longer needed.
    """
    joined: set[Entry] = set().union(*records)
    return sorted(compact(joined), key=order)


def new_entries(record: Iterable[Entry], entries: Iterable[Entry]) -> list[Entry]:
    """Return what a union would add to a record, in order.

    Drafts that the record has superseded and dropped would be dropped again, so they are not new.
    """
    known = set(record)
    return [entry for entry in union(known, entries) if entry not in known]


def summarise(entries: Iterable[Entry]) -> Summary:
    """Count the answers, drafts of answers included, and find the last instant."""
    entries = list(entries)
    texts = fold(entry for entry in entries if entry.slot == "text")
    answers = sum(any(str(head.value).strip() for head in heads) for heads in texts.values())
    return Summary(answers, max((entry.at for entry in entries), default=""))
