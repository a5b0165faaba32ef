"""Content as Python source: no text, whatever stands in it, can become code."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studywidgets.shelf import Shelved, ShelvedMapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.pages.page import Value

WIDTH = 88
"""The line length that values are laid out for; a long text stays on its own line all the same."""

_INDENT = 4
_LONG = 72
"""An argument of more characters than this is written as a block."""

# The entries of these each take several lines, so that they need not be tried on one line.
_ON_SHELF = (Shelved, ShelvedMapping)

# Written as numbers, because in the source they would be as invisible as in the notebook. A fixed
# table and not `unicodedata`, whose answers change with the version of Python.
_UNSEEN_RANGES = (
    (0x0000, 0x0009),  # controls, without the newline
    (0x000B, 0x001F),
    (0x007F, 0x00A0),  # more controls, no-break space
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x1680, 0x1680),  # Ogham space
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors and separator
    (0x2000, 0x200F),  # spaces, zero-width characters, direction marks
    (0x2028, 0x202F),  # line separators, direction embeddings and overrides
    (0x205F, 0x206F),  # invisible operators, direction isolates
    (0x2800, 0x2800),  # blank Braille pattern
    (0x3000, 0x3000),  # ideographic space
    (0x3164, 0x3164),  # Hangul filler
    (0xD800, 0xF8FF),  # surrogates, private use
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFF02, 0xFF02),  # full-width forms that pass for the quotes and the backslash
    (0xFF07, 0xFF07),
    (0xFF3C, 0xFF3C),
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF0, 0xFFFF),  # specials and non-characters
    (0x1D173, 0x1D17A),  # musical controls
    (0xE0000, 0x10FFFF),  # tags, selectors, private use
)
_UNSEEN = re.compile(
    "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _UNSEEN_RANGES) + "]"
)
# IPython rewrites a cell before Python reads it, and takes a line that begins so for a prompt or
# a magic even inside some strings.
_MAGIC = re.compile(r"^([ ]*)(%|>>>)", re.MULTILINE)
_TRAILING_SPACE = re.compile(r" (?=\n)")
_QUOTES = re.compile(r'"{3,}|\A"+|"+\Z')
_SHORT_ESCAPES = {"\t": "\\t", "\r": "\\r"}


def literal(value: Value, indent: int = 0, before: int = 0) -> str:
    """Python source of a value, laid out to be read and edited by hand.

    Args:
        value: Strings, booleans, None, and lists, tuples and dicts of such.
        indent: The column at which its line begins.
        before: How many characters stand before it on that line, as a key does.

    Returns:
        Source whose value, by `ast.literal_eval`, equals `value`.
    """
    if isinstance(value, str):
        return string_literal(value, block="\n" in value or len(value) > _LONG)
    if value is None or isinstance(value, bool):
        return repr(value)
    opening, closing = _brackets(value)
    parts = list(_parts(value, indent + _INDENT))
    comma = "," if isinstance(value, tuple) and len(parts) == 1 else ""
    line = f"{opening}{', '.join(parts)}{comma}{closing}"
    # The entries of a dict each keep their line, so that one can be added or taken away.
    together = not isinstance(value, Mapping) or len(parts) <= 1
    if not parts or (together and indent + before + len(line) < WIDTH and "\n" not in line):
        return line
    pad = " " * indent
    inner = "".join(f"{pad}{' ' * _INDENT}{part},\n" for part in parts)
    return f"{opening}\n{inner}{pad}{closing}"


def string_literal(text: str, *, block: bool = False) -> str:
    r"""Python source of a string: ASCII escapes for what a reader could not see or would mistake.

    A text with backslashes becomes a raw literal where nothing in it needs an escape.

    Args:
        text: Any string, lone surrogates included.
        block: Whether it is triple-quoted and keeps its own line breaks.
    """
    quote = '"""' if block else _quote(text)
    if "\\" in text and _fits_raw(text, quote):
        return f"r{quote}{text}{quote}"
    body = text.replace("\\", "\\\\")
    if block:
        body = _MAGIC.sub(lambda match: match[1] + _escape(match[2][0]) + match[2][1:], body)
        body = _TRAILING_SPACE.sub(r"\\x20", body)
        body = _QUOTES.sub(lambda match: r"\"" * len(match[0]), body)
    else:
        body = body.replace(quote, f"\\{quote}").replace("\n", r"\n")
    return quote + _UNSEEN.sub(lambda match: _escape(match[0]), body) + quote


def comment(label: str, text: str) -> str:
    """A comment of one line, whatever stands in the text."""
    seen = _UNSEEN.sub(" ", f"{label}: {text}")
    line = textwrap.shorten(seen, WIDTH - len("# "), placeholder=" …")
    # In a module's first two lines Python would take "coding: x" for the name of its encoding.
    return "# " + re.sub(r"coding(?=[:=])", "coding ", line)


def call(name: str, *positional: Value, **named: Value) -> str:
    """A call with one argument a line.

    Named arguments that are None are left out; the widgets' defaults say the same.
    """
    return "".join(call_pieces(name, *positional, **named))


def call_pieces(name: str, *positional: Value, **named: Value) -> Iterator[str]:
    """As `call`, but piece by piece, each of whole lines."""
    pad = " " * _INDENT
    yield f"{name}(\n"
    for value in positional:
        if isinstance(value, _ON_SHELF) and len(value) > 1:
            opening, closing = _brackets(value)
            yield f"{pad}{opening}\n"
            for part in _parts(value, 2 * _INDENT):
                yield f"{pad}{pad}{part},\n"
            yield f"{pad}{closing},\n"
        else:
            yield f"{pad}{literal(value, _INDENT)},\n"
    for key, value in named.items():
        if value is not None:
            yield f"{pad}{key}={literal(value, _INDENT, len(key) + 1)},\n"
    yield ")"


def _quote(text: str) -> str:
    return "'" if text.count('"') > text.count("'") else '"'


def _fits_raw(text: str, quote: str) -> bool:
    """Whether a raw literal holds the text: it has no escapes to hide or to break anything."""
    return not (
        (len(quote) == 1 and "\n" in text)
        or text.endswith(("\\", quote[0]))
        or text.startswith(quote[0])
        or quote in text
        or _UNSEEN.search(text)
        or _MAGIC.search(text)
        or _TRAILING_SPACE.search(text)
    )


def _escape(character: str) -> str:
    code = ord(character)
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if code <= 0xFF:  # noqa: PLR2004 - the most that two, or four, hexadecimal digits can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def _brackets(value: Sequence[Value] | Mapping[str, Value]) -> tuple[str, str]:
    if isinstance(value, Mapping):
        return "{", "}"
    return ("(", ")") if isinstance(value, tuple) else ("[", "]")


def _parts(value: Sequence[Value] | Mapping[str, Value], indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            key = f"{string_literal(name)}: "
            yield key + _part(each, indent, len(key))
    else:
        for each in value:
            yield _part(each, indent, 0)


def _part(value: Value, indent: int, before: int) -> str:
    if isinstance(value, str):
        # In a list or a dict a long text reads best on one line, beside its key.
        return string_literal(value, block="\n" in value)
    return literal(value, indent, before)
