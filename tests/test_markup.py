"""Tests of Markdown to HTML and to plain text."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.markup.blocks import plain_text
from studywidgets.markup.markdown import (
    inline_to_html,
    inline_to_text,
    to_cell,
    to_html,
    to_text,
)
from studywidgets.markup.parser import rewriting_parser

PIXEL = "data:image/png;base64,iVBORw0KGgo="

# Tags and attributes that Markdown itself can bring about.
TAGS = {
    *("a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li"),
    *("ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"href", "title", "target", "rel", "src", "alt", "start", "class"}

PIECES_OF_MARKUP = [
    "&amp;",
    "\\*",
    "`a`",
    "*b*",
    "__c__",
    "[d](e)",
    "![f](g)",
    "<http://h.i>",
    "  \n",
]

HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "<script>alert(1)</script>",
                "<b onclick=x>",
                "<a id=x name=y>",
                "<!--",
                "-->",
                "&lt;",
            ),
            *(
                "[x](",
                "![x](",
                "javascript:alert(1)",
                "JaVaScript:1",
                "&#106;avascript:1",
                "java\tx:",
            ),
            *(
                "data:text/html,x",
                PIXEL,
                "//evil.example",
                "vbscript:1",
                "http://a.b",
                "x.html",
                ")",
            ),
            *(
                '"',
                "'",
                "`",
                "\\",
                "\n",
                "\n\n",
                " ",
                "{#id}",
                "{: onclick=x}",
                "$",
                "~~~ x onload=y\n",
            ),
            *(
                "<http://a.b/",
                "<javascript:1>",
                ">",
                "# ",
                "> ",
                "- ",
                "| a |\n|---|\n",
                "\x00",
                "onerror=",
            ),
        ]
    )
).map("".join)


class Elements(HTMLParser):
    """Collects every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        """Parse HTML as a browser would."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A **bold** and *soft* word.", "<p>A <strong>bold</strong> and <em>soft</em> word.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br />\nb</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("a & b &amp; c", "<p>a &amp; b &amp; c</p>"),
        ("", ""),
    ],
)
def test_blocks(text: str, html: str) -> None:
    """CommonMark's blocks become their elements."""
    assert to_html(text) == html


def test_tables() -> None:
    """A table becomes a table; how a column is aligned is a class, never a style."""
    html = to_html("| a | b | c |\n|:-:|--:|---|\n| 1 | 2 | 3 |")

    assert '<th class="sw-align-center">a</th>\n<th class="sw-align-right">b</th>' in html
    assert "<td>3</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "<div>\nx\n</div>", "<!-- x -->", "<a name=x>", "<?x?>", "<script>"]
)
def test_raw_html_is_text(text: str) -> None:
    """Raw HTML is shown, and makes no element."""
    html = to_html(text)

    assert [tag for tag, _ in Elements(html).found] == ["p"]
    assert html.replace("&lt;", "<").replace("&gt;", ">") == f"<p>{text}</p>"


def test_language_of_code_makes_no_class() -> None:
    """The word behind a code fence does not reach the HTML."""
    assert to_html("```evil class\nx\n```") == "<pre><code>x\n</code></pre>"


@pytest.mark.parametrize("target", ["http://a.example/", "HTTPS://a.example/"])
def test_links_that_leave(target: str) -> None:
    """A link to another site opens apart, and can't reach back."""
    ((_, attributes),) = Elements(inline_to_html(f"[x]({target})")).found

    assert attributes["target"] == "_blank"
    assert attributes["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    "target", ["mediation.ipynb", "a/b.txt#c", "#c", "mailto:a@b.example", "?q=a:b"]
)
def test_links_that_stay(target: str) -> None:
    """A link within the course, or to a mail address, opens as any other."""
    ((tag, attributes),) = Elements(inline_to_html(f"[x]({target})")).found

    assert (tag, attributes) == ("a", {"href": target})


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        PIXEL,
        "file:///etc/passwd",
        "blob:x",
        "unknown:x",
        "//evil.example/",
    ],
)
def test_dangerous_links_are_text(target: str) -> None:
    """A link that leads anywhere else is shown as it was written."""
    assert Elements(inline_to_html(f"[x]({target})")).found == []
    assert inline_to_text(f"[x]({target})").startswith("[x](")


def test_dangerous_addresses_are_text() -> None:
    """A bare address of another scheme makes no link."""
    assert inline_to_html("<javascript:alert(1)>") == "&lt;javascript:alert(1)&gt;"


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "svg+xml"])
def test_embedded_images(kind: str) -> None:
    """An image that the reader embedded is shown, with its alternative text."""
    target = f"data:image/{kind};base64,AAAA"
    ((tag, attributes),) = Elements(inline_to_html(f"![A **map**]({target})")).found

    assert (tag, attributes) == ("img", {"src": target, "alt": "A map"})


@pytest.mark.parametrize(
    "target",
    [
        "map.png",
        "https://a.example/map.png",
        "data:text/html;base64,AAAA",
        "data:image/png,AAAA",
        "data:image/svg+xml;utf8,<svg/>",
        "data:image/x-icon;base64,AAAA",
    ],
)
def test_other_images_are_not_loaded(target: str) -> None:
    """Any other image makes no element that a browser would load."""
    tags = {tag for tag, _ in Elements(inline_to_html(f"![x]({target})")).found}

    assert tags <= {"a"}


def test_link_in_alternative_text() -> None:
    """A link within an image's alternative text is judged as a link."""
    html = inline_to_html(f"![a [b](https://c.example/)]({PIXEL})")

    assert [(tag, attributes["alt"]) for tag, attributes in Elements(html).found] == [
        ("img", "a b")
    ]


def test_dollars_begin_no_formula() -> None:
    """A dollar sign, and a backslash that could begin a formula, stand in elements of their own."""
    html = inline_to_html(r"$5 to &#36;6, \\(x\\) and \begin{y}, `$7`")

    assert html == (
        r"<span>$</span>5 to <span>$</span>6, <span>\</span>(x<span>\</span>) and "
        r"<span>\</span>begin{y}, <code>$7</code>"
    )


def test_dollars_with_mathematics() -> None:
    """In a course with mathematics a dollar sign stays as it is."""
    assert to_html("$a$", mathematics=True) == "<p>$a$</p>"


def test_mathematics_is_not_remembered() -> None:
    """One course's mathematics does not change how the next text is rendered."""
    inline_to_html("$a$", mathematics=True)

    assert inline_to_html("$5") == "<span>$</span>5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![x]()", '<p>!<a href="">x</a></p>'),
        ("a ![x]( ) b", '<p>a !<a href="">x</a> b</p>'),
        ("![x][r]\n\n[r]: x.png", '<p>!<a href="x.png">x</a></p>'),
        ("![r]\n\n[r]: x.png", '<p>!<a href="x.png">r</a></p>'),
        ("![x][r]\n\n[r]: <>", '<p>!<a href="">x</a></p>'),
        (f"![a [b][r]]({PIXEL})\n\n[r]: x.png", f'<p><img src="{PIXEL}" alt="a b" /></p>'),
    ],
)
def test_only_embedded_images_are_shown(text: str, expected: str) -> None:
    """An image without target, or with one given elsewhere, asks nobody: it is a link at most."""
    assert to_html(text) == expected


def test_no_image_is_fetched_by_reference() -> None:
    """A remote image that is named by a reference is no image either."""
    assert "<img" not in to_html("![x][r]\n\n[r]: http://a.b/x.png")


@given(HOSTILE)
def test_no_text_makes_other_elements(text: str) -> None:
    """Whatever the text is, only Markdown's own elements and attributes come out of it."""
    for tag, attributes in Elements(to_html(text)).found + Elements(inline_to_html(text)).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert str(attributes.get("class", "sw-")).startswith("sw-")
        assert str(attributes.get("src", PIXEL)) == PIXEL
        href = str(attributes.get("href", "")).lower()
        assert ":" not in href.partition("/")[0] or href.startswith(("http:", "https:", "mailto:"))
        assert not href.startswith("//")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A **bold** `code` [link](a.md) &amp; \\*.", "A bold code link & *."),
        ("One\ntwo.\n\nThree  \nfour.", "One two.\n\nThree\nfour."),
        ("- a\n- b\n  1. c\n\n> q\n>\n> r", "- a\n- b\n  1. c\n\n> q\n>\n> r"),
        ("# Head\n\ntext", "Head\n\ntext"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\nc | d"),
        ("```x\n<b>\n```", "<b>"),
        ("a\n\n---\n\nb", "a\n\n___\n\nb"),
        (f"![A map]({PIXEL})", "A map"),
        ("$5", "$5"),
        ("", ""),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    """Plain text has the words and the order of the blocks, and no marks."""
    assert to_text(text) == plain


def test_inline_text_is_one_line() -> None:
    """Inline text is a single line with single spaces."""
    assert inline_to_text("a  \n**b**\n   c") == "a b c"


@given(st.lists(st.sampled_from([*" \n\t#-.!~$|éx", *PIECES_OF_MARKUP]), max_size=6).map("".join))
def test_text_without_markup_is_not_parsed(text: str) -> None:
    """Plain text comes out the same, whether or not the parser was asked."""
    children = rewriting_parser().parseInline(text)[0].children or []

    assert inline_to_text(text) == " ".join(plain_text(children).split())


def test_import_is_light() -> None:
    """Importing the module does not import the Markdown parser; that waits for the first use."""
    program = (
        "import sys; import studywidgets.markup.markdown;"
        "sys.exit('markdown_it.main' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0


@pytest.mark.parametrize(
    ("target", "notebook"),
    [
        ("mediation.md", "mediation.ipynb"),
        ("../talks/mediation.md#review-questions", "mediation.ipynb#review-questions"),
        ("../talks/unit.md", "guide-talks.ipynb"),
        ("../course.md", "index.ipynb"),
        ("notes/mediation.txt", "notes/mediation.txt"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_between_content_files(target: str, notebook: str) -> None:
    """A link to a content file leads to the notebook that is built from it; others stay."""
    assert f'href="{notebook}"' in to_html(f"[x]({target})")
    assert to_cell(f"[x]({target})") == f"[x]({notebook})"
