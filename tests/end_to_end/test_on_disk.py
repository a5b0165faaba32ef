"""The record's copy on disk, kept by a real kernel and shown in a browser that has nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from studywidgets.record.folder import RecordFolder
from tests.end_to_end.conftest import LESSON, NEXT_LESSON, PATIENCE, each_program
from tests.end_to_end.notebook_page import OpenNotebook
from tests.end_to_end.test_surviving import LOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.end_to_end.notebook_page import Application
    from tests.end_to_end.server import JupyterServer
    from tests.end_to_end.watch import Watch

COURSE = "social-studies-education"
FORGET = "Forget my work on this device"


def texts(folder: Path) -> set[str]:
    """The texts that are on disk."""
    record = RecordFolder(folder / ".record", COURSE)
    return {str(entry.value) for entry in record.entries()}


def wait_for_disk(page: Page, folder: Path, text: str) -> None:
    """Wait until a text is on disk, while the page goes on."""
    end = time.monotonic() + PATIENCE / 1000
    while text not in texts(folder):
        assert time.monotonic() < end, f"not on disk: {text}"
        page.evaluate("new Promise(requestAnimationFrame)")


@pytest.fixture
def elsewhere(
    chromium: Browser,
    application: Application,
    server: JupyterServer,
    folder: Path,
    observed: Watch,
) -> OpenNotebook:
    """The same lesson in another browser, which has no work of the student."""
    context = chromium.new_context()
    observed.watch(context)
    return OpenNotebook(context.new_page(), server, application, folder.name, LESSON)


@each_program
def test_restored(
    lesson: OpenNotebook, folder: Path, elsewhere: OpenNotebook, observed: Watch
) -> None:
    """A lesson that was just opened, no cell run, keeps the work on disk for any other browser."""
    box = lesson.widget("answer").first.get_by_role("textbox")

    box.fill("Kept by a kernel that ran no cell")
    lesson.widget("definition").get_by_role("button", name="Show the definition").click()
    lesson.widget("definition").get_by_role("button", name="Got it").click()
    wait_for_disk(lesson.page, folder, "Kept by a kernel that ran no cell")
    # Two pages have one kernel now, and JupyterLab hears of the other's comm.
    observed.expected.append("Comm not found")
    elsewhere.open()

    expect(elsewhere.hosts).to_have_count(7)
    other = elsewhere.widget("answer").first.get_by_role("textbox")
    expect(other).to_have_value("Kept by a kernel that ran no cell")
    expect(elsewhere.widget("header")).to_contain_text("1 of 9 tried")
    assert observed.problems() == []
    elsewhere.page.context.close()


@each_program
def test_live(lesson: OpenNotebook, folder: Path, observed: Watch) -> None:
    """Widgets whose cells were run, and a kernel that was restarted, keep the work on disk too."""
    box = lesson.widget("answer").first.get_by_role("textbox")
    lesson.run_all()

    box.fill("Before the restart")
    wait_for_disk(lesson.page, folder, "Before the restart")
    lesson.restart()
    box.fill("After the restart")
    wait_for_disk(lesson.page, folder, "After the restart")

    # One file a kernel: nobody ever writes into the file of another.
    files = list((folder / ".record" / COURSE).glob("*.jsonl"))
    assert len(files) == 2
    assert observed.problems() == []


@each_program
def test_no_trace(lesson: OpenNotebook, folder: Path, observed: Watch) -> None:
    """What the page asks of the kernel leaves no count, no name and no history behind."""
    box = lesson.widget("answer").first.get_by_role("textbox")
    box.fill("Some words")
    wait_for_disk(lesson.page, folder, "Some words")

    names = "[name for name in dir() if not name.startswith('_')]"
    output = lesson.run_code(f"print({names}, len(In))")

    own = ["In", "Out", "exit", "get_ipython", "open", "quit"]
    expect(output).to_have_text(f"{own} 2")
    assert observed.problems() == []


def test_kernel_gone(
    lesson: OpenNotebook, server: JupyterServer, folder: Path, observed: Watch
) -> None:
    """A kernel that was ended, as hubs do with idle ones, gets what it missed when one is back."""
    observed.expected += ["/api/kernels/", "/api/sessions/"]
    lesson.page.add_locator_handler(lesson.page.locator(".jp-Dialog"), lambda: lesson.confirm("Ok"))
    box = lesson.widget("answer").first.get_by_role("textbox")
    box.fill("With a kernel")
    wait_for_disk(lesson.page, folder, "With a kernel")

    server.end_kernels(folder.name)
    expect(lesson.widget("header").get_by_role("alert")).to_have_text(LOST)
    box.fill("Without a kernel")
    expect(lesson.widget("answer").first).to_contain_text("3 words · saved")
    with observed.leaving():
        lesson.reload()

    wait_for_disk(lesson.page, folder, "Without a kernel")
    expect(box).to_have_value("Without a kernel")


@each_program
def test_forget(
    lesson: OpenNotebook,
    folder: Path,
    notebook: Callable[[str], OpenNotebook],
    observed: Watch,
) -> None:
    """After forgetting, neither the browser nor the disk has any work, and none comes back."""
    box = lesson.widget("answer").first.get_by_role("textbox")
    box.fill("To be forgotten")
    wait_for_disk(lesson.page, folder, "To be forgotten")
    header = lesson.widget("header")

    header.get_by_role("button", name="My work", exact=True).click()
    header.get_by_role("button", name=FORGET).click()
    header.get_by_role("button", name="Forget my work", exact=True).click()

    expect(header.get_by_text("It was removed from the folder")).to_be_focused()
    expect(box).to_have_value("")
    assert texts(folder) == set()
    again = notebook(LESSON)
    expect(again.hosts).to_have_count(7)
    expect(again.widget("header")).to_contain_text("No work found in this browser.")
    assert observed.problems() == []


@pytest.mark.parametrize("application", ["lab"], indirect=True)
def test_forget_in_all_notebooks(lesson: OpenNotebook, folder: Path, observed: Watch) -> None:
    """Forgetting in one notebook empties at once what the kernels of the other open ones hold."""
    lesson.widget("answer").first.get_by_role("textbox").fill("To be forgotten")
    wait_for_disk(lesson.page, folder, "To be forgotten")
    link = lesson.hosts.locator("nav[aria-label=Lessons]").get_by_role("link")
    other = lesson.follow(link.get_by_text("Track I diplomacy"), NEXT_LESSON)
    other.wait_for_kernel()
    header = other.widget("header")

    header.get_by_role("button", name="My work", exact=True).click()
    header.get_by_role("button", name=FORGET).click()
    header.get_by_role("button", name="Forget my work", exact=True).click()

    expect(header.get_by_text("It was removed from the folder")).to_be_focused()
    lesson.page.get_by_role("tab", name=LESSON).click()
    code = (
        "from studywidgets.record import mirror\n"
        "print([len(each.folder.known) for each in mirror._mirrors.values()])"
    )
    expect(lesson.run_code(code)).to_have_text("[0]")
    assert observed.problems() == []
