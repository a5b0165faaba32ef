"""What a cell puts out, for its notebook."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

PARTS = {
    "display_data": ("metadata", "data"),
    "execute_result": ("metadata", "data", "execution_count"),
}
"""What a notebook keeps of a message, by its kind."""

JSON = re.compile(r"application/(.*\+)?json")
"""The types of which a notebook can hold any data; of others it holds text."""


def plain_output(message: dict[str, Any]) -> NotebookNode | None:
    """The output that a message holds, if it is shown to be sound by a look; otherwise None.

    Others have to be held against nbformat's schema, which takes longer than all that nbclient
    does with a message.
    """
    content = message["content"]
    parts = PARTS.get(message["msg_type"])
    if parts is None or not all(_is_sound(part, content.get(part)) for part in parts):
        return None
    output = NotebookNode(output_type=message["msg_type"])
    output.update({part: content[part] for part in parts})
    return output


def _is_sound(part: str, value: object) -> bool:
    if part == "execution_count":
        return type(value) is int and value >= 0
    if not isinstance(value, dict):
        return False
    return part == "metadata" or all(
        isinstance(data, str) or JSON.fullmatch(kind) for kind, data in value.items()
    )
