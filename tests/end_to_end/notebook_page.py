"""A lesson that is open in JupyterLab or Notebook, as a student sees and handles it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect

from tests.end_to_end.server import TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Response

    from tests.end_to_end.server import JupyterServer, Program

OPENING = 60_000
"""Milliseconds for an application to load and to start a kernel on a busy machine."""


class Application(NamedTuple):
    """One of the ways to open a notebook.

    Attributes:
        program: The server program that shows it.
        address: Where it shows a notebook, below the server's own address.
        new_tab: Whether it opens further notebooks in a tab of the browser.
    """

    program: Program
    address: str
    new_tab: bool


APPLICATIONS = {
    # A workspace of its own, or JupyterLab would open what earlier tests have left open.
    "lab": Application("jupyterlab", "lab/workspaces/{folder}/tree/{folder}/{name}", new_tab=False),
    "doc": Application("jupyterlab", "doc/tree/{folder}/{name}", new_tab=False),
    "notebook": Application("notebook", "notebooks/{folder}/{name}", new_tab=True),
}


@dataclass
class OpenNotebook:
    """A page of the browser that shows a notebook.

    Attributes:
        page: The browser's page.
        server: Who serves it.
        application: What shows it.
        folder: The test's own folder of notebooks, below the server's root.
        name: The notebook's file name.
    """

    page: Page
    server: JupyterServer
    application: Application
    folder: str
    name: str

    @property
    def path(self) -> str:
        """The notebook's path below the server's root."""
        return f"{self.folder}/{self.name}"

    @property
    def panel(self) -> Locator:
        """The notebook that is in front."""
        return self.page.locator(".jp-NotebookPanel:visible")

    @property
    def cells(self) -> Locator:
        """The notebook's cells, of all kinds."""
        return self.panel.locator(".jp-Notebook .jp-Cell")

    @property
    def hosts(self) -> Locator:
        """The elements that widgets are mounted in."""
        return self.panel.locator(".sw-host")

    def widget(self, kind: str) -> Locator:
        """The widgets of one kind: "header", "definition", "facts", "answer", "end" and so on."""
        return self.hosts.locator(f".sw-{kind}.sw")

    def open(self) -> None:
        """Load the page and wait for the kernel."""
        address = self.application.address.format(folder=self.folder, name=self.name)
        self.page.goto(f"{self.server.address}/{address}?token={TOKEN}")
        self.wait_for_kernel()

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        self.wait_for_kernel()

    def open_with_fresh_kernel(self) -> None:
        """Leave the page, end the notebook's kernel, and open it again."""
        self.page.goto("about:blank")
        self.server.end_kernels(self.folder)
        self.open()

    def wait_for_kernel(self) -> None:
        """Wait until a kernel is connected and does nothing."""
        idle = self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        expect(idle).to_be_attached(timeout=OPENING)

    def menu(self, menu: str, entry: str) -> None:
        """Choose an entry of the application's menu."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu").get_by_text(entry, exact=True).click()

    def confirm(self, button: str) -> None:
        """Press a button of the application's own dialogue."""
        self.page.locator(".jp-Dialog-footer").get_by_text(button, exact=True).click()

    def run_all(self, widgets: int | None = None) -> None:
        """Run every cell, and wait until each widget is shown anew.

        Args:
            widgets: How many there are then, if not as many as now.
        """
        count = widgets or self.age()
        self.menu("Run", "Run All Cells")
        self.wait_for_new(count)

    def run_each(self) -> None:
        """Run one cell after the other, and wait until each widget is shown anew."""
        count = self.age()
        self.select_cell(0)
        for _ in range(self.cells.count() - 1):
            self.page.keyboard.press("Shift+Enter")
        self.page.keyboard.press("Control+Enter")
        self.wait_for_new(count)

    def restart(self) -> None:
        """Restart the kernel."""
        self.menu("Kernel", "Restart Kernel…")
        self.confirm("Restart")
        self.wait_for_kernel()

    def restart_and_run_all(self) -> None:
        """Restart the kernel, run every cell, and wait until each widget is shown anew."""
        count = self.age()
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.confirm("Restart")
        self.wait_for_new(count)

    def select_cell(self, index: int) -> None:
        """Make a cell the active one, in command mode."""
        self.cells.nth(index).locator(".jp-InputPrompt").click()

    def run_code(self, code: str) -> Locator:
        """Run code in a new cell at the end; returns the cell's output.

        It goes the way of the widgets' own messages, so the kernel has seen those before.
        """
        self.select_cell(self.cells.count() - 1)
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        return self.cells.last.locator(".jp-OutputArea-output pre")

    def age(self) -> int:
        """Mark the widgets that are shown now, so that new ones can be told from them."""
        for host in self.hosts.all():
            host.evaluate("(host) => { host.dataset.earlier = 'yes' }")
        return self.hosts.count()

    def wait_for_new(self, count: int) -> None:
        """Wait until every aged widget has given place to a new one."""
        fresh = self.panel.locator(".sw-host:not([data-earlier]) > .sw")
        expect(fresh).to_have_count(count, timeout=OPENING)
        expect(self.panel.locator("[data-earlier]")).to_have_count(0)

    def follow(self, link: Locator, name: str) -> OpenNotebook:
        """Click a link to another notebook; returns that notebook, which may be loading yet."""
        if not self.application.new_tab:
            link.click()
            followed = replace(self, name=name)
            # Until then, what is found in the notebook in front belongs to the one before.
            expect(self.page).to_have_url(re.compile(f"/{re.escape(followed.path)}$"))
            return followed
        with self.page.context.expect_page() as opened:
            link.click()
        return replace(self, name=name, page=opened.value)

    def save(self) -> None:
        """Press Ctrl+S where the focus is, and wait until the application is done with it."""
        with self.page.expect_response(_ends_saving):
            self.page.keyboard.press("Control+s")


def _ends_saving(response: Response) -> bool:
    # Saving makes a checkpoint at its end, and a second save meanwhile would be ignored.
    return response.request.method == "POST" and response.url.partition("?")[0].endswith(
        "/checkpoints"
    )
