"""Work outlives everything that may happen to a notebook, its kernel and its server."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.end_to_end.conftest import LESSON, each_program
from tests.end_to_end.notebook_page import OpenNotebook
from tests.end_to_end.server import JupyterServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.end_to_end.conftest import Course
    from tests.end_to_end.notebook_page import Application
    from tests.end_to_end.watch import Watch

LOST = (
    "Connection lost. Keep working here; your answers are kept in this browser. "
    "Download your work before you close it."
)


def test_runs_and_restarts(lesson: OpenNotebook, observed: Watch) -> None:
    """Work outlives runs of the cells, restarts of the kernel and reloads, one after the other."""
    definition, question = lesson.widget("definition"), lesson.widget("answer").first
    box = question.get_by_role("textbox")
    definition.get_by_role("button", name="Show the definition").click()
    definition.get_by_role("button", name="Study again").click()
    written = ""

    for disturb in (
        lesson.reload,
        lesson.run_each,
        lesson.run_all,
        lesson.restart,
        lesson.restart_and_run_all,
        lesson.reload,
    ):
        written += f"Before {disturb.__name__}. "
        box.fill(written)
        with observed.leaving():
            disturb()
        expect(box).to_have_value(written)
        expect(definition).to_contain_text("Private meetings in which people from opposing sides")
        expect(lesson.widget("header")).to_contain_text("1 of 9 tried · 1 to study again")
        expect(lesson.hosts).to_have_count(7)

    assert observed.problems() == []


def test_killed_kernel(lesson: OpenNotebook, observed: Watch) -> None:
    """Nothing typed is lost when the kernel's process is killed, and the widgets work on."""
    lesson.run_all()
    output = lesson.run_code("import os; print(os.getpid())")
    expect(output).to_have_text(re.compile(r"^\d+\s*$"))
    box = lesson.widget("answer").first.get_by_role("textbox")
    box.focus()

    lesson.page.keyboard.type("Before the ki")
    os.kill(int(output.text_content() or ""), signal.SIGKILL)
    lesson.confirm("Ok")
    box.press("End")
    lesson.page.keyboard.type("ll and after")
    lesson.widget("definition").get_by_role("button", name="Show the definition").click()
    lesson.widget("definition").get_by_role("button", name="Got it").click()

    expect(box).to_have_value("Before the kill and after")
    expect(lesson.widget("header")).to_contain_text("1 of 9 tried")
    # The server has started another kernel, so nothing is lost that a student should know of.
    expect(lesson.widget("header").get_by_role("alert")).to_be_hidden()
    lesson.run_all()
    expect(box).to_have_value("Before the kill and after")
    with observed.leaving():
        lesson.reload()
    expect(box).to_have_value("Before the kill and after")
    assert observed.problems() == []


@pytest.fixture
def own_server(application: Application, served: Path, course: Course) -> Iterator[JupyterServer]:
    """A server that no other test uses, so that it may be stopped."""
    server = JupyterServer(application.program, served, course.home)
    server.start()
    yield server
    server.stop()


@each_program
def test_stopped_server(
    own_server: JupyterServer, application: Application, folder: Path, page: Page, observed: Watch
) -> None:
    """When the server is gone the student is told, works on, and finds all of it afterwards."""
    lesson = OpenNotebook(page, own_server, application, folder.name, LESSON)
    lesson.open()
    box = lesson.widget("answer").first.get_by_role("textbox")
    header = lesson.widget("header")
    # What the application itself asks of the server that is gone, and of the kernel after that.
    observed.expected += ["net::ERR_CONNECTION_REFUSED", "/api/kernels/"]
    # JupyterLab says in a dialogue that the server is gone, when it notices.
    page.add_locator_handler(page.locator(".jp-Dialog"), lambda: lesson.confirm("Close"))

    box.focus()
    page.keyboard.type("Before the e")
    own_server.stop()
    expect(header.get_by_role("alert")).to_have_text(LOST)
    box.fill(f"{box.input_value()}nd and after")
    expect(header).to_contain_text("Saved in this browser, ")
    own_server.start()
    lesson.reload()

    expect(box).to_have_value("Before the end and after")
    expect(header.get_by_role("alert")).to_be_hidden()
    assert observed.problems() == []
