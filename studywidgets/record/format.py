"""The format of an entry: what its fields may be, and the text that its id is the hash of.

`frontend/record/entry.js` is the same in JavaScript; `tests/cases/record.json` holds both to it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
"""What an entry can carry. Numbers are integers: languages write fractions differently."""

MAX_AFTER = 1000
"""Most entries that one entry can supersede by name."""

WRITTEN = frozenset({"draft", "practice", "answer"})
"""The kinds whose value is text."""

_MAX_CANONICAL = 1_500_000
_MAX_INTEGER = 2**53 - 1
_MAX_DEPTH = 8
_ID_LENGTH = 32

_ID = re.compile(r"[0-9a-f]{32}")
_TEXT_FIELDS = {
    "item": re.compile(r"[!-~]{1,200}"),
    # "text" is the slot that drafts and answers share: as a kind it would stand among them.
    "kind": re.compile(r"(?!text\Z)[a-z][a-z0-9-]{0,39}"),
    "device": re.compile(r"[!-~]{1,64}"),
    "version": re.compile(r"[!-~]{0,200}"),
}
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


class EntryError(ValueError):
    """An entry that does not hold to the format; the message says which field and why."""


def canonical(value: Json) -> str:
    """Return the JSON that Python and JavaScript write alike.

    Keys are sorted by UTF-16 code unit, there is no white space, and only ASCII.
    """
    return json.dumps(_sorted(value), separators=(",", ":"))


def entry_id(fields: Mapping[str, Json]) -> str:
    """Return the id of an entry, from its fields with or without an id.

    Raises:
        EntryError: The entry is too large.
    """
    text = canonical({key: value for key, value in fields.items() if key != "id"})
    if len(text) > _MAX_CANONICAL:
        message = "the entry is too large"
        raise EntryError(message)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_ID_LENGTH]


def check_fields(data: object) -> dict[str, Any]:
    """Check every field but the id.

    Raises:
        EntryError: `data` is no object of JSON values, or fields are missing or wrong.
    """
    if not isinstance(data, dict) or not _is_json(data):
        message = "an entry is an object of text, integers, true, false, null and lists"
        raise EntryError(message)
    wrong = [
        name
        for name, pattern in _TEXT_FIELDS.items()
        if not (isinstance(data.get(name), str) and pattern.fullmatch(data[name]))
    ]
    is_written = "kind" not in wrong and data["kind"] in WRITTEN
    if "value" not in data or (is_written and not isinstance(data["value"], str)):
        wrong.append("value")
    if not _is_after(data.get("after")):
        wrong.append("after")
    clock = data.get("clock")
    if not isinstance(clock, int) or isinstance(clock, bool) or clock < 1:
        wrong.append("clock")
    if not _is_instant(data.get("at")):
        wrong.append("at")
    if not isinstance(data.get("question", ""), str):
        wrong.append("question")
    if wrong:
        message = f"missing or wrong: {', '.join(wrong)}"
        raise EntryError(message)
    return data


def is_id(value: object) -> bool:
    """Tell whether a value has the form of an id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_json(value: object, depth: int = _MAX_DEPTH) -> bool:
    if value is None or isinstance(value, (str, bool)):
        return True
    if isinstance(value, int):
        return abs(value) <= _MAX_INTEGER
    if depth == 0:
        return False
    if isinstance(value, list):
        return all(_is_json(one, depth - 1) for one in value)
    if not isinstance(value, dict):
        return False
    return all(isinstance(key, str) and _is_json(one, depth - 1) for key, one in value.items())


def _is_after(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MAX_AFTER
        and all(is_id(one) for one in value)
        and all(one < following for one, following in itertools.pairwise(value))
    )


def _is_instant(value: object) -> bool:
    if not isinstance(value, str) or not _AT.fullmatch(value):
        return False
    try:
        # Python 3.10 does not read the "Z".
        datetime.fromisoformat(value[:-1])
    except ValueError:
        return False
    return True


def _sorted(value: Json) -> Json:
    if isinstance(value, list):
        return [_sorted(one) for one in value]
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=_code_units)}
    return value


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
