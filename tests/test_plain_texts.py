"""Texts shown without the parser, and its short cuts, are what the parser makes of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.rules_core import inline as inline_rule
from markdown_it.rules_inline import text as text_rule

from studywidgets.markup import blocks, markdown, plain
from studywidgets.markup.medium import SITE
from studywidgets.markup.parser import ContentParser, rendering_parser, rewriting_parser

PIECES = (
    *(
        "a",
        "é",
        "中",
        "1",
        "two words",
        " ",
        " ",
        "\u00a0",
        "\x85",
        "\t",
        "\r",
        "\0",
        "\ud800",
        "\u0301",
    ),
    *(
        "**",
        "**",
        "*",
        "_",
        "`",
        "[",
        "]",
        "(x)",
        "!",
        "<",
        ">",
        "&amp;",
        "\\",
        "$",
        "~",
        '"',
        "{#x}",
    ),
    *(
        ".",
        ",",
        "(",
        ")",
        "?",
        "-",
        ":",
        "\n",
        "\n\n",
        "  \n",
        "- ",
        "> ",
        "1. ",
        "    ",
        "# ",
        "|",
        "---",
    ),
)
LINES = (
    *(
        "- a",
        "- a",
        "- **b** c",
        "- b {#x}",
        "* a",
        "+ é",
        "1. a",
        "2. b",
        "3) c",
        "007. a  ",
        "-  a",
    ),
    *("- ", "- 1", "- # a", "- > a", "1.a", " - a", "      - a", "  more", "more", "---", "- - -"),
    *("# a", "## b #", "#a", "    # a", "> - a", "", "", "", " ", "\t", "a | b", "- a | b", "-|-"),
)
LISTS = st.lists(st.sampled_from(LINES), max_size=10).map("\n".join)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
# Of these, half are taken for plain.
PLAIN = st.lists(
    st.sampled_from(
        ("a", "word", "**b c**", "**", " ", " ", ".", "(", ")", "$", "\n\n", "é", "\u00a0")
    ),
    max_size=10,
).map("".join)


def as_it_comes(parser: ContentParser) -> ContentParser:
    """A parser without our short cuts."""
    parser.block.ruler.disable(["single_line", "flat_list"])
    parser.core.ruler.at("inline", inline_rule)
    parser.inline.ruler.at("text", text_rule)
    return parser


@pytest.mark.parametrize(("lenient", "joined"), [(True, False), (False, True), (False, False)])
@given(text=TEXTS | PLAIN | LISTS)
@example(text="**b**")
@example(text="a ** b** c")
@example(text="a **b ** c")
@example(text="a **b** c **d**. e")
@example(text="- a\n- b\n\n\n- c")
@example(text="5. a\n6. **b** \n\n\n# c")
@example(text="- a\n1. b\n\nc")
@example(text="- a\nb\n\nc")
@example(text="- a\n\n  b")
def test_short_cuts_give_the_same_tokens(text: str, *, lenient: bool, joined: bool) -> None:
    """Every token is the one that markdown-it makes, in blocks and in a line."""
    ours = ContentParser(lenient=lenient, joined=joined)
    other = as_it_comes(ContentParser(lenient=lenient, joined=joined))

    assert ours.parse(text) == other.parse(text)
    assert ours.parseInline(text) == other.parseInline(text)


@given(text=PLAIN | TEXTS, mathematics=st.booleans())
@example(text="a ** b** c", mathematics=False)
@example(text="a **b ** c", mathematics=False)
@example(text="a **b**.\n\nc $d$", mathematics=False)
def test_plain_texts_are_shown_as_the_parser_shows_them(text: str, *, mathematics: bool) -> None:
    """The HTML and the plain text are those that come from the parser's tokens."""
    env = {"mathematics": mathematics}
    parser = rendering_parser(SITE.suffix)
    inline = rewriting_parser().parseInline(text)[0].children or []

    assert (
        markdown.to_html(text, mathematics=mathematics, medium=SITE),
        markdown.inline_to_html(text, mathematics=mathematics, medium=SITE),
        markdown.to_text(text),
        markdown.inline_to_text(text),
    ) == (
        parser.render(text, env).rstrip("\n"),
        parser.renderInline(text, env),
        blocks.PlainText().write(rewriting_parser().parse(text)),
        " ".join(blocks.plain_text(inline).split()),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("No markup at all.", ["No markup at all."]),
        ("The **key words** here.", ["The ", "key words", " here."]),
        ("**First**, (**last**)", ["", "First", ", (", "last", ")"]),
        ("a**b**c", None),
        ("**b **c**", None),
        ("**a *b* c**", None),
        ("two\nlines", None),
        ("a `code`", None),
    ],
)
def test_what_is_plain(line: str, expected: list[str] | None) -> None:
    """Phrases in bold are found within spaces, and nothing is guessed."""
    assert plain.pieces(line) == expected
