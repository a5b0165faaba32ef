"""Text to sentences, sentences to words. The front end's sentences.js does exactly the same.

Letters are told from punctuation by an explicit list instead of by the Unicode version at hand, so
that Python and every browser see the same words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from studywidgets.hints.language import MOST_REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.hints.language import Language

# Everything in here parts words. The apostrophe and the hyphen may stand inside of one.
_PARTING = (
    r"\u0000-\u0026\u0028-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab\u00ac"
    r"\u00ae-\u00b1\u00b4\u00b6\u00b8\u00bb\u00bf\u00d7\u00f7\u055a-\u055f\u0589\u05be\u05c0\u05c3"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1361-\u1368\u1680\u2000-\u206f"
    r"\u20a0-\u20cf\u2190-\u2bff\u3000-\u3003\u3008-\u3020\u3030\u30fb"
)
_SPACE = r"\u0000-\u0020\u007f-\u00a0\u2028\u2029"
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4`]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u20d0-\u20ff\ufe20-\ufe2f"
)
# No letter has so many marks; to sort a longer pile would take quadratic time.
_PILED_MARKS = re.compile(rf"([{_MARKS}]{{30}})[{_MARKS}]+")
_HYPHENS = re.compile(rf"[\u2010-\u2012\u2212]|(?<=[^{_SPACE}])\u2013(?=[^{_SPACE}])")
_DASHES = re.compile(rf"--+|(?<=[{_SPACE}])-(?=[{_SPACE}])")
_DECIMALS = re.compile(r"(?<=[0-9])[.,](?=[0-9])")
_TWO_DOTS = re.compile(r"\.[^.]\.")
_DOTTED = re.compile(rf"(?<![^{_PARTING}])(?:[^{_PARTING}0-9'-]\.){{2,}}")
_ENDS = re.compile(
    r"[.!?;\u000a-\u000d\u0085\u0589\u061b\u061f\u06d4\u0964\u0965\u1362\u2028\u2029\u3002]+"
)
_INITIAL_OR_ORDINAL = re.compile(r"[^ivx0-9]|[0-9]{1,2}")
_LAST_WORD = re.compile(rf"[^{_PARTING}]*$")
# So many characters before a full stop show whether the word there is an abbreviation.
_LONGEST_ABBREVIATION = 12
_WORDS = re.compile(rf"[^{_PARTING}]+")
_WORDS_ELIDED = re.compile(rf"[^{_PARTING}']+")
_NO_COMMA = frozenset({"", " "})
_COMMAS = re.compile(r"[,:()\[\]{}\u060c\u2013\u2014\u3001]")


class Token(NamedTuple):
    """One word of a sentence.

    Attributes:
        text: The word, a compound's parts joined ("noninterference").
        parts: The parts of a compound ("non", "interference"), otherwise nothing.
        after_comma: Whether a comma, colon, dash or bracket stands before it.
    """

    text: str
    parts: tuple[str, ...]
    after_comma: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The word, and a compound's parts."""
        return (self.text, *self.parts)


def normalise(text: str) -> str:
    """Return the text in lower case with one form of each letter, apostrophe, hyphen and number."""
    if text.isascii():
        # Of all that is replaced it has but this, and these texts are most of all.
        text = text.replace("`", "'").lower()
    else:
        text = _PILED_MARKS.sub(r"\1", _APOSTROPHES.sub("'", text))
        text = unicodedata.normalize("NFKC", text).lower()
        text = _HYPHENS.sub("-", _INVISIBLE.sub("", text))
    if "-" in text:
        text = _DASHES.sub("\u2014", text)
    if "." in text or "," in text:
        # The middle dot is no punctuation here: 3.5 and 3,5 become one and the same word.
        text = _DECIMALS.sub("\u00b7", text)
    if _TWO_DOTS.search(text):
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return text


def sentences(text: str, language: Language) -> Iterator[list[Token]]:
    """Yield the words of each sentence of a text, for sentences that have any."""
    text = normalise(text)
    start = 0
    for end in _ENDS.finditer(text):
        if end[0] != "." or _ends_sentence(text, end.start(), language):
            yield from _nonempty(words(text[start : end.start()], language))
            start = end.end()
    yield from _nonempty(words(text[start:], language))


def words(normalised: str, language: Language) -> list[Token]:
    """Return the words of one normalised sentence."""
    word_pattern = _WORDS_ELIDED if language.elision else _WORDS
    if "'" not in normalised and "-" not in normalised:
        # So it is in most sentences, and every match is a word as it stands.
        texts = word_pattern.findall(normalised)
        if not _COMMAS.search(normalised):
            return [_token(text, False) for text in texts]  # noqa: FBT003 - as below
        return [
            _token(text, gap not in _NO_COMMA and _COMMAS.search(gap) is not None)
            for gap, text in zip(word_pattern.split(normalised), texts, strict=False)
        ]
    tokens = []
    end = 0
    for match in word_pattern.finditer(normalised):
        word = match[0].strip("'-")
        if word:
            between = normalised[end : match.start()]
            after_comma = between not in _NO_COMMA and _COMMAS.search(between) is not None
            tokens.append(_token(word, after_comma))
            end = match.end()
    return tokens


@functools.lru_cache(maxsize=MOST_REMEMBERED)
def _token(word: str, after_comma: bool) -> Token:  # noqa: FBT001 - a cache has no keywords
    parts = tuple(part for part in word.split("-") if part)
    return Token("".join(parts), parts if len(parts) > 1 else (), after_comma)


def _ends_sentence(text: str, stop: int, language: Language) -> bool:
    last = _LAST_WORD.search(text[max(0, stop - _LONGEST_ABBREVIATION) : stop])
    word = last[0] if last else ""
    return word not in language.abbreviations and not _INITIAL_OR_ORDINAL.fullmatch(word)


def _nonempty(tokens: list[Token]) -> Iterator[list[Token]]:
    if tokens:
        yield tokens
