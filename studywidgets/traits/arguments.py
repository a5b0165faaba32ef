"""Checks of constructor arguments: each returns the value or says what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studywidgets import identifiers


def text(name: str, value: object) -> str:
    """A text with something in it.

    Raises:
        TypeError: It is no string.
        ValueError: It is empty.
    """
    if not isinstance(value, str):
        message = f"{name} must be a string, not {type(value).__name__}"
        raise TypeError(message)
    if not value.strip():
        message = f"{name} is empty: write the text that students should see"
        raise ValueError(message)
    return value


def namespace(value: object) -> str:
    """A course's namespace.

    Raises:
        TypeError: It is no string.
        ValueError: It is no identifier.
    """
    return _identifier("course", value, "social-studies-education")


def item_id(value: object) -> str:
    """An item's id, `<term>/<local id>`.

    Raises:
        TypeError: It is no string.
        ValueError: It has another form.
    """
    whole = text("id", value)
    parts = whole.split("/")
    if len(parts) != 2 or not all(map(identifiers.is_identifier, parts)):  # noqa: PLR2004
        message = (
            f"id {whole!r} must be a term and a local id with a slash between, in lower case "
            "with hyphens, as in id='track-ii-diplomacy/stalled-talks'"
        )
        raise ValueError(message)
    return whole


def part_id(value: object) -> str:
    """The id of a term, a unit's guide or another part of a course.

    Raises:
        TypeError: It is no string.
        ValueError: It is no identifier.
    """
    return _identifier("id", value, "track-ii-diplomacy")


def language(value: object) -> str:
    """A language tag such as "en" or "pt-BR".

    Raises:
        TypeError: It is no string.
        ValueError: It is no language tag.
    """
    tag = text("language", value)
    if not tag.replace("-", "").isalnum() or not tag.isascii():
        message = f"language {tag!r} is no language tag: write one such as 'en' or 'pt-BR'"
        raise ValueError(message)
    return tag


def mapping(name: str, value: object, example: str) -> dict[str, object]:
    """A mapping with at least one entry, keyed by identifiers.

    Raises:
        TypeError: It is no mapping.
        ValueError: It is empty, or a key is no identifier.
    """
    if not isinstance(value, Mapping):
        message = f"{name} must be a dict such as {example}, not {type(value).__name__}"
        raise TypeError(message)
    if not value:
        message = f"{name} is empty: give at least one, as in {example}"
        raise ValueError(message)
    for key in value:
        _identifier(f"a key of {name}", key, "stalled-talks")
    return dict(value)


def link(name: str, value: object) -> tuple[str, str]:
    """A (title, target) pair; the target is relative, so that it works on every host.

    Raises:
        TypeError: It is no pair of strings.
        ValueError: One is empty or the target is not relative.
    """
    if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004
        message = f"{name} must be a (title, notebook) pair, not {value!r}"
        raise TypeError(message)
    return text(f"the title in {name}", value[0]), target(name, value[1])


def target(name: str, value: object) -> str:
    """A relative link to a notebook.

    Raises:
        TypeError: It is no string.
        ValueError: It is empty, or names a scheme, a host or an absolute path.
    """
    path = text(name, value)
    if ":" in path or path.startswith(("/", "\\")):
        message = f"{name} {path!r} must be a relative path such as 'track-i-diplomacy.ipynb'"
        raise ValueError(message)
    return path


def entry(name: str, value: object, example: str) -> tuple[str, str, str]:
    """A glossary's entry: title, definition, and the relative path of the lesson.

    Raises:
        TypeError: It is no triple of strings.
        ValueError: One is empty, or the path is not relative.
    """
    if not isinstance(value, (tuple, list)) or len(value) != 3:  # noqa: PLR2004
        message = f"term {name!r} must be a title, a definition and a notebook, as in {example}"
        raise TypeError(message)
    title, definition, lesson = value
    return (
        text(f"the title of {name!r}", title),
        text(f"the definition of {name!r}", definition),
        target(f"the notebook of {name!r}", lesson),
    )


def pair(name: str, value: object, example: str) -> tuple[str, str]:
    """Two texts.

    Raises:
        TypeError: It is no pair of strings.
        ValueError: One is empty.
    """
    if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004
        message = f"{name} must be a pair of texts, as in {example}"
        raise TypeError(message)
    return text(f"the first text of {name}", value[0]), text(f"the second text of {name}", value[1])


def records(name: str, value: object) -> list[Mapping[str, object]]:
    """A list of dicts with at least one entry.

    Raises:
        TypeError: It is no list of dicts.
        ValueError: It is empty.
    """
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Sequence):
        message = f"{name} must be a list of dicts, not {type(value).__name__}"
        raise TypeError(message)
    if not value:
        message = f"{name} is empty: give at least one"
        raise ValueError(message)
    for record in value:
        if not isinstance(record, Mapping):
            message = f"{name} must be a list of dicts, but it holds {record!r}"
            raise TypeError(message)
    return list(value)


def identifiers_of(name: str, value: object) -> list[str]:
    """A list of local ids.

    Raises:
        TypeError: It is no list of strings.
        ValueError: One is no identifier.
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Sequence):
        message = f"{name} must be a list of local ids, not {type(value).__name__}"
        raise TypeError(message)
    return [_identifier(f"one of the {name}", local, "stalled-talks") for local in value]


def _identifier(name: str, value: object, example: str) -> str:
    whole = text(name, value)
    if not identifiers.is_identifier(whole):
        message = (
            f"{name} {whole!r} must be lower-case letters and digits with single hyphens "
            f"between, such as {example!r}"
        )
        raise ValueError(message)
    return whole
