"""The part of YAML that front matter may use: keys with texts, lists of texts, texts by keys.

Only YAML's events are read. Its objects are never built: an alias could make a few bytes huge, a
second key would replace the first without a word, and `012` would become 10.
"""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import yaml

from studywidgets.diagnostics import Fix, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studywidgets.reader.problems import Problems

Shape = Literal["text", "list", "mapping"]

_DEEPEST = 20
KEY_LINE = re.compile(r"(?P<before>[ \t]*[A-Za-z0-9_-]+:[ \t]+|[ \t]*-[ \t]+)(?P<text>\S.*)")
_SHOULD_BE: Mapping[Shape, tuple[str, str]] = {
    "text": ("a single text", ' "the text"'),
    "list": ("a list", " [first, second]"),
    "mapping": ("keys with texts below it", '\n  first: "the text"'),
}
# libyaml is ten times as fast, and not part of every build of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A value as it was written, and its line, counted from 1."""

    value: str
    line: int


@dataclass(slots=True)
class FrontMatter:
    """What the front matter of a file holds.

    Attributes:
        body: How many lines stand before the body.
        texts: The values of the keys that have a text.
        lists: The values of the keys that have a list.
        mappings: The values of the keys that have keys with texts below them.
        lines: The line of each key.
        refused: Keys whose value could not be read.
    """

    body: int = 0
    texts: dict[str, Text] = field(default_factory=dict)
    lists: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    mappings: dict[str, tuple[tuple[Text, Text], ...]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)


def report_unquoted(number: int, text: str, lines: Sequence[str], problems: Problems) -> None:
    """Report that a text in a line of the file, counted from 1, needs quotes (SW027)."""
    text = text.rstrip()
    line = lines[number - 1].rstrip()
    before = line.removesuffix(text)
    what = "the title" if line.startswith("title") else "the text"
    typed = json.dumps(text, ensure_ascii=False)
    hint = f"put {what} in quotes: {before.strip()} {typed}"
    fix = None
    # A comment may be meant as one, and a text may go on in the next line.
    if " #" not in text and not _goes_on(line, lines[number] if number < len(lines) else ""):
        end = (number, len(line))
        fix = Fix((number, len(before)), end, text, typed, f"put {what} in quotes: {typed}")
    problems.add("SW027", number, f"{what} {quoted(text)} needs quotes", hint, fix)


def _goes_on(line: str, following: str) -> bool:
    """Whether the following line may belong to the text of a line: it is indented more."""
    indents = [len(each) - len(each.lstrip()) for each in (line, following)]
    return bool(following.strip()) and indents[1] > indents[0]


class Reading:
    """One pass over the events of a front matter."""

    def __init__(
        self, front_matter: FrontMatter, shapes: Mapping[str, Shape], problems: Problems
    ) -> None:
        """Begin.

        Args:
            front_matter: Gets the values.
            shapes: The keys that there may be.
            problems: Gets what is wrong.
        """
        self._result = front_matter
        self._shapes = shapes
        self._problems = problems
        self._lines: Sequence[str] = ()

    def read(self, lines: Sequence[str]) -> None:
        """Read the lines between the two `---`, the first of which is line 2 of the file.

        Raises:
            yaml.YAMLError: They are no list of keys and values.
        """
        self._lines = lines
        events = self._events()
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                self._mapping(events)
            elif isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent):
                mark: Any = event.start_mark
                raise yaml.MarkedYAMLError(problem_mark=mark)

    def _events(self) -> Iterator[Any]:
        """Yield the events, and report the features that make YAML hard."""
        events: Iterator[Any] = yaml.parse("\n".join(self._lines) + "\n", Loader=_LOADER)
        for event in events:
            feature = None
            if isinstance(event, yaml.AliasEvent):
                feature = "an alias (*)"
            elif getattr(event, "anchor", None):
                feature = "an anchor (&)"
            elif getattr(event, "tag", None):
                feature = "a tag (!)"
            if feature:
                line = event.start_mark.line + 2
                hint = "put the text in quotes if it should begin with this character"
                self._problems.add("SW023", line, f"{feature} is not allowed here", hint)
            yield event

    def _mapping(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            line = event.start_mark.line + 2
            if isinstance(event, yaml.ScalarEvent):
                self._entry(Text(event.value, line), events)
            else:
                _skip(event, events)
                _skip(next(events), events)
                hint = "write lines such as\ntitle: The title"
                self._problems.add("SW022", line, "a key must be a single word", hint)

    def _entry(self, key: Text, events: Iterator[Any]) -> None:
        value = next(events)
        shape = self._shapes.get(key.value)
        if shape is None:
            _skip(value, events)
            near = difflib.get_close_matches(key.value[:100], self._shapes, n=1)
            # What the misspelt key should have given is not missed a second time.
            self._result.refused.update(near)
            known = ", ".join(self._shapes)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {known}"
            self._problems.add("SW025", key.line, f"the key {quoted(key.value)} is unknown", hint)
        elif key.value in self._result.lines:
            _skip(value, events)
            message = f"the key {quoted(key.value)} stands here for the second time"
            hint = f"delete this line or the one in line {self._result.lines[key.value]}"
            self._problems.add("SW024", key.line, message, hint)
        else:
            self._result.lines[key.value] = key.line
            self._value(key, shape, value, events)

    def _value(self, key: Text, shape: Shape, value: Any, events: Iterator[Any]) -> None:  # noqa: ANN401 - PyYAML has no types
        scalar = isinstance(value, yaml.ScalarEvent)
        if shape == "list" and scalar and not value.value:
            self._result.lists[key.value] = ()
        elif shape == "list" and isinstance(value, yaml.SequenceStartEvent):
            self._list(key, events)
        elif shape == "mapping" and scalar and not value.value:
            self._result.mappings[key.value] = ()
        elif shape == "mapping" and isinstance(value, yaml.MappingStartEvent):
            self._texts_by_key(key, events)
        elif shape == "text" and scalar:
            self._result.texts[key.value] = self._text(value)
        else:
            _skip(value, events)
            self._result.refused.add(key.value)
            if isinstance(value, yaml.AliasEvent):
                return
            message, hint = _SHOULD_BE[shape]
            message = f"{quoted(key.value)} must be {message}"
            self._problems.add("SW026", key.line, message, f"{key.value}:{hint}")

    def _list(self, key: Text, events: Iterator[Any]) -> None:
        entries = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            line = event.start_mark.line + 2
            if isinstance(event, yaml.ScalarEvent):
                entries.append(self._text(event))
                continue
            _skip(event, events)
            self._result.refused.add(key.value)
            match = KEY_LINE.fullmatch(self._lines[line - 2])
            if isinstance(event, yaml.MappingStartEvent) and match:
                report_unquoted(line, match["text"], ["---", *self._lines], self._problems)
            elif not isinstance(event, yaml.AliasEvent):
                message = f"an entry of {quoted(key.value)} is no single text"
                self._problems.add("SW026", line, message, 'write each entry as - "text"')
        self._result.lists[key.value] = tuple(entries)

    def _texts_by_key(self, key: Text, events: Iterator[Any]) -> None:
        entries: dict[str, tuple[Text, Text]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = event.start_mark.line + 2
            _skip(event, events)
            value = next(events)
            if not isinstance(event, yaml.ScalarEvent) or not isinstance(value, yaml.ScalarEvent):
                _skip(value, events)
                self._result.refused.add(key.value)
                if not isinstance(value, yaml.AliasEvent):
                    message = f"an entry of {quoted(key.value)} is no key with a single text"
                    self._problems.add("SW026", line, message, 'write each entry as key: "text"')
            elif event.value in entries:
                message = f"the key {quoted(event.value)} stands here for the second time"
                hint = f"delete this line or the one in line {entries[event.value][0].line}"
                self._problems.add("SW024", line, message, hint)
            else:
                entries[event.value] = (Text(event.value, line), self._text(value))
        self._result.mappings[key.value] = tuple(entries.values())

    def _text(self, scalar: Any) -> Text:  # noqa: ANN401 - PyYAML has no types
        """Give a text on one line, and report a comment that may be meant as its end."""
        end = scalar.end_mark
        number = end.line + 2
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        if not scalar.style and line[end.column :].lstrip().startswith("#"):
            match = KEY_LINE.fullmatch(line)
            if match:
                report_unquoted(number, match["text"], ["---", *self._lines], self._problems)
        return Text(" ".join(scalar.value.split()), scalar.start_mark.line + 2)


def _skip(event: Any, events: Iterator[Any]) -> None:  # noqa: ANN401 - PyYAML has no types
    """Pass over a value.

    Raises:
        yaml.YAMLError: It is nested so deeply that YAML's parsers would take minutes.
    """
    depth = 0
    while True:
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > _DEEPEST:
                mark: Any = event.start_mark
                raise yaml.MarkedYAMLError(problem_mark=mark)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        if depth == 0:
            return
        event = next(events)
