"""Modules that count as not installed for a while."""

from __future__ import annotations

import importlib
import sys

import pytest

from studywidgets.execution.absence import absent


def test_absent_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module can't be imported in the context, and can afterwards, also after an error."""
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)

    with pytest.raises(ImportError), absent("colorsys"):
        importlib.import_module("colorsys")

    assert importlib.import_module("colorsys").__name__ == "colorsys"


def test_what_is_imported_stays() -> None:
    """A module that is there already is not taken away from those who have it."""
    with absent("json"):
        assert importlib.import_module("json") is sys.modules["json"]
    assert sys.modules["json"] is not None
