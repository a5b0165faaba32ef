"""Which words of a sentence stand in something that it denies.

Without a parser this can only be a rule of thumb. It leans to the cautious side: what may be denied
is not hinted at, since "No match found; you may have said it differently" does less harm than
praise for the opposite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from studywidgets.hints.language import Language, Phrase
    from studywidgets.hints.sentences import Token

_GAP = "…"
_LONGEST_GAP = 3
# "does not build trust, prevent war or end it": so many words an item, so many items.
_LIST_ITEM = 2
_LIST_LENGTH = 6


def denied(tokens: Sequence[Token], language: Language) -> list[bool]:
    """Say for each word of a sentence whether the sentence denies it.

    A denial of the whole ("it is not true that…") turns a negation inside of it around.
    """
    texts = [token.text for token in tokens]
    if not may_deny(texts, language):
        return [False] * len(texts)
    negators = _negators(texts, language)
    whole = _denied_as_a_whole(texts, negators, language)
    inner = [False] * len(texts)
    scope = _Scope(tokens, language, negators)
    for negator in negators:
        for i in scope.of(negator):
            inner[i] = True
    return [a != b for a, b in zip(whole, inner, strict=True)]


def may_deny(texts: Collection[str], language: Language) -> bool:
    """Whether any of the words may deny something, which in most sentences none does."""
    suffix = language.negating_suffix
    return not language.denying.isdisjoint(texts) or (
        suffix != "" and any(text.endswith(suffix) for text in texts)
    )


def is_negator(text: str, language: Language) -> bool:
    """Whether a word denies something by itself."""
    suffix = language.negating_suffix
    return (
        text in language.negators
        or text in language.phrase_negators
        or (suffix != "" and text.endswith(suffix))
    )


def negates(tokens: Sequence[Token], language: Language) -> bool:
    """Whether a variant or question denies anything."""
    texts = [token.text for token in tokens]
    return may_deny(texts, language) and bool(_negators(texts, language))


def _negators(texts: Sequence[str], language: Language) -> set[int]:
    """Where words stand that deny something, "not only" left aside."""
    negators = {i for i, text in enumerate(texts) if is_negator(text, language)}
    for start, end in list(_phrases(texts, language.not_negating, negators)):
        negators.difference_update(range(start, end))
    return negators


def _denied_as_a_whole(texts: Sequence[str], negators: set[int], language: Language) -> list[bool]:
    """Say which words "it is not true that…" or "…, which is false" denies.

    Takes the negators of these phrases out of ``negators``.
    """
    begins = set()
    for start, end in list(_phrases(texts, language.denials, negators)):
        negators.difference_update(range(start, end))
        begins.add(end)
    whole = []
    on = False
    for i, text in enumerate(texts):
        # It ends at the next contrast: "… but they build trust".
        on = i in begins or (on and text not in language.turns)
        whole.append(on)
    for start, end in list(_phrases(texts, language.verdicts, negators)):
        if end == len(texts):
            negators.difference_update(range(start, end))
            first = max((i + 1 for i in range(start) if texts[i] in language.turns), default=0)
            whole[first:start] = [True] * (start - first)
    return whole


def _phrases(
    texts: Sequence[str], phrases: Sequence[Phrase], negators: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield where any of the phrases stands: its first word, and the one after its last."""
    for start, text in enumerate(texts):
        for phrase in phrases:
            if phrase[0] == text:
                end = _end_of(texts, phrase, start, negators)
                if end:
                    yield start, end


def _end_of(texts: Sequence[str], phrase: Phrase, start: int, negators: set[int]) -> int:
    """Where a phrase that begins at ``start`` ends; 0 if it does not stand there."""
    i = start
    gap = 0
    for word in phrase:
        if word == _GAP:
            gap = _LONGEST_GAP
            continue
        while gap and i < len(texts) and texts[i] != word and i not in negators:
            i += 1
            gap -= 1
        if i >= len(texts) or texts[i] != word:
            return 0
        i += 1
        gap = 0
    return i


class _Scope:
    """How far the negators of one sentence reach."""

    def __init__(self, tokens: Sequence[Token], language: Language, negators: set[int]) -> None:
        self._tokens = tokens
        self._texts = [token.text for token in tokens]
        self._language = language
        self._phrase = {i for i in negators if self._texts[i] in language.phrase_negators}
        self._clause = negators - self._phrase

    def of(self, negator: int) -> Iterator[int]:
        """Yield the words that one negator denies."""
        if negator in self._clause:
            yield from self._before(negator)
        yield from self._after(negator)

    def _before(self, negator: int) -> Iterator[int]:
        language = self._language
        joints = language.conjunctions | language.alternatives | language.links
        for i in range(negator - 1, -1, -1):
            # Another negator reaches on from there, which keeps the time linear.
            if self._after_comma(i + 1) or i in self._clause or self._texts[i] in joints:
                return
            yield i
            if self._begins_clause(i):
                return

    def _after(self, negator: int) -> Iterator[int]:
        # "do not, as a rule, build": the comma after the negator opens an aside.
        aside = False
        list_end = 0
        clause = negator in self._clause
        for i in range(negator + 1, len(self._tokens)):
            if i in self._clause or (i in self._phrase and not clause):
                return
            if i == negator + 1:
                aside = self._after_comma(i)
                bare = self._begins_clause(i) and not self._after_comma(i + 1)
                if aside and (bare or not clause):
                    return
            elif self._begins_clause(i) or self._joins_clause(i, clause=clause):
                return
            elif self._after_comma(i) and i > list_end:
                if not aside:
                    list_end = self._end_of_list(i)
                    if not list_end:
                        return
                aside = False
            yield i

    def _after_comma(self, i: int) -> bool:
        return i < len(self._tokens) and self._tokens[i].after_comma

    def _begins_clause(self, i: int) -> bool:
        text = self._texts[i]
        return text in self._language.turns or text in self._language.breaks

    def _joins_clause(self, i: int, *, clause: bool) -> bool:
        """Whether the negation ends at an "and", or at the subject of another clause."""
        language = self._language
        if not clause:
            return self._texts[i] in language.conjunctions | language.subjects
        follows = self._texts[i + 1] if i + 1 < len(self._texts) else ""
        return self._texts[i] in language.conjunctions and follows in language.subjects

    def _end_of_list(self, start: int) -> int:
        """Where the "or" of a list stands whose second item begins at ``start``, or 0."""
        item = start
        for i in range(start, min(len(self._texts), start + _LIST_LENGTH * _LIST_ITEM)):
            if self._texts[i] in self._language.alternatives:
                return i
            if self._after_comma(i):
                item = i
            if i - item >= _LIST_ITEM:
                return 0
        return 0
