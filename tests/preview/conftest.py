"""A preview of real files, run as an author runs it."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.commands import started
from tests.notebooks_build.content import write_course
from tests.site.conftest import wait_for_widgets

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Observed

UNITS = {"talks": ["mediation", "negotiation"]}


@dataclass(frozen=True)
class Running:
    """A preview that runs.

    Attributes:
        content: The folder of the course.
        address: Where it is served, without a slash at the end.
        process: The command.
    """

    content: Path
    address: str
    process: subprocess.Popen[str]

    def term(self, name: str) -> Path:
        """A term's file."""
        return self.content / "talks" / f"{name}.md"

    def change(self, name: str, old: str, new: str) -> None:
        """Save a term's file with a text replaced."""
        text = self.term(name).read_text(encoding="utf-8")
        assert old in text
        self.term(name).write_text(text.replace(old, new), encoding="utf-8")

    @property
    def port(self) -> int:
        """The server's port."""
        return int(self.address.rpartition(":")[2])


def address_of(process: subprocess.Popen[str]) -> str:
    """The address that a preview prints once it answers."""
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(
        r"Showing the lessons at (http://127\.0\.0\.1:\d+)/index\.html\. "
        r"Press Ctrl-C here to end it\.\n",
        line,
    )
    assert found, line
    return found[1]


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    """A preview of a course of two terms; at the end Ctrl-C ends it cleanly."""
    content = write_course(tmp_path / "content", UNITS)
    with started(tmp_path, "preview", "--no-browser") as process:
        yield Running(content, address_of(process), process)
        process.send_signal(signal.SIGINT)
        printed, errors = process.communicate()
        assert (process.returncode, printed, errors) == (0, "", "")


@pytest.fixture
def lesson(page: Page, preview: Running, observed: Observed) -> Iterator[Page]:
    """The lesson on mediation, open in a browser.

    Whatever a test does, nothing may log an error, ask another host or open a dialog, and the page
    may not be loaded again.
    """
    page.goto(f"{preview.address}/mediation.html")
    wait_for_widgets(page)
    page.evaluate("globalThis.sameAsBefore = true")
    yield page
    assert observed.problems() == []
    assert page.evaluate("globalThis.sameAsBefore") is True
