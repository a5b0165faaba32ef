"""Checks of what terms say, as far as words can be compared: see `wording`."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.hints import mentioned
from studywidgets.hints.language import load_language
from studywidgets.hints.sentences import sentences
from studywidgets.markup.markdown import inline_to_text, to_text
from studywidgets.rules import broken
from studywidgets.rules.wording import parts, telling_stems, word_count, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.hints.language import Language
    from studywidgets.model import Fact, Question, Term
    from studywidgets.rules.wording import Wording

# A model answer of this course has 60 to 150 words; half of that or twice as much is no slip.
FEWEST_WORDS = 30
MOST_WORDS = 300
# Characters of an answer times characters of its variants: to compare more would take seconds, and
# ten times less is plenty.
_MOST_COMPARED = 4_000_000
_MOST_CANDIDATES = 100
_BRACKETED = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
# "The term mediation means …": what stands before such a word is what is defined.
_DEFINING = frozenset(
    {"is", "are", "was", "were", "means", "denotes", "describes", "refers"}
    | {"ist", "sind", "war", "waren", "bedeutet", "bezeichnet", "heißt"}
    | {"est", "sont", "désigne", "désignent", "signifie"}
    | {"es", "son", "significa", "designa", "è", "sono", "indica"}
)


def check_points_in_answer(question: Question, language: str) -> Iterator[Diagnostic]:
    """Find key points that the model answer does not hold, as the hints see it (SW090)."""
    wanted = [point for point in question.key_points if any(point.variants)]
    length = sum(len(variant) for point in wanted for variant in point.variants)
    if not question.answer or length * len(question.answer) > _MOST_COMPARED:
        return
    variants = {point.id: [one for one in point.variants if one] for point in wanted}
    asked = inline_to_text(question.text)
    found = mentioned(to_text(question.answer), asked, variants, language)
    for point in wanted:
        if point.id not in found:
            message = f"the model answer does not seem to make the point {quoted(point.text)}"
            hint = (
                "make the point in the answer, or add a variant of which all words stand in one "
                "sentence of it"
            )
            yield broken("SW090", point.location, message, hint)


def check_answer_length(question: Question) -> Iterator[Diagnostic]:
    """Find a model answer that is far too short or too long (SW091)."""
    words = word_count(to_text(question.answer)) if question.answer else FEWEST_WORDS
    if words < FEWEST_WORDS:
        message = f"the model answer has {words} words, which is very short"
        hint = "say why and how as well: 60 to 150 words are enough"
        yield broken("SW091", question.location, message, hint)
    if words > MOST_WORDS:
        message = f"the model answer has {words} words, which is very long"
        hint = "keep to what a student could write in ten minutes, 60 to 150 words"
        yield broken("SW091", question.location, message, hint)


def check_repeated_facts(terms: Sequence[Term], language: str) -> Iterator[Diagnostic]:
    """Find facts that say what an earlier fact of the course says (SW092).

    Two texts that share so much share one of their rarest words too, so only facts that do are
    compared: prefix filtering, Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity
    Joins in Data Cleaning" (ICDE 2006).
    """
    facts = [fact for term in terms for fact in term.facts]
    worded = [(fact, wording(inline_to_text(fact.text), language)) for fact in facts]
    counts = Counter(stem for _, words in worded for stem in words.stems)
    earlier: dict[str, list[tuple[Fact, Wording]]] = defaultdict(list)
    for fact, words in worded:
        rarest = _rarest(words, counts)
        near = (one for stem in rarest for one in earlier[stem])
        candidates = islice(near, _MOST_CANDIDATES)
        same = next((first for first, other in candidates if words.repeats(other)), None)
        if same:
            here = same.location.file == fact.location.file
            place = f"line {same.location.line}" if here else str(same.location)
            message = f"this fact says what {place} says: {quoted(inline_to_text(same.text))}"
            hint = "take out one of the two, or say in each what the other does not"
            yield broken("SW092", fact.location, message, hint)
        for stem in rarest:
            earlier[stem].append((fact, words))


def check_circular(term: Term, language: str) -> Iterator[Diagnostic]:
    """Find a definition that uses the term to say what it is, other than as subject (SW093)."""
    spoken = load_language(language)
    title = telling_stems(_BRACKETED.sub(" ", term.title), spoken)
    first = next(sentences(to_text(term.definition), spoken), None) if title else None
    if first and (used := _used(list(parts(first)), title, spoken)):
        message = f"the definition of {quoted(term.title)} uses the term itself: {quoted(used)}"
        hint = "say it in words that somebody understands who does not know the term yet"
        yield broken("SW093", term.location, message, hint)


def _rarest(words: Wording, counts: Mapping[str, int]) -> list[str]:
    ordered = sorted(words.stems, key=lambda stem: (counts[stem], stem))
    return ordered[: len(ordered) - math.ceil(words.share * len(ordered)) + 1]


def _used(words: Sequence[str], title: Sequence[str], language: Language) -> str | None:
    """Return the words of a sentence that are the title's, where they are not its subject."""
    telling = [i for i, word in enumerate(words) if word not in language.stop]
    stems = [language.stem(words[i]) for i in telling]
    # At the very beginning it is the subject: "Mediation is …", "A mediator is …".
    for start in range(1, len(stems) - len(title) + 1):
        if stems[start : start + len(title)] == list(title):
            end = telling[start + len(title) - 1] + 1
            if end == len(words) or words[end] not in _DEFINING:
                return " ".join(words[telling[start] : end])
    return None
