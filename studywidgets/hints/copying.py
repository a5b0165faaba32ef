"""What of an answer was copied from the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.hints.negation import is_negator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.hints.language import Language
    from studywidgets.hints.sentences import Token
    from studywidgets.hints.words import Vocabulary

# So many words in a row that stand in a row in the question too were copied from it.
_RUN = 5
# So was a sentence of which four fifths of the words that say something, three or more of them,
# stand in the question in any order.
_SHARE = 0.8
_FEWEST = 3


class Copied:
    """Tells which words of a sentence were copied from the question."""

    def __init__(
        self, question: Sequence[Sequence[Token]], vocabulary: Vocabulary, language: Language
    ) -> None:
        """Take the sentences of the question."""
        self._language = language
        self._vocabulary = vocabulary
        whole = [[self._key(token.text) for token in sentence] for sentence in question]
        self._sentences = {tuple(keys) for keys in whole}
        keys = [key for sentence in whole for key in sentence]
        self._asked = frozenset(keys)
        self._length = min(_RUN, len(keys))
        self._runs = {self._run(keys, start) for start in range(len(keys))}

    def in_sentence(self, sentence: Sequence[Token]) -> list[bool]:
        """Say for each word whether it was copied."""
        texts = [token.text for token in sentence]
        keys = [self._key(text) for text in texts]
        if tuple(keys) in self._sentences:
            return [True] * len(keys)
        telling = [key for key, text in zip(keys, texts, strict=True) if self._tells(text)]
        asked = sum(key in self._asked for key in telling)
        if len(telling) >= _FEWEST and asked >= _SHARE * len(telling):
            return [
                key in self._asked or text in self._language.stop
                for key, text in zip(keys, texts, strict=True)
            ]
        copied = [False] * len(keys)
        streak = 0
        for i, key in enumerate(keys):
            streak = streak + 1 if key in self._asked else 0
            start = i + 1 - self._length
            if streak >= self._length and self._run(keys, start) in self._runs:
                copied[start : i + 1] = [True] * self._length
        return copied

    def _run(self, keys: Sequence[str], start: int) -> tuple[str, ...]:
        return tuple(keys[start : start + self._length])

    def _tells(self, text: str) -> bool:
        return text not in self._language.stop and not is_negator(text, self._language)

    def _key(self, text: str) -> str:
        return self._vocabulary.forms(text).key
