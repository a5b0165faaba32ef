"""A lesson as it is first seen: live, not trusted, in a narrow window."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

from tests.end_to_end.conftest import LESSON, each_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

    from tests.end_to_end.conftest import Course
    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch

KINDS = {"header": 1, "definition": 1, "facts": 1, "answer": 3, "end": 1}

ICON = "host => getComputedStyle(host, '::before').content"

NOTHING_SCROLLS_SIDEWAYS = """
() => [...document.querySelectorAll(".sw-host")]
    .flatMap((widget) => [
        widget.closest(".jp-OutputArea-output"),
        ...widget.querySelectorAll(":not(.sw-live)"),
    ])
    .filter((element) => element.scrollWidth > element.clientWidth && !element.matches(".sw-live"))
    .every((element) => !["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX))
"""


# JupyterLab restores widgets once the kernel has said what it has, and an output waits two seconds
# for that. Here the kernel is asked so late that the widgets come just when the outputs give up.
SLOW_KERNEL = """
globalThis.WebSocket = class extends WebSocket {
    #opened = performance.now();

    send(data) {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        const asks = text.includes("comm_info_request");
        const wait = asks ? this.#opened + 1950 - performance.now() : 0;
        if (wait > 0) setTimeout(() => super.send(data), wait);
        else super.send(data);
    }
};
"""


def test_live(lesson: OpenNotebook, observed: Watch) -> None:
    """A trusted lesson is live as soon as it is open, without a cell run, code or broken links."""
    shown = {kind: lesson.widget(kind).count() for kind in KINDS}
    icons = {host.evaluate(ICON) for host in lesson.hosts.all()}

    assert shown == KINDS
    assert icons == {"none"}
    expect(lesson.widget("header").get_by_role("heading")).to_have_text("Track II diplomacy")
    expect(lesson.panel.locator(".jp-CodeCell .jp-InputArea-editor:visible")).to_have_count(0)
    expect(lesson.panel.locator(".jp-CodeCell .jp-Placeholder:visible")).to_have_count(7)
    assert observed.problems() == []


@each_program
def test_slow_kernel(
    notebook: Callable[[str], OpenNotebook], context: BrowserContext, observed: Watch
) -> None:
    """A lesson is live also when its kernel is so slow that JupyterLab gives its widgets up."""
    context.add_init_script(SLOW_KERNEL)

    lesson = notebook(LESSON)

    expect(lesson.hosts).to_have_count(7)
    # Showing them has changed nothing in the notebook, or leaving it would ask whether to.
    lesson.reload()
    expect(lesson.hosts).to_have_count(7)
    assert observed.problems() == []


@each_program
@pytest.mark.parametrize("width", [400, 320], ids=["narrow", "400-percent"])
def test_narrow(lesson: OpenNotebook, width: int, observed: Watch) -> None:
    """In a narrow window, or at 400 % zoom of a usual one, no widget scrolls sideways."""
    lesson.page.set_viewport_size({"width": width, "height": 800})
    lesson.widget("definition").get_by_role("button", name="Show the definition").click()
    lesson.widget("facts").get_by_role("button", name="Show all words").click()
    lesson.widget("header").get_by_role("button", name="My work", exact=True).click()

    # The application fits its panels to the new width in its own time.
    lesson.page.wait_for_function(NOTHING_SCROLLS_SIDEWAYS)
    assert observed.problems() == []


@pytest.fixture(params=["built", "executed"])
def untrusted(request: pytest.FixtureRequest, folder: Path, course: Course) -> str:
    """The name of a notebook that nobody has trusted: a built lesson, or somebody's copy."""
    target = folder / f"untrusted-{LESSON}"
    if request.param == "built":
        shutil.copy(course.lessons / LESSON, target)
    else:
        copy = nbformat.read(folder / LESSON, as_version=4)
        copy.metadata["title"] = "Changed by somebody"
        nbformat.write(copy, target)
    return target.name


@each_program
def test_untrusted(
    untrusted: str, notebook: Callable[[str], OpenNotebook], observed: Watch
) -> None:
    """An untrusted lesson shows its plain form, which reveals on click, and runs nothing."""
    lesson = notebook(untrusted)
    definition = lesson.panel.locator("details").filter(has_text="Show the definition")
    meaning = definition.get_by_text("Private meetings in which people from opposing sides")
    expect(meaning).to_be_hidden()

    definition.locator("summary").click()

    expect(meaning).to_be_visible()
    expect(lesson.hosts).to_have_count(0)
    assert not lesson.page.evaluate("Symbol.for('studywidgets/libraries/2') in globalThis")
    assert observed.problems() == []
