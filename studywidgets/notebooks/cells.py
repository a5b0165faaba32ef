"""The cells of a built notebook and their form on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.identifiers import cell_id
from studywidgets.long_text import LongList, LongText, in_lines
from studywidgets.markup import markdown
from studywidgets.markup.fallback import LongFallback
from studywidgets.notebooks.literal import call_pieces, comment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studywidgets.markup.fallback import Fallback
    from studywidgets.pages.page import Value


_MARKS = re.compile(r"[\\`*_\[\]<>~$#|]|&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        id: Its id, derived from what it shows and not from the words.
        source: Python or Markdown.
        output: The plain forms of the widget that a code cell makes; None for a Markdown cell.
        items: Ids of the items that its widget shows.
    """

    id: str
    source: str | LongText
    output: Fallback | LongFallback | None = None
    items: tuple[str, ...] | LongList = ()

    @property
    def type(self) -> str:
        """The cell's type, in nbformat's words."""
        return "markdown" if self.output is None else "code"


def markdown_cell(part: str, source: str) -> Cell:
    """A Markdown cell; the source is trusted to have come through `markdown.to_cell`."""
    return Cell(cell_id(part), source)


def widget_cell(  # noqa: PLR0913 - each is one plain fact about the cell
    part: str,
    label: tuple[str, str],
    widget: str,
    *,
    positional: Iterable[Value] = (),
    named: dict[str, Value],
    output: Fallback | LongFallback,
    items: Sequence[str] | LongList = (),
) -> Cell:
    """A code cell that makes one widget.

    Args:
        part: What the cell shows: an item's id, or `<owner>_<part>`.
        label: The first line, which a collapsed cell shows: what it is, and of what.
        widget: The widget's name.
        positional: Its positional arguments.
        named: Its named arguments; those that are None are left out.
        output: The widget's plain forms.
        items: Ids of the items that it shows.
    """
    given = tuple(positional)

    def pieces() -> Iterator[str]:
        yield f"{comment(*label)}\nimport studywidgets as sw\n\n"
        yield from call_pieces(f"sw.{widget}", *given, **named)

    source = LongText(pieces)
    return Cell(
        cell_id(*part.split("/")),
        source if isinstance(output, LongFallback) else str(source),
        output,
        items if isinstance(items, LongList) else tuple(items),
    )


def title_heading(title: str, *, level: int = 3, mathematics: bool = False) -> str:
    """A Markdown heading from a plain text, whatever stands in it."""
    escaped = _MARKS.sub(r"\\\g<0>", " ".join(title.split()))
    return markdown.to_cell(f"{'#' * level} {escaped}", mathematics=mathematics)


def cell_metadata(kind: str, origin: str) -> dict[str, Any]:
    """The metadata that a cell of this type is built with."""
    # The origin outlives a copy in JupyterLab, which gives the copy a new id.
    metadata: dict[str, Any] = {"studywidgets": {"origin": origin}}
    if kind == "code":
        metadata |= {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    return metadata


def plain_output(form: Fallback | LongFallback) -> dict[str, Any]:
    """An output that shows a widget's plain forms, texts split into lines as on disk."""
    data = {"text/html": in_lines(form.html), "text/plain": in_lines(form.text)}
    return {"data": data, "metadata": {}, "output_type": "display_data"}


def to_nbformat(cell: Cell) -> dict[str, Any]:
    """The cell as nbformat 4.5 has it."""
    shown: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.id,
        "metadata": cell_metadata(cell.type, cell.id),
        "source": cell.source,
    }
    if cell.output is not None:
        shown |= {"execution_count": None, "outputs": [plain_output(cell.output)]}
    return shown
