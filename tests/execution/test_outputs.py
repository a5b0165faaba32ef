"""Outputs are what nbformat makes of messages; what it would refuse is left to it."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import ValidationError
from nbformat.v4 import output_from_msg

from studywidgets.execution.outputs import plain_output

VIEW = "application/vnd.jupyter.widget-view+json"
SOUND: list[tuple[str, dict[str, Any]]] = [
    ("display_data", {"data": {"text/plain": "a", VIEW: {"model_id": "b"}}, "metadata": {}}),
    ("display_data", {"data": {}, "metadata": {"a": {"b": [{"c": 1}]}}, "transient": {}}),
    ("display_data", {"data": {"application/json": [{"a": 1}]}, "metadata": {}}),
    ("execute_result", {"data": {"text/html": "a"}, "metadata": {}, "execution_count": 1}),
]
UNSOUND: list[tuple[str, dict[str, Any]]] = [
    ("display_data", {"data": {"text/plain": {"a": 1}}, "metadata": {}}),
    ("display_data", {"data": {"application/jsonp": 1}, "metadata": {}}),
    ("display_data", {"data": "a", "metadata": {}}),
    ("display_data", {"data": {}, "metadata": "a"}),
    ("execute_result", {"data": {}, "metadata": {}, "execution_count": "1"}),
    ("execute_result", {"data": {}, "metadata": {}, "execution_count": -1}),
    ("execute_result", {"data": {}, "metadata": {}, "execution_count": True}),
]


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """A kernel's message."""
    return {"header": {"msg_type": kind}, "msg_type": kind, "content": content}


@pytest.mark.parametrize(("kind", "content"), SOUND)
def test_sound(kind: str, content: dict[str, Any]) -> None:
    """An output is equal to nbformat's, and as deeply a node."""
    output = plain_output(message(kind, content))

    assert output is not None
    assert output == output_from_msg(message(kind, content))
    assert types(output) == types(output_from_msg(message(kind, content)))


@pytest.mark.parametrize(("kind", "content"), UNSOUND)
def test_unsound(kind: str, content: dict[str, Any]) -> None:
    """What does not fit the schema is no output."""
    assert plain_output(message(kind, content)) is None
    with pytest.raises(ValidationError):
        output_from_msg(message(kind, content))


def test_incomplete() -> None:
    """A message without a part of its output is none."""
    assert plain_output(message("display_data", {"data": {}})) is None


@pytest.mark.parametrize("kind", ["stream", "error", "clear_output", "of another protocol"])
def test_others(kind: str) -> None:
    """Messages that are no data to show are left to nbclient."""
    assert plain_output(message(kind, {})) is None


def types(value: object) -> object:
    """The type of a value, and of what is in it."""
    if isinstance(value, dict):
        return type(value), {name: types(each) for name, each in value.items()}
    return (type(value), [*map(types, value)]) if isinstance(value, list) else type(value)
