"""A small site, served and opened in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.site.courses import quiet_talks, write_site

# A notebook's page, to carry work there and back.
from tests.widgets.conftest import elsewhere, harness, stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.browser import Observed


__all__ = ["elsewhere", "harness", "stage"]


@dataclass(frozen=True)
class Visit:
    """A student's visit to a site.

    Attributes:
        page: The browser's page.
        folder: Where the site's files are.
        address: Where they are served.
    """

    page: Page
    folder: Path
    address: str

    def open(self, name: str, context: BrowserContext | None = None) -> Page:
        """Open a page of the site, in another browser if one is given, and wait for its widgets."""
        page = context.new_page() if context else self.page
        page.goto(f"{self.address}/{name}.html")
        wait_for_widgets(page)
        return page


def wait_for_widgets(page: Page) -> None:
    """Wait until every widget is there."""
    page.locator("html[data-ready]").wait_for(state="attached")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample course."""
    return write_site(tmp_path_factory.mktemp("site"), quiet_talks())


@pytest.fixture(scope="session")
def site_address(site_folder: Path, http_server: Callable[[Path], str]) -> str:
    """Where the sample course is served."""
    return http_server(site_folder)


@pytest.fixture
def visit(page: Page, site_folder: Path, site_address: str, observed: Observed) -> Iterator[Visit]:
    """A new student's visit to the sample course.

    Whatever a test does there, nothing may log an error, ask another host or open a dialog.
    """
    yield Visit(page, site_folder, site_address)
    assert observed.problems() == []
