"""The cells of a built notebook and their form on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studywidgets.identifiers import cell_id
from studywidgets.markup import markdown
from studywidgets.notebooks.literal import call, comment

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    source: str
    output: Fallback | None = None
    items: tuple[str, ...] = ()

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
    output: Fallback,
    items: Iterable[str] = (),
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
    source = "\n".join(
        [
            comment(*label),
            "import studywidgets as sw",
            "",
            call(f"sw.{widget}", *positional, **named),
        ]
    )
    return Cell(cell_id(*part.split("/")), source, output, tuple(items))


def title_heading(title: str, *, level: int = 3, mathematics: bool = False) -> str:
    """A Markdown heading from a plain text, whatever stands in it."""
    escaped = _MARKS.sub(r"\\\g<0>", " ".join(title.split()))
    return markdown.to_cell(f"{'#' * level} {escaped}", mathematics=mathematics)


def content_metadata(kind: str, origin: str) -> dict[str, Any]:
    """The metadata of a cell that belong to its content: those of a view are not among them."""
    tags = {"tags": ["hide-input"]} if kind == "code" else {}
    # The origin outlives a copy in JupyterLab, which gives the copy a new id.
    return {"studywidgets": {"origin": origin}, **tags}


def to_nbformat(cell: Cell) -> dict[str, Any]:
    """The cell as nbformat 4.5 has it on disk, texts split into lines."""
    metadata = content_metadata(cell.type, cell.id)
    shown: dict[str, Any] = {
        "cell_type": cell.type,
        "id": cell.id,
        "metadata": metadata,
        "source": _lines(cell.source),
    }
    if cell.output is not None:
        metadata["jupyter"] = {"source_hidden": True}
        data = {"text/html": _lines(cell.output.html), "text/plain": _lines(cell.output.text)}
        output = {"data": data, "metadata": {}, "output_type": "display_data"}
        shown |= {"execution_count": None, "outputs": [output]}
    return shown


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
