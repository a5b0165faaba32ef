"""The small decisions of a merge: names, Python, metadata, ids, outputs."""

from __future__ import annotations

from typing import Any

import pytest

from studywidgets.notebooks.merge.cell import label, origin
from studywidgets.notebooks.merge.code import is_sound
from studywidgets.notebooks.merge.ids import unique_ids
from studywidgets.notebooks.merge.metadata import merge_mappings
from studywidgets.notebooks.merge.outputs import models_shown, without_views
from tests.merging.samples import own

VIEW = "application/vnd.jupyter.widget-view+json"


class TestCell:
    """What is read off a cell."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("\n\n## Mine\nmore", "“## Mine”"),
            ("", "“an empty cell”"),
            ("\x1b[2Jred\x07", "“[2Jred”"),
            ("\u202ereversed", "“reversed”"),
        ],
    )
    def test_label(self, source: str, expected: str) -> None:
        """A cell's label is its first line with words, and can't steer a terminal."""
        assert label(own("x", source)) == expected

    @pytest.mark.parametrize("noted", [None, [], "x", {"origin": 1}, {"origin": ["a"]}])
    def test_damaged_origin(self, noted: Any) -> None:
        """A note that is not ours says nothing about a cell's origin."""
        assert origin(own("x", "") | {"metadata": {"studywidgets": noted}}) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(a=1, b=2)", True),
        ("f(a=1, a=2)", False),
        ("f(", False),
        ('{"a": 1, "b": 2}', True),
        ('{"a": 1, "a": 2}', False),
        ('{1: 1, "1": 2}', True),
        ("{**a, **a}", True),
        ("'\\d'", True),
        ("a\x00b", False),
        ("(" * 5000, False),
        ("\ud800", False),
    ],
)
def test_soundness(source: str, *, expected: bool) -> None:
    """Python is sound that compiles and names no key of a dict twice."""
    assert is_sound(source) is expected


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": 3}, {"a": 2}, {"a": 3}),
        ({"a": 1}, {}, {"a": 1}, {}),
        ({"a": 1}, {"a": 1}, {}, {}),
        ({}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"j": {"x": 1}}, {"j": {"x": 1, "y": 2}}, {"j": {"x": 3}}, {"j": {"x": 3, "y": 2}}),
        ({}, {"j": {"y": 2}}, {"j": {"x": 3}}, {"j": {"y": 2, "x": 3}}),
        ({"t": ["a", "b"]}, {"t": ["b", "m"]}, {"t": ["a", "b", "n"]}, {"t": ["b", "m", "n"]}),
        ({"t": ["a", "b"]}, {"t": ["a", "b", "m"]}, {"t": ["b"]}, {"t": ["b", "m"]}),
        ({"t": 1}, {"t": ["m"]}, {"t": {"n": 1}}, {"t": ["m"]}),
    ],
)
def test_mappings(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], merged: dict[str, Any]
) -> None:
    """Metadata are merged key by key and lists entry by entry; in doubt `mine` holds."""
    assert merge_mappings(base, mine, theirs) == merged


@pytest.mark.parametrize("theirs", [{"a": 1}, {"a": 2}])
def test_new_mapping(theirs: dict[str, Any]) -> None:
    """What is merged is a dict of its own, in the order of `mine`, also where nothing is new."""
    mine = {"m": 3, "a": 1}

    merged = merge_mappings({"a": 1}, mine, theirs)
    merged["n"] = 4

    assert list(merged) == ["m", "a", "n"]
    assert mine == {"m": 3, "a": 1}


class TestIds:
    """Ids, each once."""

    def test_first(self) -> None:
        """The cells that are named first keep their ids, and others get new ones."""
        cells = [own("a", "1"), own("a", "2"), own("b", "3")]

        assert [cell["id"] for cell in unique_ids(cells, [1], [])] == ["a-2", "a", "b"]

    def test_reserved(self) -> None:
        """A new id is none that is reserved, or that another cell has."""
        cells = [own("a", "1"), own("a", "2"), own("a-2", "3")]

        assert [cell["id"] for cell in unique_ids(cells, [], ["a-3"])] == ["a", "a-4", "a-2"]

    def test_length(self) -> None:
        """A new id has at most 64 characters, as all ids must."""
        first, second = unique_ids([own("a" * 64, "1"), own("a" * 64, "2")], [], [])

        assert (first["id"], second["id"]) == ("a" * 64, "a" * 62 + "-2")


class TestViews:
    """Live widgets in outputs."""

    def test_without_views(self) -> None:
        """An output keeps its plain forms and loses its live widget, or goes if it has no other."""
        data = {VIEW: {"model_id": "m"}, "text/plain": ["x"]}
        shown = {"output_type": "display_data", "data": data, "metadata": {}}
        only = shown | {"data": {VIEW: {"model_id": "n"}}}
        printed = {"output_type": "stream", "name": "stdout", "text": "x"}
        cell = own("a", "x", "code", outputs=[shown, only, printed])

        assert without_views(cell)["outputs"] == [shown | {"data": {"text/plain": ["x"]}}, printed]
        assert models_shown([cell]) == {"m", "n"}

    @pytest.mark.parametrize("view", [None, 7, [], {}, {"model_id": None}])
    def test_odd_views(self, view: Any) -> None:
        """Whatever stands where a view should be shows no model that a notebook may have."""
        output = {"output_type": "display_data", "data": {VIEW: view}, "metadata": {}}

        assert models_shown([own("a", "x", "code", outputs=[output])]) <= {"None"}
