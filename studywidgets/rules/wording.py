"""What a text says, as far as its words tell: their stems and its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.hints.language import load_language
from studywidgets.hints.sentences import sentences
from studywidgets.hints.words import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.hints.language import Language
    from studywidgets.hints.sentences import Token

# The facts of real terms share at most a fifth of their words, even two that contrast things in
# the same sentence about a half.
_SHARED = 0.7
# Without a list of stop words, the small words that every sentence has count too.
_SHARED_WITHOUT_STOP_WORDS = 0.85
# Of so few words two texts share some by chance.
_FEWEST_SHARED = 3
_CHARACTERS_A_WORD = 2
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text that say something.

    Attributes:
        stems: Their stems.
        numbers: Those with digits.
        share: How much of two texts must be shared for them to say the same, from 0 to 1.
    """

    stems: frozenset[str]
    numbers: frozenset[str]
    share: float

    def repeats(self, other: Wording) -> bool:
        """Whether two texts say the same: most of their words, and all of their numbers."""
        shared = len(self.stems & other.stems)
        if not shared or self.numbers != other.numbers:
            return False
        if shared < _FEWEST_SHARED:
            return self.stems == other.stems
        return shared >= self.share * len(self.stems | other.stems)


def wording(text: str, language: str) -> Wording:
    """Take a plain text apart.

    Args:
        text: Plain text.
        language: A language tag; without a stemmer for it, words are compared as they are.
    """
    spoken = load_language(language)
    words = [word for sentence in sentences(text, spoken) for word in parts(sentence)]
    stems = frozenset(spoken.stem(word) for word in words if word not in spoken.stop)
    numbers = frozenset(stem for stem in stems if _DIGIT.search(stem))
    return Wording(stems, numbers, _SHARED if spoken.stop else _SHARED_WITHOUT_STOP_WORDS)


def parts(sentence: list[Token]) -> Iterator[str]:
    """Yield the words of a sentence, a compound's one by one."""
    for token in sentence:
        yield from token.parts or (token.text,)


def telling_stems(text: str, language: Language) -> list[str]:
    """Return the stems of a text in order, without those of stop words."""
    words = (word for sentence in sentences(text, language) for word in parts(sentence))
    return [language.stem(word) for word in words if word not in language.stop]


def word_count(text: str) -> int:
    """Count words; where a script puts no spaces between them, two characters count as one."""
    spaced, characters = UNSPACED.subn(" ", text)
    words = sum(any(map(str.isalnum, word)) for word in spaced.split())
    return words + characters // _CHARACTERS_A_WORD
