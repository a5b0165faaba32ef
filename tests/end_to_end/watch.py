"""What the browser may do besides what a test asks of it: nothing, but for what is named here."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Dialog

OF_THE_APPLICATIONS = (
    # Notebook 7 looks for the settings of a plugin that it does not load, with any notebook.
    "uncaught Cannot read properties of undefined (reading 'schema')",
    # The widget manager says so when a kernel takes about two seconds to start, and shows nothing;
    # the widgets see to it themselves (frontend/jupyter/late-models.js).
    "console error: Error: widget model not found",
)


@dataclass
class Watch(Observed):
    """What the pages of a test did; a test may expect some of it.

    Attributes:
        expected: Parts of the messages that are no problem now.
    """

    expected: list[str] = field(default_factory=list)
    _may_leave: bool = False

    def problems(self) -> list[str]:
        """Return everything that was not to be expected, one line each."""
        return [
            problem
            for problem in super().problems()
            if not problem.startswith(OF_THE_APPLICATIONS)
            and not any(part in problem for part in self.expected)
        ]

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Leave the page also when the application asks whether to, as it does before saving."""
        self._may_leave = True
        yield
        self._may_leave = False

    def _on_dialog(self, dialog: Dialog) -> None:
        if self._may_leave and dialog.type == "beforeunload":
            dialog.accept()
        else:
            super()._on_dialog(dialog)
