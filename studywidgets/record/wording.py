"""The wording of an item: what an answer was given to, whatever its commas and bold."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LENGTH = 16
_NO_WORD = re.compile(r"[\W_]+")


def wording(text: str) -> str:
    """Hash what a text says, leaving out case, spacing and punctuation.

    Args:
        text: Plain text, without markup.

    Returns:
        The first 16 hex digits of the SHA-256 of its words, in NFKC and folded case.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(word for word in _NO_WORD.split(folded) if word)
    # A lone surrogate can't be encoded; it is no word character, so it is gone by now.
    return hashlib.sha256(words.encode()).hexdigest()[:_LENGTH]
