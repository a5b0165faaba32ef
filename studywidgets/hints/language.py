"""What the match knows of a language: its stemmer and its lists of words."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STEMMERS: Mapping[str, str] = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
}
"""Snowball's algorithm by language code. The browser has each as `libraries/stemmer-<code>.js`."""

# No language has longer words; on a longer run of letters the algorithms may take quadratic time.
LONGEST_STEMMED = 64
# Words whose stems are kept; a language in use has about so many.
MOST_REMEMBERED = 2**12
_LAST_OF_BASIC_PLANE = "\uffff"

Phrase = tuple[str, ...]
"""Words in a row; `…` stands for up to three words that deny nothing."""


@dataclass(frozen=True)
class Language:
    """One language's stemmer and word lists.

    Attributes:
        stem: Gives the stem of a lower-case word.
        stop: Words that say nothing by themselves.
        negators: Deny the clause around them ("not").
        phrase_negators: Deny what follows them ("without").
        negating_suffix: Makes a negator of any word ("n't"), or "".
        denying: Words without which nothing is denied: both, and those with which a phrase that
            denies something begins.
        not_negating: Phrases whose negators deny nothing ("not only").
        denials: Phrases that deny the rest of the sentence ("not true that").
        verdicts: Phrases that deny what stands before them when they end the sentence.
        turns: Words that begin a clause in contrast to the one before ("but").
        breaks: Words that begin another clause ("because").
        links: Words that begin a clause inside of another ("that").
        conjunctions: "and".
        alternatives: "or", which carries a negation on through a list.
        subjects: Pronouns that can only be the subject of a new clause.
        elision: Whether an apostrophe parts two words (l'État).
        abbreviations: Words after which a full stop ends no sentence.
    """

    stem: Callable[[str], str]
    stop: frozenset[str]
    negators: frozenset[str]
    phrase_negators: frozenset[str]
    negating_suffix: str
    denying: frozenset[str]
    not_negating: tuple[Phrase, ...]
    denials: tuple[Phrase, ...]
    verdicts: tuple[Phrase, ...]
    turns: frozenset[str]
    breaks: frozenset[str]
    links: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    subjects: frozenset[str]
    elision: bool
    abbreviations: frozenset[str]


@functools.cache
def load_language(language: str) -> Language:
    """Return the stemmer and word lists for a language tag, of which the first subtag counts.

    Without a stemmer words are compared as they are, without lists nothing guards against
    negation.

    Raises:
        ModuleNotFoundError: The language has a stemmer, but snowballstemmer is not installed.
    """
    code = language.partition("-")[0].lower()
    stem = _stemmer(STEMMERS[code]) if code in STEMMERS else _same
    file = resources.files("studywidgets") / "hints" / "word_lists" / f"{code}.json"
    listed = code.isalpha() and file.is_file()
    return _language(json.loads(file.read_text(encoding="utf-8")) if listed else {}, stem)


def _language(lists: Mapping[str, Any], stem: Callable[[str], str]) -> Language:
    def words(name: str) -> frozenset[str]:
        return frozenset(lists.get(name, "").split())

    def phrases(name: str) -> tuple[Phrase, ...]:
        return tuple(tuple(phrase.split()) for phrase in lists.get(name, []))

    begins = frozenset(phrase[0] for phrase in (*phrases("denials"), *phrases("verdicts")))
    return Language(
        stem=stem,
        stop=words("stop"),
        negators=words("negators"),
        phrase_negators=words("phrase_negators"),
        negating_suffix=lists.get("negating_suffix", ""),
        denying=words("negators") | words("phrase_negators") | begins,
        not_negating=phrases("not_negating"),
        denials=phrases("denials"),
        verdicts=phrases("verdicts"),
        turns=words("turns"),
        breaks=words("breaks"),
        links=words("links"),
        conjunctions=words("and"),
        alternatives=words("or"),
        subjects=words("subjects"),
        elision=lists.get("elision", False),
        abbreviations=words("abbreviations"),
    )


def _same(word: str) -> str:
    return word


def _stemmer(algorithm: str) -> Callable[[str], str]:
    try:
        # Only authoring needs it: a lesson's kernel must do without.
        import snowballstemmer  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = "Hints need snowballstemmer: pip install 'studywidgets[authoring]'"
        raise ModuleNotFoundError(message, name=error.name) from error
    snowball = snowballstemmer.stemmer(algorithm)

    # A course says the same words again and again, and an algorithm takes tens of microseconds.
    @functools.lru_cache(maxsize=MOST_REMEMBERED)
    def stem(word: str) -> str:
        # JavaScript counts a character beyond the basic plane as two, which moves the stem's end.
        if len(word) > LONGEST_STEMMED or max(word, default="") > _LAST_OF_BASIC_PLANE:
            return word
        return str(snowball.stemWord(word))

    return stem
