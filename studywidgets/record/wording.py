"""The wording of an item: what an answer was given to, whatever its commas and bold."""

from __future__ import annotations

import hashlib
import unicodedata

_LENGTH = 16
_OF_WORDS = frozenset("LMN")
"""Unicode's general categories: letters, marks (the vowels of many scripts), numbers."""


class _Kept(dict[int, str]):
    """What each character leaves of itself, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if unicodedata.category(character)[0] in _OF_WORDS else " "
        self[code] = kept
        return kept


_KEPT = _Kept()


def wording(text: str) -> str:
    """Hash what a text says, leaving out case, spacing and punctuation.

    Args:
        text: Plain text, without markup.

    Returns:
        The first 16 hex digits of the SHA-256 of its words, in NFKC and folded case.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(folded.translate(_KEPT).split())
    # A lone surrogate can't be encoded; it is no word character, so it is gone by now.
    return hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]
