"""Checks that compare the words of a term: definition, facts, model answers, key points.

Words are compared by their stems, as the hints for students do it. Where a language has no stemmer
they are compared as they are, and where it puts no spaces between words little can be found.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.hints import mentioned
from studywidgets.hints.language import load_language
from studywidgets.hints.negation import is_negator
from studywidgets.hints.sentences import sentences
from studywidgets.hints.words import UNSPACED
from studywidgets.markup.markdown import inline_to_text, to_text
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.hints.language import Language
    from studywidgets.model import Fact, Question, Term

FEWEST_WORDS = 20
MOST_WORDS = 300
# Where there are more than anybody would write, the others are not compared: it would take long.
_MOST_COMPARED = 2000
_MOST_POINTS = 50
_MOST_FACTS = 50
# So much of the words of two facts is in both; see `_repeats`.
_SHARED = 0.7
_CONTAINED = 0.9
_FEWEST_STEMS = 3
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# "The term mediation means": words that announce the term, in the languages that have stop words.
_ANNOUNCING = frozenset(
    {
        *("term", "word", "concept", "expression"),
        *("begriff", "wort", "ausdruck"),
        *("terme", "mot", "notion"),
        *("término", "palabra", "concepto"),
        *("termine", "parola", "concetto"),
    }
)
# Where a language has no list of stop words, words so short count as such.
_LONGEST_UNKNOWN_STOP = 3
# So many letters may an ending add to the word of a title.
_LONGEST_ENDING = 2


def check_answer_length(question: Question, answer: str) -> Iterator[Diagnostic]:
    """Find a model answer that is much too short or too long (SW093).

    Args:
        question: The question.
        answer: Its model answer as plain text.
    """
    words = count_words(answer)
    if words and not FEWEST_WORDS <= words <= MOST_WORDS:
        length = "short" if words < FEWEST_WORDS else "long"
        counted = f"{words} word" if words == 1 else f"{words} words"
        message = f"the model answer to {quoted(question.text)} is very {length}: {counted}"
        hint = "write one that a good student could write in some minutes, of 60 to 150 words"
        yield broken("SW093", question.location, message, hint)


def count_words(text: str) -> int:
    """Count words; in a script without spaces between words, two characters as one word."""
    unspaced = UNSPACED.findall(text)
    return len(UNSPACED.sub(" ", text).split()) + (len(unspaced) + 1) // 2


def check_points_in_answer(question: Question, answer: str, language: str) -> Iterator[Diagnostic]:
    """Find key points that the model answer does not hold (SW090).

    A key point without variants gets no hint, so there is nothing to find it by.

    Args:
        question: The question.
        answer: Its model answer as plain text.
        language: The course's language tag.
    """
    points = [point for point in question.key_points[:_MOST_POINTS] if any(point.variants)]
    if not points or not answer:
        return
    variants = {point.id: point.variants for point in points}
    found = mentioned(answer, inline_to_text(question.text), variants, language)
    for point in points:
        if point.id not in found:
            message = f"the model answer does not hold the key point {quoted(point.text)}"
            hint = "say it in the answer, or add a variant in the answer's words: … | the words"
            yield broken("SW090", point.location, message, hint)


def check_repeated_facts(term: Term, language: str) -> Iterator[Diagnostic]:
    """Find facts of a term that repeat an earlier one (SW091).

    Args:
        term: The term.
        language: The course's language tag.
    """
    spoken = load_language(language)
    first: dict[frozenset[str], Fact] = {}
    for fact in term.facts:
        stems = _stems(fact.text, language)
        if len(stems) < _FEWEST_STEMS:
            continue
        compared = itertools.islice(first.items(), _MOST_FACTS)
        near = (other for known, other in compared if _repeats(stems, known, spoken))
        other = first.get(stems) or next(near, None)
        if other:
            message = f"the fact {quoted(inline_to_text(fact.text))} repeats the one in line "
            message += str(other.location.line)
            hint = "say something else here, or take one of the two out"
            yield broken("SW091", fact.location, message, hint)
        else:
            first[stems] = fact


def _stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words that say something; negations and numbers are among them."""
    spoken = load_language(language)
    words = [token.text for one in sentences(inline_to_text(text), spoken) for token in one]
    return frozenset(
        word if is_negator(word, spoken) else spoken.stem(word)
        for word in words
        if word not in spoken.stop
    )


def _repeats(stems: frozenset[str], others: frozenset[str], language: Language) -> bool:
    """Whether two facts say the same: most words of one stand in the other.

    Another number or a "not" makes another fact. Facts of one pattern ("The upper house …", "The
    lower house …") have each a word of its own, and are two facts unless they are long.
    """
    both = stems & others
    if any(any(map(str.isdigit, word)) or is_negator(word, language) for word in stems ^ others):
        return False
    contained = len(both) / min(len(stems), len(others))
    return contained >= _CONTAINED and len(both) / len(stems | others) >= _SHARED


def check_circular_definition(term: Term, language: str) -> Iterator[Diagnostic]:
    """Find a definition whose first sentence needs the term to say what the term is (SW092).

    Args:
        term: The term.
        language: The course's language tag.
    """
    spoken = load_language(language)
    title = _first_words(_IN_BRACKETS.sub(" ", term.title), spoken)
    while len(title) > 1 and title[0] in spoken.stop:
        title = title[1:]
    circle = _circle(title, _first_words(to_text(term.definition), spoken), spoken)
    if circle:
        message = f"the definition of {quoted(term.title)} uses {quoted(circle)} to define it"
        hint = "say in other words what it is, as to somebody who does not know the term"
        yield broken("SW092", term.location, message, hint)


def _circle(title: Sequence[str], words: Sequence[str], language: Language) -> str:
    """Return the words of a sentence that are the title's, other than as its subject, or ""."""
    wanted = [language.stem(word) for word in title]
    stems = [language.stem(word) for word in words]
    for start in range(len(words) - len(title) + 1 if title else 0):
        end = start + len(title)
        if stems[start:end] != wanted:
            continue
        subject = all(_announces(word, language) for word in words[:start])
        if not subject or not all(map(_same_word, words[start:end], title)):
            return " ".join(words[start:end])
    return ""


def _announces(word: str, language: Language) -> bool:
    """Whether a word may stand before the subject of a sentence without saying anything."""
    if word in _ANNOUNCING or word in language.stop:
        return True
    return not language.stop and len(word) <= _LONGEST_UNKNOWN_STOP


def _same_word(word: str, other: str) -> bool:
    """Whether two words are one but for an ending: `sanction` and `sanctions`, no `mediator`."""
    shorter, longer = sorted((word, other), key=len)
    return longer.startswith(shorter) and len(longer) - len(shorter) <= _LONGEST_ENDING


def _first_words(text: str, language: Language) -> list[str]:
    """Return the words of the first sentence, compounds taken apart."""
    first = next(sentences(text, language), [])
    return [part for token in first[:_MOST_COMPARED] for part in token.parts or (token.text,)]
