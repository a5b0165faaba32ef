"""Which words of the variants a word of the answer stands for."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from studywidgets.hints.language import LONGEST_STEMMED, MOST_REMEMBERED
from studywidgets.hints.negation import is_negator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studywidgets.hints.language import Language

# Accents and other marks over and under letters, Hebrew and Arabic vowel points. In other scripts
# a mark may be half of the word.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]")
# Scripts that put no spaces between words, or hang particles on them: Thai, Lao, Burmese, Khmer,
# Japanese, Chinese, Korean.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_DIGIT = re.compile("[0-9]")
# In a shorter word one letter makes another word too easily.
_SHORTEST_MISTYPED = 5
# A piece of the question that is at least so long is no coincidence.
_SHORTEST_COPIED = 4
# A word has as many keys as letters, or twice as many.
_MOST_KEYS_REMEMBERED = 2**12


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def fold(word: str) -> str:
    """Return a word without its accents, as one may type it on a foreign keyboard."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare)


def one_slip(typed: str, meant: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours parts two words."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    shorter = min(len(typed), len(meant))
    start = 0
    while start < shorter and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    left, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    # amoral is not moral.
    if start == 0 and left + right == "a":
        return False
    swapped = len(left) == len(right) == len("ab") and left == right[::-1]
    return swapped or (len(left) <= 1 and len(right) <= 1)


@dataclass(frozen=True, slots=True)
class Word:
    """One distinct word in the forms that are compared."""

    text: str
    stem: str
    folded: str
    key: str
    """The stem of it without accents."""
    keys: frozenset[str]
    """That and its stem, rid of accents afterwards, which may differ."""
    plain: bool
    """Whether it has no accents."""
    unspaced: bool
    """Whether it is of a script without spaces between words."""
    mistakable: bool
    """Whether a mistyped word may stand for it."""

    def stands_for(self, other: Word) -> bool:
        """Whether two words of one key are one word: with or without accents, not with others."""
        return self.stem == other.stem or self.plain or other.plain


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def known_word(text: str, stem: Callable[[str], str]) -> Word:
    """Return the forms in which a word is compared."""
    stemmed, folded = stem(text), fold(text)
    key = stem(folded)
    unspaced = UNSPACED.search(text) is not None
    mistakable = len(folded) >= _SHORTEST_MISTYPED and not _DIGIT.search(text) and not unspaced
    keys = frozenset((key, fold(stemmed)))
    return Word(text, stemmed, folded, key, keys, folded == text, unspaced, mistakable)


class Vocabulary:
    """The words of all variants, and which of them a word of the answer stands for."""

    def __init__(
        self, variants: Iterable[str], question: Iterable[str], language: Language
    ) -> None:
        """Take the distinct words of the variants and those of the question."""
        self._language = language
        self._words = [self.forms(text) for text in dict.fromkeys(variants)]
        self._by_key: dict[str, list[Word]] = defaultdict(list)
        for word in self._words:
            for key in word.keys:
                self._by_key[key].append(word)
        self._asked = [self.forms(text) for text in dict.fromkeys(question)]
        self._unspaced = [word for word in self._words if word.unspaced]
        self._long = [
            word for word in self._words if word.mistakable and len(word.folded) > LONGEST_STEMMED
        ]
        self._found: dict[tuple[str, bool], frozenset[str]] = {}

    @cached_property
    def _known(self) -> frozenset[str]:
        """The keys of the words that are not mistyped."""
        return frozenset(key for word in [*self._words, *self._asked] for key in word.keys)

    @cached_property
    def _near(self) -> dict[str, list[Word]]:
        """The words for which a mistyped one may stand, by what both may be cut to."""
        near: dict[str, list[Word]] = defaultdict(list)
        for word in self._words:
            if word.mistakable and len(word.folded) <= LONGEST_STEMMED:
                for key in _near_keys(word.folded, word.stem):
                    near[key].append(word)
        return near

    def forms(self, text: str) -> Word:
        """Return the forms in which a word is compared."""
        return known_word(text, self._language.stem)

    def found(self, text: str, *, forgiving: bool = True) -> frozenset[str]:
        """Return the words of variants that a word of the answer stands for.

        Args:
            text: The word.
            forgiving: Whether it may be mistyped.
        """
        found = self._found.get((text, forgiving))
        if found is None:
            found = frozenset(self._find(text, forgiving=forgiving))
            self._found[text, forgiving] = found
        return found

    def beyond_question(self, text: str, *, copied: bool, forgiving: bool = True) -> frozenset[str]:
        """Return what is found in a word, less what was copied from the question.

        A text without spaces is one word: pieces of the question are cut out of it.

        Args:
            text: The word.
            copied: Whether it was copied as a word.
            forgiving: As for `found`.
        """
        if not self.forms(text).unspaced:
            return frozenset() if copied else self.found(text, forgiving=forgiving)
        rest = text
        for asked in self._asked:
            if len(asked.text) >= _SHORTEST_COPIED:
                rest = rest.replace(asked.text, " ")
            if len(text) >= _SHORTEST_COPIED and text in asked.text:
                rest = ""
        found = self.found(text, forgiving=forgiving)
        return frozenset(word for word in found if word in rest)

    def _find(self, text: str, *, forgiving: bool) -> Iterable[str]:
        typed = self.forms(text)
        for key in typed.keys:
            yield from (word.text for word in self._by_key.get(key, ()) if typed.stands_for(word))
        if typed.unspaced:
            yield from (word.text for word in self._unspaced if word.text in text)
        elif forgiving and self._unknown(typed):
            near = {word.text: word for word in self._long}
            if len(typed.folded) <= LONGEST_STEMMED + 1:
                for key in _near_keys(typed.folded, typed.stem):
                    near.update((word.text, word) for word in self._near.get(key, ()))
            yield from (word.text for word in near.values() if _mistyped(typed, word))

    def _unknown(self, typed: Word) -> bool:
        return (
            self._known.isdisjoint(typed.keys)
            and typed.text not in self._language.stop
            and not is_negator(typed.text, self._language)
        )


@functools.lru_cache(maxsize=_MOST_KEYS_REMEMBERED)
def _near_keys(folded: str, stem: str) -> frozenset[str]:
    """Return what a word and its stem may be cut to: one slip leaves one of these in common.

    So the few words are found that are worth comparing, however many there are.
    """
    keys = {folded, fold(stem)}
    return frozenset(keys | {text[:i] + text[i + 1 :] for text in keys for i in range(len(text))})


def _mistyped(typed: Word, meant: Word) -> bool:
    """Whether a word, or the stem of a long enough one, is one slip away from what is meant."""
    if one_slip(typed.folded, meant.folded):
        return True
    stems = fold(typed.stem), fold(meant.stem)
    return min(map(len, stems)) >= _SHORTEST_MISTYPED and one_slip(*stems)
