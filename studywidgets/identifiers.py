"""The ids of items, cells and widget models: what they may be, and how one gives the next."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_LENGTH = 60
RESERVED_LOCAL_IDS = frozenset({"definition", "example"})
RESERVED_TERM_IDS = frozenset({"index", "glossary"})
RESERVED_TERM_PREFIX = "guide-"

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# nbformat 4.5 allows at most 64 of these characters in a cell's id.
_CELL_ID_CHARACTERS = re.compile(r"[A-Za-z0-9_-]+")
_CELL_ID_LENGTH = 64
_DIGEST_LENGTH = 12
_SUGGESTED_WORDS = 4
_NUMBER_LENGTH = len("-9999")


def is_identifier(text: str) -> bool:
    """Tell whether `text` may be the id of a course, a unit, a term or a part of a term."""
    return len(text) <= MAX_LENGTH and _IDENTIFIER.fullmatch(text) is not None


def is_reserved_term(identifier: str) -> bool:
    """Tell whether a term can't have this id, since another notebook has the name."""
    return identifier in RESERVED_TERM_IDS or identifier.startswith(RESERVED_TERM_PREFIX)


def suggest(text: str, taken: Collection[str] = (), *, fallback: str) -> str:
    """Make an id that an author may type, from the first words of a text.

    Args:
        text: Plain text in any script.
        taken: Ids that can't be used again.
        fallback: The id's beginning when no word of the text has a letter of a to z or a digit.

    Returns:
        An id that is not in `taken` and not reserved.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    # An apostrophe joins: "state's" gives "states", not "state-s".
    words = re.findall(r"[a-z0-9]+", ascii_text.lower().replace("'", ""))[:_SUGGESTED_WORDS]
    stem = "-".join(words) or fallback
    if stem.startswith(RESERVED_TERM_PREFIX):
        stem = f"the-{stem}"
    stem = stem[: MAX_LENGTH - _NUMBER_LENGTH].strip("-")
    candidate = stem
    number = 2
    while candidate in taken or candidate in RESERVED_LOCAL_IDS | RESERVED_TERM_IDS:
        candidate = f"{stem}-{number}"
        number += 1
    return candidate


def cell_id(*parts: str) -> str:
    """Join an item's parts into the id of its cell.

    A part that is no item has an underscore (`sovereignty_header`), which no item's id can hold.

    Args:
        parts: For example the term's id and a fact's local id.

    Returns:
        At most 64 characters of `[A-Za-z0-9_-]`. A longer id is cut, and a hash of the whole keeps
        it unique.

    Raises:
        ValueError: There is no part, or a part has a character that a cell's id can't have.
    """
    for part in parts:
        if _CELL_ID_CHARACTERS.fullmatch(part) is None:
            message = f"{part!r} can't be part of a cell's id: use letters, digits, - and _"
            raise ValueError(message)
    whole = "--".join(parts)
    if not whole:
        message = "a cell's id needs at least one part"
        raise ValueError(message)
    if len(whole) <= _CELL_ID_LENGTH:
        return whole
    digest = hashlib.sha256(whole.encode("ascii")).hexdigest()[:_DIGEST_LENGTH]
    return f"{whole[: _CELL_ID_LENGTH - _DIGEST_LENGTH - 1]}-{digest}"


def model_id(item: str, suffix: str = "") -> str:
    """Give the id of the widget model that shows an item.

    Args:
        item: `<term>/<local id>`, or a cell's id such as `sovereignty_header`.
        suffix: Sets apart models of one item: `-layout`, or `-2` for a repeated item.

    Returns:
        `studywidgets-<cell id><suffix>`.

    Raises:
        ValueError: As `cell_id`.
    """
    return f"studywidgets-{cell_id(*item.split('/'))}{suffix}"
