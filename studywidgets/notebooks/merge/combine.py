"""The cells of one group merged: their texts, types, metadata and outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.ipynb import VIEW_STATE
from studywidgets.notebooks.merge.cell import text
from studywidgets.notebooks.merge.code import is_sound
from studywidgets.notebooks.merge.lines import merge_texts
from studywidgets.notebooks.merge.metadata import merge_mappings
from studywidgets.notebooks.merge.outputs import renew_outputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studywidgets.notebooks.merge.cell import CellDict


@dataclass(frozen=True, slots=True)
class Combined:
    """What has become of a group.

    Attributes:
        cells: As many cells as `mine` had.
        is_conflict: Whether both sides changed the same place; the texts are those of `mine`.
    """

    cells: list[CellDict]
    is_conflict: bool


def combine(
    base: Sequence[CellDict], mine: Sequence[CellDict], theirs: Sequence[CellDict]
) -> Combined:
    """Merge the cells of one group.

    Args:
        base: The cells that both sides come from; at least one.
        mine: The cells on disk that hold their text; at least one.
        theirs: Those of `base` that there are upstream, in the same order; at least one.
    """
    one = len(base) == len(mine) == 1
    kind = _kind(base[0], mine[0], theirs[0]) if one else mine[0]["cell_type"]
    texts = _texts(base, mine, theirs) if kind is not None else None
    is_conflict = texts is None
    cells = []
    for cell, said in zip(mine, texts or map(text, mine), strict=True):
        merged = {**cell, "metadata": dict(cell["metadata"])}
        # Line ends of another system stay where nothing else has changed.
        if said != text(cell):
            merged["source"] = said
        if one:
            merged["cell_type"] = kind or cell["cell_type"]
            _merge_around(merged, base[0], theirs[0])
        same = one and (said, merged["cell_type"]) == (text(theirs[0]), theirs[0]["cell_type"])
        renew_outputs(merged, theirs[0] if same else None)
        cells.append(merged)
    return Combined(cells, is_conflict)


def is_untouched(base: Sequence[CellDict], mine: Sequence[CellDict]) -> bool:
    """Whether the cells of a group say what they said, and nothing was added around the text.

    Splitting and joining alone touches nothing; neither does folding a cell.
    """
    if any(cell.get("attachments") for cell in mine) or _bare(base) != _bare(mine):
        return False
    if not len(base) == len(mine) == 1:
        return True
    return all(_content(was) == _content(now) for was, now in zip(base, mine, strict=True))


def _bare(cells: Sequence[CellDict]) -> str:
    return "".join("".join(text(cell).split()) for cell in cells)


def _content(cell: CellDict) -> tuple[str, str, dict[str, object]]:
    shown = {key: value for key, value in cell["metadata"].items() if key not in VIEW_STATE}
    return cell["cell_type"], text(cell), shown


def _kind(base: CellDict, mine: CellDict, theirs: CellDict) -> str | None:
    """The type of a cell, or None when both sides changed it, or one the type and one the text."""
    was, own, other = (str(cell["cell_type"]) for cell in (base, mine, theirs))
    if other in {was, own}:
        return own
    return other if own == was and text(mine) == text(base) else None


def _texts(
    base: Sequence[CellDict], mine: Sequence[CellDict], theirs: Sequence[CellDict]
) -> list[str] | None:
    was, own, other = (list(map(text, cells)) for cells in (base, mine, theirs))
    if was == other:
        return own
    merged = merge_texts(was, own, other)
    if merged is None or merged in (own, other):
        return merged
    if not all(cell["cell_type"] == "code" for cell in (*mine, *theirs)):
        return merged
    # Each side's edit may be right by itself, and the two together no Python any more.
    were_sound = all(map(is_sound, [*own, *other]))
    return None if were_sound and not all(map(is_sound, merged)) else merged


def _merge_around(merged: CellDict, base: CellDict, theirs: CellDict) -> None:
    """Merge what a cell has around its text."""
    merged["metadata"] = merge_mappings(base["metadata"], merged["metadata"], theirs["metadata"])
    sides = [cell.get("attachments") or {} for cell in (base, merged, theirs)]
    attachments = merge_mappings(*sides)
    if merged["cell_type"] == "code":
        merged.pop("attachments", None)
    elif attachments or "attachments" in merged:
        merged["attachments"] = attachments
