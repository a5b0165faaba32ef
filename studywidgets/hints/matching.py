"""The match itself: variants against the sentences of an answer."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from studywidgets.hints import negation
from studywidgets.hints.copying import Copied
from studywidgets.hints.language import load_language
from studywidgets.hints.sentences import sentences
from studywidgets.hints.verbatim import word_for_word
from studywidgets.hints.words import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studywidgets.hints.language import Language
    from studywidgets.hints.sentences import Token

# A variant has one to four words; more compounds than that are not spelled out both ways.
_MOST_COMPOUNDS = 4


class _Variant(NamedTuple):
    point: str
    words: frozenset[str]
    negative: bool


@dataclass
class _Occurrence:
    """How the sentence at hand mentions one word of a variant."""

    claimed: bool = False
    denied: bool = False
    claimed_beyond_question: bool = False
    beyond_question: bool = False


def mentioned(
    answer: str, question: str, variants: Mapping[str, Sequence[str]], language: str = "en"
) -> set[str]:
    """Say which key points an answer seems to mention.

    Args:
        answer: What the student wrote, as plain text.
        question: The question, as plain text.
        variants: The variants of each key point, by its id.
        language: A BCP 47 language tag.

    Returns:
        The ids of the key points of which one variant or more was found.

    Raises:
        ModuleNotFoundError: The language has a stemmer, but snowballstemmer is not installed.
    """
    spoken = load_language(language)
    questions = list(sentences(question, spoken))
    asked = [token for sentence in questions for token in sentence]
    found = word_for_word(answer, asked, variants, spoken)
    if len(found) == len(variants):
        return found
    wanted = [
        variant
        for point, texts in variants.items()
        for text in texts
        for variant in _readings(point, text, spoken)
    ]
    vocabulary = Vocabulary(
        (word for variant in wanted for word in sorted(variant.words)),
        (form for token in asked for form in token.forms),
        spoken,
    )
    copied = Copied(questions, vocabulary, spoken)
    question_negates = negation.negates(asked, spoken)
    first, again = itertools.tee(sentences(answer, spoken))
    # To look for mistyped words takes longer, and finds all that is found without.
    for answered, forgiving in ((first, False), (again, True)):
        for sentence in answered:
            wanted = [variant for variant in wanted if variant.point not in found]
            if not wanted:
                return found
            occurrences = _occurrences(sentence, vocabulary, copied, spoken, forgiving=forgiving)
            if occurrences:
                found.update(
                    variant.point
                    for variant in wanted
                    if _matches(variant, occurrences, question_negates=question_negates)
                )
    return found


def _readings(point: str, text: str, language: Language) -> Iterator[_Variant]:
    """Yield a variant once for each way to write its compounds: in one word or in several."""
    tokens = [token for sentence in sentences(text, language) for token in sentence]
    texts = [token.text for token in tokens]
    if not any(token.parts for token in tokens) and not negation.may_deny(texts, language):
        yield _Variant(point, frozenset(texts), negative=False)
        return
    negative = negation.negates(tokens, language)
    content = [token for token in tokens if not negation.is_negator(token.text, language)]
    if not content:
        # "never": the word itself is wanted, in whatever clause.
        content, negative = tokens, False
    compounds = sum(bool(token.parts) for token in content)
    ways = [
        [(token.text,), token.parts]
        if token.parts and compounds <= _MOST_COMPOUNDS
        else [token.parts or (token.text,)]
        for token in content
    ]
    for way in itertools.product(*ways):
        yield _Variant(point, frozenset(itertools.chain(*way)), negative)


def _occurrences(
    sentence: Sequence[Token],
    vocabulary: Vocabulary,
    copied: Copied,
    language: Language,
    *,
    forgiving: bool,
) -> dict[str, _Occurrence]:
    """Return how a sentence mentions the words of the variants, for those that it mentions."""
    find = partial(vocabulary.found, forgiving=forgiving)
    hits = [
        find(token.text).union(*map(find, token.parts)) if token.parts else find(token.text)
        for token in sentence
    ]
    occurrences: dict[str, _Occurrence] = {}
    if not any(hits):
        return occurrences
    denials = negation.denied(sentence, language)
    for token, words, denied, old in zip(
        sentence, hits, denials, copied.in_sentence(sentence), strict=True
    ):
        if not words:
            continue
        fresh = frozenset[str]().union(
            *(
                vocabulary.beyond_question(form, copied=old, forgiving=forgiving)
                for form in token.forms
            )
        )
        for word in words:
            occurrence = occurrences.setdefault(word, _Occurrence())
            occurrence.denied |= denied
            occurrence.claimed |= not denied
            occurrence.beyond_question |= word in fresh
            occurrence.claimed_beyond_question |= word in fresh and not denied
    return occurrences


def _matches(
    variant: _Variant, occurrences: Mapping[str, _Occurrence], *, question_negates: bool
) -> bool:
    """Whether one sentence holds a variant, and says more by it than the question did."""
    if not variant.words or not variant.words <= occurrences.keys():
        return False
    held = [occurrences[word] for word in variant.words]
    if variant.negative:
        return any(each.denied for each in held) and (
            not question_negates or any(each.beyond_question for each in held)
        )
    return all(each.claimed for each in held) and any(each.claimed_beyond_question for each in held)
