"""A notebook that was saved opens again as it was, whatever the application's settings are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.end_to_end.conftest import each_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.server import JupyterServer
    from tests.end_to_end.watch import Watch

WIDGET_SETTINGS = "lab/api/settings/@jupyter-widgets/jupyterlab-manager:plugin"


@pytest.fixture(params=[False, True], ids=["setting-off", "setting-on"])
def _save_widget_state(request: pytest.FixtureRequest, server: JupyterServer) -> Iterator[None]:
    """The user's setting "Save Widget State Automatically"."""
    setting = json.dumps({"saveState": request.param})
    server.request("PUT", WIDGET_SETTINGS, {"raw": setting})
    yield
    server.request("PUT", WIDGET_SETTINGS, {"raw": "{}"})


@each_program
@pytest.mark.usefixtures("_save_widget_state")
def test_saved(lesson: OpenNotebook, folder: Path, observed: Watch) -> None:
    """A saved lesson opens live and with its work, of which the file itself has nothing."""
    box = lesson.widget("answer").first.get_by_role("textbox")
    box.fill("Nobody else's business")
    expect(lesson.widget("answer").first).to_contain_text("3 words · saved")

    lesson.save()
    lesson.open_with_fresh_kernel()

    expect(lesson.hosts).to_have_count(7)
    expect(box).to_have_value("Nobody else's business")
    assert "Nobody else's business" not in (folder / lesson.name).read_text(encoding="utf-8")
    assert observed.problems() == []


@each_program
@pytest.mark.usefixtures("_save_widget_state")
def test_item_twice(lesson: OpenNotebook, folder: Path, observed: Watch) -> None:
    """A copied cell shows the same item with the same work, also after saving and opening again."""
    lesson.select_cell(2)
    lesson.page.keyboard.press("c")
    lesson.page.keyboard.press("v")
    lesson.run_all(widgets=8)
    definitions = lesson.widget("definition")
    boxes = definitions.get_by_role("textbox")

    boxes.nth(1).fill("Written in the copy")
    expect(boxes.nth(0)).to_have_value("Written in the copy")
    definitions.nth(0).get_by_role("button", name="Show the definition").click()
    expect(definitions.nth(1)).to_contain_text("Private meetings in which people")
    lesson.save()
    lesson.open_with_fresh_kernel()

    expect(lesson.hosts).to_have_count(8)
    expect(definitions).to_contain_text(["You wrote: “Written in the copy”"] * 2)
    expect(lesson.widget("header")).to_contain_text("0 of 9 tried")
    assert "Written in the copy" not in (folder / lesson.name).read_text(encoding="utf-8")
    assert observed.problems() == []
