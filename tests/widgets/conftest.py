"""A page that shows real widgets without Jupyter, in a real browser."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.record import mirror
from studywidgets.widgets.libraries import _opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page

    from studywidgets.widgets.base import StudyWidget
    from tests.browser import Observed

HARNESS = Path(__file__).parent / "harness"
THEMES = Path(sys.prefix) / "share/jupyter/lab/themes/@jupyterlab"


@dataclass
class Stage:
    """Shows widgets in a page.

    Attributes:
        page: The browser's page.
        folder: What the page is served from.
        address: Where it is served.
        about: What the builder writes about the course into the notebook's metadata.
    """

    page: Page
    folder: Path
    address: str
    about: dict[str, object] = field(default_factory=dict)

    def show(self, widgets: Sequence[StudyWidget], *, theme: str = "", width: int = 800) -> Page:
        """Open a fresh page with the widgets; the browser's storage stays.

        Args:
            widgets: The widgets, in the order of the page.
            theme: "light", "dark" or "dark-high-contrast": JupyterLab's own; none by default.
            width: Of the window, in CSS pixels.
        """
        states = {
            "widgets": [widget.get_state() for widget in widgets],
            "libraries": {each.model_id: each.get_state() for each in _opened.values()},
            "notebook": {"studywidgets": self.about},
        }
        (self.folder / "states.json").write_text(json.dumps(states), encoding="utf-8")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(f"{self.address}/index.html?theme={theme}")
        wait_for_widgets(self.page)
        return self.page

    def reload(self) -> Page:
        """Load the same page again."""
        self.page.reload()
        wait_for_widgets(self.page)
        return self.page

    def tab(self, context: BrowserContext | None = None) -> Page:
        """Open what is shown in one more tab, of another browser if one is given."""
        page = (context or self.page.context).new_page()
        page.goto(self.page.url)
        wait_for_widgets(page)
        return page


def wait_for_widgets(page: Page) -> None:
    """Wait until every widget is rendered."""
    page.locator("body[data-ready=true]").wait_for(state="attached")


@pytest.fixture(scope="session")
def harness(
    http_server: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The folder that pages are shown from, and its address."""
    folder = tmp_path_factory.mktemp("stage")
    shutil.copytree(HARNESS, folder, dirs_exist_ok=True)
    (folder / "themes").mkdir()
    for theme in ("light", "dark", "dark-high-contrast"):
        source = THEMES / f"theme-{theme}-extension" / "index.css"
        shutil.copy(source, folder / "themes" / f"{theme}.css")
    return folder, http_server(folder)


@pytest.fixture
def stage(page: Page, harness: tuple[Path, str], observed: Observed) -> Iterator[Stage]:
    """An empty stage: the browser's storage is that of a new student.

    Whatever a test does there, nothing may log an error, ask another host or open a dialog.
    """
    yield Stage(page, *harness)
    assert observed.problems() == []


@pytest.fixture
def elsewhere(chromium: Browser, observed: Observed) -> Iterator[BrowserContext]:
    """The same student's browser on another computer: it knows nothing of the first one's work."""
    context = chromium.new_context()
    observed.watch(context)
    yield context
    context.close()


@pytest.fixture
def lend_python(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[BrowserContext], Path]]:
    """A function that gives a browser's pages this Python as their kernel, and its records' folder.

    The pages' own requests are evaluated here as a kernel does it; only JupyterLab is left out.
    """
    root = tmp_path / "records"
    monkeypatch.setenv("STUDYWIDGETS_RECORD", str(root))
    mirrors: dict[object, mirror.Mirror] = {}
    monkeypatch.setattr(mirror, "_mirrors", mirrors)

    def evaluate(expression: str) -> dict[str, Any]:
        reply = eval(expression)  # noqa: S307 - what the page asks is what is tried here
        data: dict[str, Any] = reply._repr_mimebundle_()
        return data

    def lend(context: BrowserContext) -> Path:
        context.expose_function("evaluateInPython", evaluate)
        return root

    yield lend
    for each in mirrors.values():
        each.folder.close()
