"""A page that shows real widgets without Jupyter, in a real browser."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ipywidgets import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

    from studywidgets.widgets.base import StudyWidget

HARNESS = Path(__file__).parent / "harness"
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"


@dataclass
class Stage:
    """Shows widgets in a page.

    Attributes:
        page: The browser's page.
        folder: What the page is served from.
        address: Where it is served.
    """

    page: Page
    folder: Path
    address: str

    def show(self, widgets: Sequence[StudyWidget], *, theme: str = "", width: int = 800) -> Page:
        """Open a fresh page with the widgets; the browser's storage stays.

        Args:
            widgets: The widgets, in the order of the page.
            theme: "light", "dark" or "dark-high-contrast": JupyterLab's own; none by default.
            width: Of the window, in CSS pixels.
        """
        ids = {id for widget in widgets for id in widget.libraries.values()}
        states = {
            "widgets": [widget.get_state() for widget in widgets],
            "libraries": {id: Widget.widgets[id].get_state() for id in sorted(ids)},
        }
        (self.folder / "states.json").write_text(json.dumps(states), encoding="utf-8")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(f"{self.address}/index.html?theme={theme}")
        self.wait()
        return self.page

    def reload(self) -> Page:
        """Load the same page again."""
        self.page.reload()
        self.wait()
        return self.page

    def wait(self) -> None:
        """Wait until every widget is rendered."""
        self.page.locator("body[data-ready=true]").wait_for(state="attached")


@pytest.fixture
def stage(page: Page, http_server: Callable[[Path], str], tmp_path: Path) -> Stage:
    """An empty stage on an address of its own, so that its storage is empty too."""
    folder = tmp_path / "stage"
    shutil.copytree(HARNESS, folder)
    (folder / "themes").mkdir()
    for theme in ("light", "dark", "dark-high-contrast"):
        source = THEMES / f"theme-{theme}-extension" / "index.css"
        shutil.copy(source, folder / "themes" / f"{theme}.css")
    return Stage(page, folder, http_server(folder))
