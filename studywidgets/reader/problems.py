"""The problems of one file, as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.model import Location
from studywidgets.rules import broken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studywidgets.diagnostics import Diagnostic


class Problems:
    """Collects what is wrong with a file, so that its other parts are read all the same."""

    def __init__(self, file: str) -> None:
        """Begin without a problem.

        Args:
            file: The file's POSIX path, relative to the content folder.
        """
        self.file = file
        self.found: list[Diagnostic] = []

    def at(self, line: int) -> Location:
        """Return the place of a line, counted from 1."""
        return Location(self.file, line)

    def add(self, code: str, line: int, message: str, hint: str) -> None:
        """Report that a rule is broken at a line."""
        self.found.append(broken(code, self.at(line), message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over what a check found."""
        self.found.extend(diagnostics)

    @property
    def severe(self) -> bool:
        """Whether there is an error, and not only warnings."""
        return any(diagnostic.severity == "error" for diagnostic in self.found)
