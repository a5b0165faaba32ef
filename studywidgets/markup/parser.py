"""The Markdown parser: CommonMark and tables, raw HTML as text, and a short list of safe targets.

Importing this module imports markdown-it-py; `markdown.py` does so at the first use.
"""

from __future__ import annotations

import html
import re
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, image, link, newline
from markdown_it.token import Token

from studywidgets.markup.escaping import protected
from studywidgets.markup.medium import NOTEBOOK
from studywidgets.markup.plain import pieces
from studywidgets.markup.short_cuts import flat_list, single_line

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence

    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import OptionsDict

    InlineRule = Callable[[StateInline, bool], bool]

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
# markdown-it stops at level 20 and drops what is inside without a word. A list makes two levels.
DEEPEST_LEVEL = 16
# Some paragraphs take time that grows with the square of their length.
LONGEST_PARAGRAPH = 20_000

_EMBEDDED_IMAGE = re.compile(
    r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}"
)
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x20\\]")
_PATH_START = re.compile(r"[/?#]")
_CONTENT_FILE = re.compile(r"(?:\.{1,2}/)*(?:([a-z0-9-]+)/)?([a-z0-9-]+)\.md([?#].*)?")
# The characters at which one of our inline rules may begin, or a link's text may end.
_MARK = re.compile(r"[\n!&*<\[\\\]_`]")

# markdown-it asks one function about the targets of links and of images alike.
_target: ContextVar[Literal["link", "image"]] = ContextVar("_target", default="link")


def is_safe_link(target: str) -> bool:
    """Tell whether a link may lead there: http, https, mailto, or a path beside the content."""
    if target.startswith("//") or _UNSAFE_IN_LINK.search(target):
        return False
    scheme, colon, _ = _PATH_START.split(target, maxsplit=1)[0].partition(":")
    return not colon or scheme.lower() in LINK_SCHEMES


def page_target(target: str, suffix: str) -> str:
    """Give the page that is built from a linked content file; other targets stay.

    Content files stand in folders of their units, pages side by side.

    Args:
        target: A link's target, such as `../talks/mediation.md#review-questions`.
        suffix: How the pages' names end, such as `.ipynb`.
    """
    linked = _CONTENT_FILE.fullmatch(target)
    if linked is None:
        return target
    folder, name, rest = linked.groups(default="")
    pages = {"course": "index", "unit": f"guide-{folder}" if folder else "index"}
    return f"{pages.get(name, name)}{suffix}{rest}"


def is_embedded_image(target: str) -> bool:
    """Tell whether an image's target is a `data:` URI of a type that can't run anything."""
    return _EMBEDDED_IMAGE.fullmatch(target) is not None


def is_too_deep(token: Token) -> bool:
    """Tell whether quotes and lists are nested so deeply at this token that text may be lost."""
    return token.level >= DEEPEST_LEVEL


class ContentParser(MarkdownIt):
    """Markdown-it with the project's rules for links, images and code."""

    def __init__(self, *, lenient: bool, joined: bool, suffix: str = NOTEBOOK.suffix) -> None:
        """Set the rules up.

        Args:
            lenient: Whether unsafe targets make links too (to be reported) instead of text.
            joined: Whether escapes and entities are joined with the text around them; when not,
                each stays a `text_special` token that keeps its source.
            suffix: How the names of the pages end that links to content files lead to.
        """
        super().__init__("commonmark", {"html": False})
        self.enable("table")
        if not joined:
            self.disable("text_join")
        if lenient:
            self.core.ruler.before("inline", "length", _leave_out_long)
        self._lenient = lenient
        self._suffix = suffix
        self.block.ruler.before("table", "single_line", single_line)
        self.block.ruler.before("table", "flat_list", flat_list)
        self.core.ruler.at("inline", _inline)
        self.inline.ruler.at("text", _text)
        self.inline.ruler.at("link", _located(link, "link", "["))
        self.inline.ruler.at("image", _located(image if lenient else _embedded, "image", "!"))
        self.inline.ruler.at("autolink", _located(autolink, "link", "<"))
        self.inline.ruler.at("newline", _newline)
        self.add_render_rule("text", _render_text)
        self.add_render_rule("fence", _render_code)
        self.add_render_rule("code_block", _render_code)
        self.add_render_rule("link_open", _render_link)
        self.add_render_rule("th_open", _render_cell)
        self.add_render_rule("td_open", _render_cell)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it calls it by this name
        """Tell whether the link or image whose rule is at work may have this target."""
        if self._lenient:
            return True
        return is_embedded_image(url) if _target.get() == "image" else is_safe_link(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it calls it by this name
        """Percent-encode a target, and lead from one content file to another's page.

        An embedded image, which may be a megabyte, is encoded already.
        """
        if is_embedded_image(url):
            return url
        encoded = super().normalizeLink(url)
        if self._lenient or _target.get() == "image":
            return encoded
        return page_target(encoded, self._suffix)


@cache
def rendering_parser(suffix: str) -> ContentParser:
    """Return the parser whose tokens become HTML; its links lead to pages with this suffix."""
    return ContentParser(lenient=False, joined=True, suffix=suffix)


@cache
def rewriting_parser() -> ContentParser:
    """Return the parser whose tokens keep the source of every escape, to be written again."""
    return ContentParser(lenient=False, joined=False)


@cache
def reading_parser() -> ContentParser:
    """Return the parser that shows the reader every link and image, also those to be refused."""
    return ContentParser(lenient=True, joined=False)


def _inline(state: StateCore) -> None:
    """Parse what stands in lines; what has no mark but plain bold in it needs no parser."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            found = pieces(token.content)
            if found is None:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=found[0]))
                for bold, text in zip(found[1::2], found[2::2], strict=True):
                    token.children += (
                        Token("strong_open", "strong", 1, markup="**"),
                        Token("text", "", 0, content=bold, level=1),
                        Token("strong_close", "strong", -1, markup="**"),
                        Token("text", "", 0, content=text),
                    )


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Pass over text up to where one of our rules may begin, and at no other rule's characters."""
    mark = _MARK.search(state.src, state.pos, state.posMax)
    end = mark.start() if mark else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _located(rule: InlineRule, target: Literal["link", "image"], first: str) -> InlineRule:
    """Wrap an inline rule: say what the target is for, and keep the span in the token's meta.

    The rule is asked only at the character with which it begins.
    """

    def located(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if state.src[state.pos] != first:
            return False
        start, count = state.pos, len(state.tokens)
        reset = _target.set(target)
        try:
            matched = rule(state, silent)
        finally:
            _target.reset(reset)
        if matched and not silent:
            made = next(t for t in state.tokens[count:] if t.type in {"link_open", "image"})
            made.meta["span"] = (start, state.pos)
        return matched

    return located


def _embedded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Make images of embedded ones only, whatever their form; what is left over may be a link.

    Markdown-it asks about targets that stand in the image itself. It does not ask about none at
    all, and that of a reference was judged where it stands, as a link's.
    """
    start = state.pos
    references = state.env.pop("references", None)
    try:
        matched = image(state, True)  # noqa: FBT003 - markdown-it's signature
    finally:
        if references is not None:
            state.env["references"] = references
    end, state.pos = state.pos, start
    if not matched or state.src[start : end - 1].rstrip().endswith("]("):
        return False
    if not silent:
        return image(state, False)  # noqa: FBT003 - markdown-it's signature
    state.pos = end
    return True


def _newline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Keep the spaces that made a hard break: they matter to a `*` before them."""
    matched = newline(state, silent)
    if matched and not silent and state.tokens[-1].type == "hardbreak":
        state.tokens[-1].markup = "  "
    return matched


def _leave_out_long(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            token.meta["too_long"] = True
            token.content = ""


def _render_text(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return protected(tokens[index].content, mathematics=env.get("mathematics", False))


def _render_code(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: MutableMapping[str, Any],
) -> str:
    # Without the language: a class of the content's choosing never reaches the page.
    return f"<pre><code>{html.escape(tokens[index].content, quote=False)}</code></pre>\n"


def _render_link(
    renderer: Any,  # noqa: ANN401 - renderToken is no part of markdown-it's protocol
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    if str(token.attrGet("href")).lower().startswith(("http:", "https:")):
        token.attrSet("target", "_blank")
        token.attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, index, options, env))


def _render_cell(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
    # A class, since a page's policy may forbid inline styles.
    return f'<{token.tag} class="sw-align-{alignment}">' if alignment else f"<{token.tag}>"
