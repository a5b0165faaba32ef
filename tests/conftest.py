"""Fixtures that several test modules share."""

from __future__ import annotations

import functools
import re
import signal
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tests.browser import CHROMIUM_FLAGS, Observed
from tools.chromium import find_chromium
from tools.node import find_node

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
FAILED = pytest.StashKey[bool]()

_HANDLERS = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGHUP: lambda *_: None,
    signal.SIGQUIT: lambda *_: None,
}

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says where screenshots of failed tests go."""
    parser.addoption("--screenshots", type=Path, help="folder for screenshots of failed tests")


def pytest_configure() -> None:
    """Let signals reach the programs that tests start, although the tests run in the background.

    A shell has what it starts there ignore Ctrl-C, and so does nohup with hanging up; programs
    inherit what is ignored, and no handlers.
    """
    for number, handler in _HANDLERS.items():
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with browser tests last, and in each file those tests.

    Playwright's event loop counts as the thread's running one from its start to its end, and
    asyncio.run would fail in any test that comes between. (With xdist this needs
    --no-loadscope-reorder.)
    """
    driving = {item.path for item in items if _drives_browser(item)}
    places = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (item.path in driving, places[item.path], _drives_browser(item)))


def _drives_browser(item: pytest.Item) -> bool:
    return "chromium" in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on the test whether it failed, for the fixtures that are torn down after it."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def node() -> str:
    """The path of a Node that can run the front end's tools."""
    found = find_node()
    if found is None or not (ROOT / "node_modules").is_dir():
        pytest.fail("no tools of the front end: run `python -m tools.node npm ci`", pytrace=False)
    return found.node


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of the Chromium that the tests drive."""
    found = find_chromium()
    if found is None:
        pytest.fail("no Chromium: run `python -m tools.chromium`", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """A running Chromium, one for each process of the test run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=list(CHROMIUM_FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def observed() -> Observed:
    """What the test's browser context did: console messages, errors, requests, dialogs."""
    return Observed()


@pytest.fixture
def context(chromium: Browser, observed: Observed) -> Iterator[BrowserContext]:
    """A fresh browser context with storage of its own, watched by ``observed``."""
    context = chromium.new_context()
    observed.watch(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page of ``context``; its screenshot is kept if the test fails."""
    page = context.new_page()
    yield page
    folder: Path | None = request.config.getoption("--screenshots")
    if folder is not None and request.node.stash.get(FAILED, False):
        page.screenshot(path=folder / f"{re.sub('[^A-Za-z0-9_-]+', '-', request.node.nodeid)}.png")


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log line for each request."""

    def do_GET(self) -> None:
        """Serve a file; the icon that browsers ask for by themselves counts as empty."""
        if self.path == "/favicon.ico":
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return a file's type; the machine's own table may call JavaScript text/plain."""
        return "text/javascript" if str(path).endswith(".js") else super().guess_type(path)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what was served; errors are still told."""


@pytest.fixture(scope="session")
def http_server() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on this machine and returns its address, without slash."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_QuietHandler, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def record_address(http_server: Callable[[Path], str], root: Path) -> str:
    """The address of a page that has the record's modules as ``sw``."""
    return f"{http_server(root)}/tests/frontend/record.html"
