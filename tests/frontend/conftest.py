"""Pages that have the record and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.frontend.record_page import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(context: BrowserContext, record_address: str) -> OpenPage:
    """A function that opens a page of the test's browser, after a script if one is given."""

    def open_(script: str = "") -> Page:
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.goto(record_address)
        page.wait_for_function("globalThis.sw !== undefined")
        return page

    return open_


@pytest.fixture
def opened(open_page: OpenPage) -> Page:
    """A page whose record is open."""
    page = open_page()
    page.evaluate(OPEN)
    return page
