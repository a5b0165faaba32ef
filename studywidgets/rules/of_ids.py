"""Checks of ids against each other, and against those of the last build."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studywidgets.diagnostics import quoted
from studywidgets.hints.language import load_language
from studywidgets.hints.sentences import sentences
from studywidgets.hints.words import UNSPACED, one_slip
from studywidgets.markup.markdown import inline_to_text, to_text
from studywidgets.record.wording import wording
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.hints.language import Language
    from studywidgets.model import Location, Term

    LastBuild = Callable[[str, str], Mapping[str, "Item"]]
    """Gives by a course's namespace and a term's id what its lesson was built from, by local id.

    A key point's local id is `<question>/<point>` here. A term that was not built has no items.
    """

# In a shorter word one letter makes another word too easily.
_SHORTEST = 5
_WORD = re.compile(r"[a-z0-9]+")
_ALLOWING = "if it is the same in other words, say so: allow: {SW063: why}"


class Item(NamedTuple):
    """What stands under an id.

    Attributes:
        kind: `definition`, `fact`, `question` or `key point`.
        text: What it says, as Markdown; a key point is plain text.
        beside: What belongs to it: the term's title, the model answer, the variants.
    """

    kind: str
    text: str
    beside: str = ""

    @property
    def plain(self) -> str:
        """What it says, as plain text."""
        if self.kind == "key point":
            return self.text
        return to_text(self.text) if self.kind == "definition" else inline_to_text(self.text)

    def same(self, other: Item) -> bool:
        """Whether both say the same, spacing, punctuation and bold aside."""
        if self.kind != other.kind:
            return False
        return self.text == other.text or wording(self.plain) == wording(other.plain)


def nothing_built(_namespace: str, _term: str) -> Mapping[str, Item]:
    """Give no item: where there is no last build."""
    return {}


def check_similar(
    named: Iterable[tuple[str, Location]], terms: Iterable[Term]
) -> Iterator[Diagnostic]:
    """Find ids that differ by one slip of the keyboard from an earlier one (SW062).

    Where both words stand in the terms, as `county` and `country` may, neither is mistyped.

    Args:
        named: The ids of one scope with their places.
        terms: The terms that have these ids.
    """
    words: frozenset[str] | None = None
    near: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identifier, location in named:
        similar: dict[str, None] = {}
        for key in _cut(identifier):
            similar.update(dict.fromkeys(near[key]))
            near[key].append(identifier)
        for other in similar:
            pair = _slip(identifier, other)
            if pair:
                words = words or frozenset(_words(terms))
                if not words.issuperset(pair):
                    message = f"the id {quoted(identifier)} is one letter away from {quoted(other)}"
                    hint = "if one of the two is mistyped, mend it before it has been built"
                    yield broken("SW062", location, message, hint)
                    break


def _words(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        texts = [term.title, term.definition, term.example or ""]
        texts += [fact.text for fact in term.facts]
        for question in term.questions:
            texts += [question.text, question.answer]
            texts += [point.text for point in question.key_points]
        for text in texts:
            yield from _WORD.findall(text.lower())


def _cut(identifier: str) -> Iterator[tuple[str, ...]]:
    """Yield the id with one letter less, for each letter of a long word, and with none less.

    Two ids that are one slip apart have one of these in common.
    """
    parts = identifier.split("-")
    for place, part in enumerate(parts):
        if len(part) >= _SHORTEST and part.isalpha():
            for i in range(-1, len(part)):
                cut = part[:i] + part[i + 1 :] if i >= 0 else part
                yield (*parts[:place], "*" + cut, *parts[place + 1 :])


def _slip(identifier: str, other: str) -> tuple[str, str] | None:
    """Return the two words in which the ids differ by one slip, if there is no other difference."""
    parts, others = identifier.split("-"), other.split("-")
    differing = [pair for pair in zip(parts, others, strict=False) if pair[0] != pair[1]]
    if len(parts) != len(others) or len(differing) != 1:
        return None
    first, second = differing[0]
    long = min(len(first), len(second)) >= _SHORTEST
    # `official` and `officials` are two words that somebody meant.
    inflected = first.rstrip("s") == second.rstrip("s")
    return differing[0] if long and not inflected and one_slip(first, second) else None


def check_reused(
    now: Mapping[str, tuple[Item, Location]], before: Mapping[str, Item], language: str
) -> Iterator[Diagnostic]:
    """Find ids of the last build that stand for something else now (SW063).

    A text may be reworded and keep its id. It is another one if it is of another kind, if the old
    text stands under another id now, or if no word that says something is common to both.

    Args:
        now: What stands under each id of a term, and where.
        before: What stood under each in the last build.
        language: The course's language tag.
    """
    spoken = load_language(language)
    changed = {
        identifier: item
        for identifier, (item, _) in now.items()
        if identifier not in before or not item.same(before[identifier])
    }
    elsewhere = {(item.kind, wording(item.plain)): name for name, item in changed.items()}
    for identifier, item in changed.items():
        old = before.get(identifier)
        if old is None:
            continue
        other = elsewhere.get((old.kind, wording(old.plain)))
        if other or old.kind != item.kind or not _related(old, item, spoken):
            yield _reused(identifier, old, other, now[identifier][1])


def _reused(identifier: str, old: Item, other: str | None, location: Location) -> Diagnostic:
    if old.kind == "definition":
        message = f"this term's id stood for another term, {quoted(old.beside)}, in the last build"
        hint = "give the file another name: students' work on the old term hangs on this one"
        return broken("SW063", location, message, f"{hint}\n{_ALLOWING}")
    written = local(identifier)
    stood = f"the {old.kind} {quoted(old.plain)} in the last build"
    hint = f"write a new id here: students' work on the old {old.kind} hangs on this one"
    if other:
        hint = f"that text has the id {local(other)} now: give it {written} back, and {hint}"
    else:
        hint += f"\n{_ALLOWING}"
    return broken("SW063", location, f"the id {quoted(written)} stood for {stood}", hint)


def local(identifier: str) -> str:
    """Return an id as it is written in the file; a key point's without its question's."""
    return identifier.rpartition("/")[2]


def _related(item: Item, other: Item, language: Language) -> bool:
    """Whether two items have a word in common that says something, or one has no such word."""
    words, others = _telling(item, language), _telling(other, language)
    return not words or not others or not words.isdisjoint(others)


def _telling(item: Item, language: Language) -> frozenset[str]:
    """Return the stems of the words that say something; without spaces, the characters."""
    tokens = (token for one in sentences(f"{item.plain}\n{item.beside}", language) for token in one)
    forms = (form for token in tokens for form in token.parts or (token.text,))
    pieces = (list(form) if UNSPACED.search(form) else [form] for form in forms)
    return frozenset(
        language.stem(piece) for each in pieces for piece in each if piece not in language.stop
    )
