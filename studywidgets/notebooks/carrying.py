"""Edits of an executed copy carried back into its lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.notebooks.files import replace
from studywidgets.notebooks.merge.notebook import merge_copy
from studywidgets.notebooks.reading import (
    TOO_DEEP,
    KeptError,
    check_writable,
    checked,
    read_notebook,
    to_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studywidgets.notebooks.merge.cell import CellDict
    from studywidgets.notebooks.merge.three_way import Merged


def carry_back(lesson: Path, copy: bytes, base: Sequence[CellDict]) -> Merged:
    """Merge what somebody changed in an executed copy into the lesson that it was made from.

    Args:
        lesson: The lesson's file.
        copy: The copy.
        base: The lesson's cells when the copy was made.

    Raises:
        KeptError: The lesson or the copy can't be read, or the lesson is read-only; it is left as
            it is.
        OSError: The lesson can't be written.
    """
    try:
        found = read_notebook(lesson)
        notebook, merged = merge_copy(base, checked(copy), found.notebook)
        if notebook != found.notebook:
            check_writable(lesson)
            replace(lesson, to_bytes(notebook), found.content)
    except RecursionError as error:
        raise KeptError(TOO_DEEP) from error
    return merged
