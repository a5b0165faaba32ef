"""Tests of Markdown for a notebook's cell, where a renderer takes HTML for HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studywidgets.markup.markdown import inline_to_html, inline_to_text, to_cell, to_html

PIXEL = "data:image/png;base64,iVBORw0KGgo="
BLOCKS = {"p", "li", "td", "th", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "tr"}

# Pieces that mean something to Markdown or HTML, to be put together in any way.
PIECES = st.sampled_from(
    [
        *"ab *_`~[]()<>!&$\\|#-+=.:;\"'\n\t1{}/\u00e9\u00a0",
        *("\n\n", "  \n", "\\\n", "**", "``", "```\n", "````", "~~~\n", "> ", "- ", "1. ", "2) "),
        *(
            "    ",
            "\n    # ",
            "\n    - ",
            "---\n",
            "===\n",
            "# ",
            "## ",
            "| a | b |\n|---|:-:|\n| c |\n",
        ),
        *("<div>", "</div>", "<!--", "-->", "<script>", "<b onclick=x>", "<span>", "</span>"),
        *(
            "<a@b.cc>",
            "<http://x.yz/*a`>",
            "[a](b)",
            "[a](<b c>)",
            "[a](\n<div>)",
            '[a](b "t\n<i>")',
        ),
        *("[r]: /u 't'\n", "[r]:\n<div>\n", "[r]", "[r][]", "[x](javascript:y)", "![i](x)"),
        *(
            f"![i]({PIXEL})",
            "&lt;",
            "&#36;",
            "&#92;",
            "&amp;",
            "&nbsp;",
            "&#10;",
            "\\|",
            "\\`",
            "\\<",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


class Shown(HTMLParser):
    """Collects what a browser shows of some HTML: its text, and its images' alternative text."""

    def __init__(self, html: str) -> None:
        """Parse the HTML."""
        super().__init__()
        self._parts: list[str] = []
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where blocks part words, and what stands for an image."""
        self._parts.append(" " if tag in BLOCKS else "")
        self._parts.append(dict(attrs).get("alt") or "")

    def handle_data(self, data: str) -> None:
        """Note text."""
        self._parts.append(data)


def notebook_parser() -> MarkdownIt:
    """Return a parser as notebooks have it, with HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def live_html(cell: str) -> set[str]:
    """Return the pieces of a cell that a notebook takes for HTML."""
    tokens = notebook_parser().parse(cell)
    every = [inner for token in tokens for inner in (token, *(token.children or []))]
    return {token.content for token in every if token.type.startswith("html")}


@given(TEXTS)
@example("`a\n<div>\nb`")
@example("[a](\n<div>)")
@example("[r]:\n<div>\n\n[r]")
@example("\u00a0# a")
@example("\u00a0````")
@example("# a #\u00a0")
@example("a *  \na*")
@example("- \\|\n    - ")
@example("[a](<javascript:x>)")
@example("!<http://a.b>")
def test_cell_shows_the_same(text: str) -> None:
    """A notebook that allows HTML shows the text that `to_html` shows, and finds only our spans."""
    cell = to_cell(text)

    assert live_html(cell) <= {"<span>", "</span>"}
    assert Shown(notebook_parser().render(cell)).text == Shown(to_html(text)).text


@given(TEXTS)
def test_cell_has_no_html_with_mathematics(text: str) -> None:
    """In a course with mathematics a cell holds no HTML at all."""
    assert live_html(to_cell(text, mathematics=True)) == set()


@given(TEXTS)
def test_plain_text_is_what_html_shows(text: str) -> None:
    """The plain text of inline Markdown is the text that its HTML shows."""
    assert inline_to_text(text) == Shown(inline_to_html(text)).text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Plain **bold** *soft* `code`.", "Plain **bold** *soft* `code`."),
        ("a\n\nb", "a\n\nb"),
        ("a <b>c</b>", "a &lt;b>c&lt;/b>"),
        ("&lt;b> \\<b>", "&lt;b> \\<b>"),
        ("`<b>`", "`<b>`"),
        ("    <b>", "```\n<b>\n```"),
        ("```py\n```` <b>\n```", "`````py\n```` <b>\n`````"),
        ("``` <b>\nx\n```", "```\nx\n```"),
        ("[a](b 'c \"d\"')", '[a](b "c &quot;d&quot;")'),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("[a][r]\n\n[r]: b", "[a](b)"),
        ("<https://a.example/b_c_>", "[https://a.example/b\\_c\\_](https://a.example/b_c_)"),
        ("[a](b_(c)_$)", "[a](b_\\(c\\)_%24)"),
        (f"![a *b* $]({PIXEL})", f"![a b &#36;]({PIXEL})"),
        ("- a\n- b\n\n  c", "- a\n\n- b\n\n  c"),
        ("9. a\n   - b\n10. c", "9. a\n   - b\n10. c"),
        ("> a\n> - b", "> a\n>\n> - b"),
        ("-\n- a", "-\n- a"),
        ("# a\n\nb\n===", "# a\n\nb\n="),
        ("***", "___"),
        ("a|b\n:-|-:\n`c\\|d`|e", "| a | b |\n| :-- | --: |\n| `c\\|d` | e |"),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("", ""),
    ],
)
def test_cells(text: str, cell: str) -> None:
    """Most text stays as it is; what another renderer would take for something else is escaped."""
    assert to_cell(text) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("$5 to $6", "<span>&#36;</span>5 to <span>&#36;</span>6"),
        ("\\$5 &#36;6 &dollar;7", "<span>&#36;</span>5 <span>&#36;</span>6 <span>&#36;</span>7"),
        ("`$5`", "`$5`"),
        ("\\\\(a\\\\)", r"<span>&#92;</span>(a<span>&#92;</span>)"),
        ("\\begin{a}", r"<span>&#92;</span>begin{a}"),
    ],
)
def test_cells_have_no_formulas(text: str, cell: str) -> None:
    """The edges of a formula stand in elements of their own, however they were written."""
    assert to_cell(text) == cell


def test_cells_with_mathematics() -> None:
    """In a course with mathematics dollar signs and backslashes stay."""
    assert to_cell("$a_1$ \\(b\\) \\begin{c}", mathematics=True) == "$a_1$ \\(b\\) \\begin{c}"
