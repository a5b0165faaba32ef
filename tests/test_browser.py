"""What the browser tests watch is really seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Observed


@pytest.fixture
def plain_page(page: Page, http_server: Callable[[Path], str], tmp_path: Path) -> Page:
    """A page that does nothing."""
    (tmp_path / "index.html").write_text("<!doctype html><p>plain", encoding="utf-8")
    page.goto(f"{http_server(tmp_path)}/index.html")
    return page


def test_plain_page_is_quiet(plain_page: Page, observed: Observed) -> None:
    """A page that does nothing has no problems, and its own requests are no problem."""
    text = plain_page.text_content("p")

    assert text == "plain"
    assert observed.requests != []
    assert observed.problems() == []


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("console.error('boo')", "console error: boo"),
        ("alert('boo')", "dialog alert: boo"),
        ("fetch('https://example.org/x').catch(() => {})", "request to https://example.org/x"),
        ("import('//example.org/x.js').catch(() => {})", "request to http://example.org/x.js"),
    ],
)
def test_problems_are_seen(plain_page: Page, observed: Observed, script: str, problem: str) -> None:
    """An error message, a dialog and a request to another host are problems."""
    plain_page.evaluate(script)

    problems = observed.problems()

    assert [line for line in problems if line.startswith(problem)] != []


def test_uncaught_errors_are_seen(plain_page: Page, observed: Observed) -> None:
    """An error that the page does not catch is a problem."""
    with plain_page.expect_event("pageerror"):
        plain_page.evaluate("setTimeout(() => { throw new Error('boo'); })")

    problems = observed.problems()

    assert problems == ["uncaught boo"]


def test_web_sockets_are_seen(plain_page: Page, observed: Observed) -> None:
    """A web socket to another host is a problem."""
    with plain_page.expect_event("websocket"):
        plain_page.evaluate("void new WebSocket('ws://example.org/x')")

    requests = observed.foreign_requests

    assert requests == ["ws://example.org/x"]
