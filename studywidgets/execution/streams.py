"""What a cell has printed, put together: where a kernel cuts it is a matter of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

OVERWRITTEN = re.compile(r"^.*\r(?=[^\n])", re.MULTILINE)
"""What a line held before it was written anew, as progress bars do."""


def joined(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    """A cell's outputs with one for each stream, where its first was; stdout before stderr.

    It is what nbclient's `coalesce_streams` does, which takes minutes for a line of some hundred
    thousand characters.
    """
    kept: list[NotebookNode] = []
    parts: dict[str, list[str]] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            kept.append(output)
            continue
        if output["name"] not in parts:
            kept.append(output)
        parts.setdefault(output["name"], []).append(output["text"])
    for number, output in enumerate(kept):
        if output["output_type"] == "stream":
            output["text"] = OVERWRITTEN.sub("", "".join(parts[output["name"]]))
            if number and output["name"] == "stdout" and _is_stderr(kept[number - 1]):
                # Which of two comes first is a matter of time, too.
                kept[number - 1 : number + 1] = [output, kept[number - 1]]
    return kept


def _is_stderr(output: NotebookNode) -> bool:
    return bool(output["output_type"] == "stream" and output["name"] == "stderr")
