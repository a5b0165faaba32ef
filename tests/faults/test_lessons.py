"""What may happen to the page, the browser and the server of a lesson, in JupyterLab."""

from __future__ import annotations

import os
import shutil
import signal
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from tests.faults.jupyter import open_lesson
from tests.faults.tries import fault
from tests.own_browser import own_browser

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.end_to_end.server import JupyterServer
    from tests.faults.jupyter import Served
    from tests.faults.lesson import Lesson
    from tests.faults.tries import Tries


@fault("A lesson is reloaded in the middle of a word, in JupyterLab", few=1, full=50)
def test_reload(tries: Tries, lesson: Lesson) -> None:
    """Every letter is there after a reload, of which none needs to have been shown as saved."""
    box = lesson.notebook.widget("answer").first.get_by_role("textbox")
    for _ in tries:
        lesson.study(tries.chance)
        box.press_sequentially("Unofficia"[: tries.chance.randint(1, 9)])
        text = box.input_value()
        lesson.look()
        lesson.reload()
        lesson.check_page(tries, lesson.saved)
        tries.expect([text], [box.input_value()])

    assert tries.lost == []


def end(server: JupyterServer, *, suddenly: bool) -> None:
    """Stop a server, or kill it together with its kernels."""
    if not suddenly:
        server.stop()
        return
    assert server._process is not None
    for process in psutil.Process(server._process.pid).children(recursive=True):
        os.kill(process.pid, signal.SIGKILL)
    server._process.kill()
    server._process.wait()


@fault("The server is stopped, or killed with its kernels, and started again", few=2, full=20)
def test_server(tries: Tries, lesson: Lesson, served: Served) -> None:
    """What was shown as saved before and meanwhile is there afterwards."""
    for number in tries:
        lesson.wait_for_kernel()
        for _ in range(tries.chance.randint(1, 4)):
            lesson.study(tries.chance)
        end(served.server, suddenly=number % 2 == 1)
        try:
            lesson.write_down(f"without a server {number}")
            lesson.wait_until_saved()
        finally:
            served.server.start()
        lesson.reload()
        lesson.check(tries)

    assert tries.lost == []


@fault("The browser's storage is cleared between two visits of a lesson", few=1, full=20)
def test_cleared(tries: Tries, lesson: Lesson) -> None:
    """What had come to disk comes back to the lesson from there."""
    page = lesson.notebook.page
    session = page.context.new_cdp_session(page)
    for number in tries:
        lesson.study(tries.chance)
        lesson.write_down(f"before clearing {number}")
        lesson.wait_until_stored()
        page.goto("about:blank")
        session.send(
            "Storage.clearDataForOrigin",
            {"origin": lesson.notebook.server.address, "storageTypes": "all"},
        )
        lesson.open()
        lesson.check(tries)

    assert tries.lost == []


@fault("kill -9 of the browser in the middle of a lesson, the disk's copy lost too", few=1, full=20)
def test_killed_browser(
    tries: Tries, chromium: Browser, chromium_path: str, served: Served, tmp_path: Path
) -> None:
    """What was shown as saved is there when the browser is started again."""
    folder = f"{tmp_path.name}-lesson"
    served.new_folder(folder)
    last: Lesson | None = None
    for number in range(tries.count + 1):
        with own_browser(chromium.browser_type, chromium_path, tmp_path / "profile") as own:
            lesson = open_lesson(own.context, served.server, folder)
            if last is not None:
                lesson.check_page(tries, last.saved)
                lesson.saved |= last.saved
            for _ in range(tries.chance.randint(1, 4)):
                lesson.study(tries.chance)
            lesson.write_down(f"before the end {number}")
            own.kill()
        served.server.end_kernels(folder)
        shutil.rmtree(served.server.root / folder / ".record", ignore_errors=True)
        last = lesson
        tries.made = number

    assert tries.lost == []
