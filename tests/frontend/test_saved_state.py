"""A saved notebook holds no work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anywidget import AnyWidget

from studywidgets import widgets
from tests.javascript import asking

if TYPE_CHECKING:
    from pathlib import Path


def test_mirrored(node: str, root: Path) -> None:
    """The traits that the front end keeps out of the file are those that a page can change."""
    classes = [getattr(widgets, name) for name in widgets.__all__]
    ours = {
        name
        for widget in classes
        for name, trait in widget.class_traits(sync=True).items()
        # What begins so is not the widget's state: its module, its style, their name.
        if not (trait.read_only or name.startswith("_") or name in AnyWidget.class_traits())
    }

    [kept] = asking(node, root / "tests" / "frontend" / "mirrored.mjs")({}).values()

    assert set(kept) == ours
