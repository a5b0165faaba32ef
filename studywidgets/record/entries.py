"""One entry of the student's record: immutable, and named by the hash of its own content.

`frontend/record/entry.js` is the same in JavaScript; `tests/cases/record.json` holds both to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from studywidgets.record.format import EntryError, Json, check_fields, entry_id, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DRAFTS = frozenset({"draft", "practice"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that a student did. Entries of one id are equal: the id is made from the rest.

    Attributes:
        id: First 32 hex digits of SHA-256 over the canonical JSON of all other fields.
        item: What it is about.
        kind: draft, answer, rating, …; kinds of newer versions are kept as they are.
        value: Text for a draft, a practice or an answer, otherwise what the kind asks for.
        after: Sorted ids of entries that this one supersedes.
        clock: Lamport counter, from 1.
        device: Unique for each load of a page.
        at: UTC, `2025-05-03T12:01:00.000Z`.
        version: Hash of the item's text at the time; may be empty.
        question: The wording that the student saw, with an answer or a rating.
        extra: Fields of newer versions, if there are any.
    """

    id: str
    item: str
    kind: str
    value: Json
    after: tuple[str, ...]
    clock: int
    device: str
    at: str
    version: str
    question: str | None = None
    extra: Mapping[str, Json] | None = None

    @property
    def slot(self) -> str:
        """Drafts and answers are two states of one text; other kinds are a slot of their own."""
        return "text" if self.kind in {"draft", "answer"} else self.kind

    @property
    def is_draft(self) -> bool:
        """Whether a box wrote it while the student typed: only the newest is worth its space."""
        return self.kind in _DRAFTS

    def to_json(self) -> dict[str, Json]:
        """Return the entry as it stands in files."""
        question: dict[str, Json] = {} if self.question is None else {"question": self.question}
        return {
            **(self.extra or {}),
            "id": self.id,
            "item": self.item,
            "kind": self.kind,
            "value": self.value,
            "after": list(self.after),
            "clock": self.clock,
            "device": self.device,
            "at": self.at,
            "version": self.version,
            **question,
        }

    def __eq__(self, other: object) -> bool:
        """Compare by id, so that the union of two records is the union of two sets."""
        return self.id == other.id if isinstance(other, Entry) else NotImplemented

    def __hash__(self) -> int:
        """Agree with the comparison by id."""
        return hash(self.id)


def read_entry(data: object, *, hashed: bool = True) -> Entry:
    """Take an entry from outside, such as a file.

    Args:
        data: Anything that `json.loads` can return, also hostile.
        hashed: Whether the id must be proved to be the content's hash; a file that only this
            program writes can do without.

    Raises:
        EntryError: A field is missing or wrong, or the id is not the content's hash.
    """
    fields = check_fields(data)
    identifier = fields.get("id", "")
    if not is_id(identifier) or (hashed and identifier != entry_id(fields)):
        message = 'the field "id" is not the hash of the entry'
        raise EntryError(message)
    return _entry(fields, identifier)


def make_entry(  # noqa: PLR0913 -- an entry has as many fields
    *,
    item: str,
    kind: str,
    value: Json,
    clock: int,
    device: str,
    at: datetime,
    after: Iterable[str] = (),
    version: str = "",
    question: str | None = None,
) -> Entry:
    """Make an entry; the arguments are those of `Entry`.

    Raises:
        EntryError: An argument does not hold to the format, or `at` has no time zone.
    """
    if at.tzinfo is None:
        message = 'the field "at" has no time zone'
        raise EntryError(message)
    instant = at.astimezone(timezone.utc).replace(tzinfo=None)
    fields: dict[str, Json] = {
        "item": item,
        "kind": kind,
        "value": value,
        "after": [*sorted(set(after))],
        "clock": clock,
        "device": device,
        "at": f"{instant.isoformat(timespec='milliseconds')}Z",
        "version": version,
    }
    if question is not None:
        fields["question"] = question
    return _entry(check_fields(fields), entry_id(fields))


def _entry(fields: dict[str, Any], identifier: str) -> Entry:
    known = {*Entry.__slots__} - {"extra"}
    extra = {key: value for key, value in fields.items() if key not in known}
    return Entry(
        id=identifier,
        item=fields["item"],
        kind=fields["kind"],
        value=fields["value"],
        after=tuple(fields["after"]),
        clock=fields["clock"],
        device=fields["device"],
        at=fields["at"],
        version=fields["version"],
        question=fields.get("question"),
        extra=extra or None,
    )
