"""What a course holds: units, terms, facts, questions and key points, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Value:
    """A value that is quick to send to another process: what dataclasses do for it is slow."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Give the class and the values of its fields, with which it can be made again."""
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True, order=True)
class Location(_Value):
    """A place in a content file.

    Attributes:
        file: The file's POSIX path, relative to the content folder.
        line: The line, counted from 1.
    """

    file: str
    line: int

    def __str__(self) -> str:
        """Write the place as compilers do, `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class KeyPoint(_Value):
    """One idea that a good answer holds.

    Attributes:
        id: The local id, unique within its question.
        text: What is shown, as plain text.
        variants: Other ways to say it, each one to four words of plain text.
        location: Where it stands.
    """

    id: str
    text: str
    variants: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Fact(_Value):
    """One checkable sentence.

    Attributes:
        id: The local id, unique among the term's facts and questions.
        text: Inline Markdown; its bold phrases become the blanks of recall mode.
        location: Where it stands.
    """

    id: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Question(_Value):
    """An open question with its model answer.

    Attributes:
        id: The local id, unique among the term's facts and questions.
        text: The question, inline Markdown.
        answer: The model answer, Markdown of one or more blocks.
        key_points: The ideas that a good answer holds, in order.
        location: Where its heading stands.
    """

    id: str
    text: str
    answer: str
    key_points: tuple[KeyPoint, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Term(_Value):
    """A key term: what one lesson teaches.

    Attributes:
        id: The file's name without `.md`, unique within the course.
        title: Plain text.
        definition: Markdown.
        example: Markdown, or None.
        facts: The must-know facts, in order.
        questions: The review questions, in order.
        related: Ids of other terms of the course.
        formerly: Ids that this term had before.
        sources: One inline Markdown text a source.
        images: Image files that are embedded in the texts, relative to the content folder.
        location: Where its definition begins.
    """

    id: str
    title: str
    definition: str
    example: str | None
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    related: tuple[str, ...]
    formerly: tuple[str, ...]
    sources: tuple[str, ...]
    images: tuple[str, ...]
    location: Location

    def items(self) -> Iterator[str]:
        """Yield the ids of what a student can act on: the definition, the facts, the questions."""
        yield f"{self.id}/definition"
        for fact in self.facts:
            yield f"{self.id}/{fact.id}"
        for question in self.questions:
            yield f"{self.id}/{question.id}"


@dataclass(frozen=True, slots=True)
class Unit(_Value):
    """A part of a course: an ordered list of terms.

    Attributes:
        id: The folder's name.
        title: Plain text.
        overview: Markdown, perhaps empty.
        terms: The terms, in the order in which they are taught.
        location: Where its title stands.
    """

    id: str
    title: str
    overview: str
    terms: Sequence[Term]
    location: Location


@dataclass(frozen=True, slots=True)
class Course(_Value):
    """A class.

    Attributes:
        id: The folder's name; the namespace, when the course is the whole content folder.
        title: Plain text.
        namespace: The key of every student's record of this course.
        language: A BCP 47 tag such as `en`.
        mathematics: Whether `$…$` is mathematics.
        record: The folder in which kernels keep students' records, "" for each user's own.
        description: Markdown, perhaps empty.
        units: The units, in order.
        location: Where its title stands.
    """

    id: str
    title: str
    namespace: str
    language: str
    mathematics: bool
    record: str
    description: str
    units: tuple[Unit, ...]
    location: Location

    def terms(self) -> Iterator[Term]:
        """Yield every term of every unit, in order."""
        for unit in self.units:
            yield from unit.terms
