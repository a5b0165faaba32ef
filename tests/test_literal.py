"""Content as Python source, as Python and as IPython read it."""

from __future__ import annotations

import ast
import tokenize
import unicodedata
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from studywidgets.notebooks.literal import WIDTH, call, comment, literal, string_literal

if TYPE_CHECKING:
    from studywidgets.pages.page import Value

# Pieces that have broken other encoders, glued together at random.
HOSTILE = [
    '"',
    '"""',
    "'''",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\xa0",
    "\u2028",
    "\u2029",
    "\ud800",
    "\udc00",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\uff02",
    "\U000e0041",
    "é",
    "漢",
    "🙂",
    " ",
    "x",
    "{0}",
    "{x!r}",
    "%",
    "%%",
    "%%html",
    "!ls",
    "?",
    "??",
    "x?",
    ">>> ",
    "... ",
    "In [1]: ",
    "# ",
    ")",
    "\\N{DIGIT ONE}",
    "\\u2028",
    "$x$",
    "coding: utf-7",
]
hostile = st.lists(st.sampled_from(HOSTILE), max_size=30).map("".join)
texts = st.one_of(st.text(), hostile, st.builds("".join, st.lists(st.one_of(st.text(), hostile))))


def run(source: str) -> list[tuple[tuple[object, ...], dict[str, object]]]:
    """The calls of a cell's `sw.Widget`, run as IPython runs a cell."""
    calls: list[tuple[tuple[object, ...], dict[str, object]]] = []
    scope: dict[str, Any] = {
        "sw": SimpleNamespace(Widget=lambda *args, **kwargs: calls.append((args, kwargs)))
    }
    exec(TransformerManager().transform_cell(source), scope)  # noqa: S102 - what a kernel does
    return calls


class TestStringLiteral:
    """Strings."""

    @given(texts)
    @example('ends with quotes"""')
    @example('""""')
    @example("x" * 100 + '"')
    @example("x" * 100 + "\\")
    @example("\\" * 80)
    @example('a\n"b"\n')
    def test_round_trip(self, text: str) -> None:
        """Python reads every string back as it was."""
        assert ast.literal_eval(string_literal(text)) == text
        assert ast.literal_eval(string_literal(text, block=True)) == text

    @given(texts)
    def test_is_one_token(self, text: str) -> None:
        """The source is one string token: nothing in it can end the string."""
        source = string_literal(text, block="\n" in text)

        tokens = tokenize.tokenize(BytesIO(source.encode()).readline)

        assert [t.string for t in tokens if t.type == tokenize.STRING] == [source]

    @given(texts)
    def test_holds_nothing_invisible(self, text: str) -> None:
        """What stands in the source can be seen: no controls, no marks, no odd spaces."""
        hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}

        source = string_literal(text, block=True).replace("\n", "").replace(" ", "")

        # Prepended marks of Arabic and its neighbours are Cf, but they are seen.
        seen = set(
            "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
        )
        seen |= {chr(code) for code in (*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4))}
        assert not [c for c in source if unicodedata.category(c) in hidden and c not in seen]

    def test_short(self) -> None:
        """A short text is written in double quotes."""
        assert string_literal("Track II diplomacy") == '"Track II diplomacy"'

    def test_quotes(self) -> None:
        """A text with double quotes is written in single quotes."""
        assert string_literal('the "back channel"') == "'the \"back channel\"'"

    def test_raw(self) -> None:
        """A text with backslashes is written raw, where that is enough."""
        assert string_literal(r"yes \| no | or") == r'r"yes \| no | or"'

    def test_not_raw_at_end(self) -> None:
        """A text that ends with a backslash is not written raw."""
        assert string_literal("a\\") == r'"a\\"'

    def test_block(self) -> None:
        """A text of several lines keeps its lines."""
        assert string_literal("One.\n\nTwo.", block=True) == '"""One.\n\nTwo."""'

    def test_line(self) -> None:
        """A text of several lines fits into a line all the same."""
        assert string_literal("One.\nTwo.") == r'"One.\nTwo."'

    def test_line_break_by_spaces(self) -> None:
        """Spaces at a line's end, which editors strip, are written as numbers."""
        assert string_literal("One.  \nTwo.", block=True) == '"""One. \\x20\nTwo."""'

    @pytest.mark.parametrize("first", ["First", r"a \* b"])
    @pytest.mark.parametrize("line", [">>> 1 + 1", "%%html", "  %timeit x"])
    def test_magic(self, first: str, line: str) -> None:
        """No line of the source begins as a prompt or a magic does."""
        lines = string_literal(f"{first}\n{line}\nlast", block=True).splitlines()

        assert not lines[1].lstrip().startswith((">>>", "%"))


nested = st.recursive(
    st.one_of(texts, st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(texts, inner, max_size=4),
    ),
    max_leaves=10,
)


class TestLiteral:
    """Lists, tuples and dicts."""

    @given(nested)
    def test_round_trip(self, value: Value) -> None:
        """Python reads every value back as it was, with its types."""
        read = ast.literal_eval(literal(value))

        assert read == value
        assert repr(read) == repr(value)

    def test_fits(self) -> None:
        """A value that fits stands on one line."""
        assert literal(("Mediation", "mediation.ipynb")) == '("Mediation", "mediation.ipynb")'

    def test_long(self) -> None:
        """A long text becomes a block, so that it stands by itself."""
        assert literal("word " * 20 + "end").startswith('"""word word')

    def test_long_within(self) -> None:
        """A long text of one line stays a line beside its key."""
        text = "word " * 20 + "end"

        assert literal({"fact": text}) == f'{{\n    "fact": "{text}",\n}}'

    def test_one_tuple(self) -> None:
        """A tuple of one keeps its comma."""
        assert literal(("alone",)) == '("alone",)'

    def test_too_wide(self) -> None:
        """A value that does not fit has one element a line and a trailing comma."""
        words = ["one two three four five six seven"] * 3

        shown = literal(words, 4)

        assert shown == "[\n" + f'        "{words[0]}",\n' * 3 + "    ]"

    def test_width(self) -> None:
        """No line of short texts is wider than the limit."""
        value = {f"key-{n}": ["text " * (n % 10)] * (n % 5) for n in range(40)}

        assert max(map(len, literal(value, 4).splitlines())) <= WIDTH


class TestCall:
    """Whole cells."""

    @given(texts, texts, st.dictionaries(texts, texts, max_size=3), texts)
    @example("a\n>>> b", "x", {"k": ">>> 1\n... 2\n>>> 3"}, "")
    @example("t", "?\nx?\n!ls\n%%html\n%magic", {"": "!ls\n?x\n"}, "a\nb?")
    def test_through_ipython(
        self, title: str, text: str, points: dict[str, str], source: str
    ) -> None:
        """IPython calls the widget with exactly the texts, whatever stands in them."""
        cell = "\n".join(
            [
                comment("Definition", title),
                "",
                call("sw.Widget", title, text, points=points, sources=[source], way=(title, text)),
            ]
        )

        calls = run(cell)

        named = {"points": points, "sources": [source], "way": (title, text)}
        assert calls == [((title, text), named)]

    def test_none(self) -> None:
        """A named argument that is None is left out."""
        assert call("f", "x", previous=None, id="y") == 'f(\n    "x",\n    id="y",\n)'


class TestComment:
    """The first line of a cell."""

    @given(texts)
    def test_one_line(self, text: str) -> None:
        """A comment is one line and one comment token, whatever stands in the text."""
        line = comment("Definition", text)

        tokens = list(tokenize.tokenize(BytesIO(line.encode()).readline))

        assert line.splitlines() == [line]
        assert [t.string for t in tokens if t.type == tokenize.COMMENT] == [line]

    @given(texts)
    def test_width(self, text: str) -> None:
        """A comment is never wider than the limit, but for the mark of a broken encoding."""
        assert len(comment("Definition", text).replace("coding ", "coding")) <= WIDTH

    def test_cut(self) -> None:
        """A long text is cut, and says so."""
        assert comment("Review question", "word " * 30).endswith("word …")

    def test_no_encoding(self) -> None:
        """A title can't declare the encoding of an exported script."""
        source = comment("Definition", "coding: utf-7") + "\nx = 1\n"

        encoding, _ = tokenize.detect_encoding(BytesIO(source.encode()).readline)

        assert encoding == "utf-8"
