"""Which key points an answer mentions word for word: much quicker than the match, which finds more.

A model answer mentions most of its key points so. What is found here the match finds too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.hints.negation import may_deny
from studywidgets.hints.sentences import sentences
from studywidgets.hints.words import known_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studywidgets.hints.language import Language
    from studywidgets.hints.sentences import Token


def word_for_word(
    answer: str,
    asked: Iterable[Token],
    variants: Mapping[str, Sequence[str]],
    language: Language,
) -> set[str]:
    """Say which key points an answer mentions in a sentence that denies nothing.

    Args:
        answer: The answer, as plain text.
        asked: The words of the question.
        variants: The variants of each key point, by its id.
        language: The language's stemmer and lists of words.

    Returns:
        The ids of key points of which one variant's words are all in one sentence, and one of them
        says something that the question does not.
    """
    copied = {known_word(form, language.stem).key for token in asked for form in token.forms}
    waiting = {
        point: [words for text in texts if (words := _telling_words(text, copied, language))]
        for point, texts in variants.items()
    }
    found: set[str] = set()
    for sentence in sentences(answer, language):
        said = {token.text for token in sentence}
        if not may_deny(said, language):
            found |= {
                point
                for point, each in waiting.items()
                if point not in found and any(map(said.issuperset, each))
            }
        if len(found) == len(waiting):
            break
    return found


def _telling_words(text: str, copied: set[str], language: Language) -> set[str]:
    """The words of a variant, or none where it takes more to tell whether it is mentioned."""
    tokens = [token for sentence in sentences(text, language) for token in sentence]
    words = {token.text for token in tokens}
    telling = any(
        word not in language.stop
        and known_word(word, language.stem).key not in copied
        and not known_word(word, language.stem).unspaced
        for word in words
    )
    simple = telling and not any(token.parts for token in tokens)
    return words if simple and not may_deny(words, language) else set()
