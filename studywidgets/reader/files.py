"""The files of each kind, from bytes to a value: a term, a unit's overview, a course's head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from studywidgets.diagnostics import quoted
from studywidgets.identifiers import is_identifier, suggest
from studywidgets.markup.markdown import inline_to_text
from studywidgets.model import Course, Term, Unit
from studywidgets.reader.body import read_body
from studywidgets.reader.front_matter import read_front_matter
from studywidgets.reader.judging import judge
from studywidgets.reader.source import read_lines
from studywidgets.reader.term import read_term_body
from studywidgets.rules.of_allowing import check_allowed, may_be_allowed
from studywidgets.rules.of_sources import check_reference, check_sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studywidgets.model import Location
    from studywidgets.reader.body import Body
    from studywidgets.reader.problems import Problems
    from studywidgets.reader.yaml_subset import FrontMatter, Shape
    from studywidgets.rules.of_ids import Item, LastBuild

_COURSE_KEYS: dict[str, Shape] = {
    "title": "text",
    "namespace": "text",
    "language": "text",
    "mathematics": "text",
    "record": "text",
    "order": "list",
    "allow": "mapping",
}
_UNIT_KEYS: dict[str, Shape] = {"title": "text", "order": "list", "allow": "mapping"}
_TERM_KEYS: dict[str, Shape] = {
    "title": "text",
    "related": "list",
    "formerly": "list",
    "sources": "list",
    "allow": "mapping",
}
# The form of a BCP 47 tag, without its registry.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DEFAULT_LANGUAGE = "en"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read from a file.

    Attributes:
        value: The term, or the unit without terms, or the course without units.
        ids: For each key that lists ids, the ids with the place of each.
        doubtful: Keys whose list could not be read as it was meant.
        places: Where each key stands.
        images: The image files that it shows, relative to the content folder.
    """

    value: T
    ids: dict[str, tuple[tuple[str, Location], ...]]
    doubtful: set[str]
    places: dict[str, Location]
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a term's file does not say itself.

    Attributes:
        language: The course's language tag, or None when it is unknown; then words are not judged.
        namespace: The course's namespace.
        last_build: What each lesson was built from last.
    """

    language: str | None
    namespace: str
    last_build: LastBuild

    def built(self, term: str) -> Mapping[str, Item]:
        """What a term's lesson was built from last, by local id."""
        return self.last_build(self.namespace, term)


@dataclass(frozen=True, slots=True)
class _Content:
    """A content file taken apart."""

    front: FrontMatter
    body: Body
    problems: Problems

    def title(self) -> str:
        """Return the title; report when there is none."""
        text = self.front.texts.get("title")
        if (text is None or not text.value) and "title" not in self.front.refused:
            hint = 'write title: "The title"'
            self.problems.add("SW028", self.line("title"), "this file has no title", hint)
        return text.value if text else ""

    def ids(self, key: str) -> tuple[tuple[str, Location], ...]:
        """Return the ids that a list holds, each once; report entries that are none."""
        seen: dict[str, Location] = {}
        for entry in self.front.lists.get(key, ()):
            if not is_identifier(entry.value):
                message = f"{quoted(entry.value)} in {key} is no id"
                hint = f"write the file's name without .md: {suggest(entry.value, fallback='id')}"
                self.problems.add("SW032", entry.line, message, hint)
                self.front.refused.add(key)
            elif entry.value in seen:
                message = f"{quoted(entry.value)} stands in {key} twice"
                self.problems.add("SW033", entry.line, message, "delete one of the two")
            else:
                seen[entry.value] = self.problems.at(entry.line)
        return tuple(seen.items())

    def line(self, key: str) -> int:
        """Return the line of a key, or the first line."""
        return self.front.lines.get(key, 1)

    def read(self, value: T, **ids: tuple[tuple[str, Location], ...]) -> Read[T]:
        """Return a value together with the ids that the front matter lists."""
        places = {key: self.problems.at(line) for key, line in self.front.lines.items()}
        return Read(value, ids, self.front.refused, places, self.body.images)


def read_term(
    path: Path, root: Path, surroundings: Surroundings, problems: Problems
) -> Read[Term] | None:
    """Read a term's file.

    Args:
        path: The file.
        root: The resolved content folder.
        surroundings: What the file does not say itself.
        problems: Gets what is wrong; the term may be used only when nothing severe is.

    Returns:
        The term, or None when the file can't be read at all.
    """
    content = _read(path, root, _TERM_KEYS, problems)
    if content is None:
        return None
    front = content.front
    related, formerly = content.ids("related"), content.ids("formerly")
    names = (path.stem, *(identifier for identifier, _ in formerly))
    before = next(filter(None, map(surroundings.built, names)), {})
    parts = read_term_body(content.body, front.body, before, problems)
    term = Term(
        id=path.stem,
        title=content.title(),
        definition=parts.definition,
        example=parts.example,
        facts=parts.facts,
        questions=parts.questions,
        related=tuple(identifier for identifier, _ in related),
        formerly=tuple(identifier for identifier, _ in formerly),
        sources=tuple(entry.value for entry in front.lists.get("sources", ()) if entry.value),
        images=content.body.images,
        location=problems.at(parts.line),
    )
    if "sources" not in front.refused:
        problems.extend(check_sources(term))
    for source in front.lists.get("sources", ()):
        if source.value:
            problems.extend(check_reference(inline_to_text(source.value), problems.at(source.line)))
    if surroundings.language:
        problems.extend(judge(term, before, surroundings.language))
    return content.read(term, related=related, formerly=formerly)


def read_unit(path: Path, root: Path, problems: Problems) -> Read[Unit] | None:
    """Read a `unit.md`; arguments and results are as those of `read_term`."""
    content = _read(path, root, _UNIT_KEYS, problems)
    if content is None:
        return None
    unit = Unit(
        id=path.parent.name,
        title=content.title(),
        overview=content.body.markdown(content.body.blocks),
        terms=(),
        location=problems.at(content.line("title")),
    )
    return content.read(unit, order=content.ids("order"))


def read_course(path: Path, root: Path, problems: Problems) -> Read[Course] | None:
    """Read a `course.md`; arguments and results are as those of `read_term`."""
    content = _read(path, root, _COURSE_KEYS, problems)
    if content is None:
        return None
    namespace = _namespace(content, path.parent.resolve().name)
    course = Course(
        id=path.parent.name if path.parent.resolve() != root else namespace,
        title=content.title(),
        namespace=namespace,
        language=_language(content),
        mathematics=_mathematics(content),
        record=_record(content),
        description=content.body.markdown(content.body.blocks),
        units=(),
        location=problems.at(content.line("title")),
    )
    return content.read(course, order=content.ids("order"))


def _read(path: Path, root: Path, shapes: dict[str, Shape], problems: Problems) -> _Content | None:
    lines = read_lines(path, root, problems)
    if lines is None:
        return None
    front = read_front_matter(lines, shapes, problems)
    if front is None:
        return None
    _allow(front, problems)
    body = read_body(lines, front.body, path.parent, root, problems)
    return _Content(front, body, problems) if body else None


def _allow(front: FrontMatter, problems: Problems) -> None:
    for code, reason in front.mappings.get("allow", ()):
        place = problems.at(code.line)
        problems.extend(check_allowed(code.value, reason.value, place))
        # Without a reason too: that is an error already, and one is enough.
        if may_be_allowed(code.value):
            problems.allowed[code.value] = place


def _namespace(content: _Content, folder: str) -> str:
    text = content.front.texts.get("namespace")
    if "namespace" in content.front.refused:
        return ""
    value = text.value if text else ""
    if not is_identifier(value):
        message = f"the namespace {quoted(value)} is no id" if value else "there is no namespace"
        hint = f"write namespace: {suggest(value or folder, fallback='course')}"
        content.problems.add("SW030", content.line("namespace"), message, hint)
    return value


def _language(content: _Content) -> str:
    text = content.front.texts.get("language")
    if text is None:
        return _DEFAULT_LANGUAGE
    if not _LANGUAGE.fullmatch(text.value):
        message = f"{quoted(text.value)} is no language tag"
        content.problems.add("SW031", text.line, message, "write language: en, or de, fr, es, …")
        content.front.refused.add("language")
    return text.value


def _mathematics(content: _Content) -> bool:
    text = content.front.texts.get("mathematics")
    if text and text.value not in {"true", "false"}:
        message = f"mathematics can't be {quoted(text.value)}"
        content.problems.add("SW029", text.line, message, "write mathematics: true, or false")
    return text is not None and text.value == "true"


def _record(content: _Content) -> str:
    text = content.front.texts.get("record")
    if text and not text.value.strip():
        message = "record names no folder"
        hint = "write record: ~/coursework, or leave the line out for each user's own folder"
        content.problems.add("SW034", text.line, message, hint)
    return text.value.strip() if text else ""
