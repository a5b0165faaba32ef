"""The problems of one file, as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.model import Location
from studywidgets.rules import broken
from studywidgets.rules.of_allowing import check_in_vain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from studywidgets.diagnostics import Diagnostic, Fix


class Problems:
    """Collects what is wrong with a file, so that its other parts are read all the same.

    Attributes:
        file: The file's POSIX path, relative to the content folder.
        found: What was found, whether or not the file allows it.
        allowed: The codes of what the file allows, with the place where it does.
    """

    __slots__ = ("allowed", "file", "found")

    def __init__(self, file: str) -> None:
        """Begin without a problem."""
        self.file = file
        self.found: list[Diagnostic] = []
        self.allowed: dict[str, Location] = {}

    def at(self, line: int) -> Location:
        """Return the place of a line, counted from 1."""
        return Location(self.file, line)

    def add(self, code: str, line: int, message: str, hint: str, fix: Fix | None = None) -> None:
        """Report that a rule is broken at a line."""
        self.found.append(broken(code, self.at(line), message, hint, fix))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over what a check found."""
        self.found.extend(diagnostics)

    @property
    def reported(self) -> list[Diagnostic]:
        """What was found, less what the file allows."""
        return [diagnostic for diagnostic in self.found if diagnostic.code not in self.allowed]

    @property
    def severe(self) -> bool:
        """Whether there is an error, and not only warnings."""
        return any(diagnostic.severity == "error" for diagnostic in self.reported)

    def report_in_vain(self, unjudged: Collection[str]) -> None:
        """Report what the file allows although nothing breaks it (SW038).

        Args:
            unjudged: The codes of rules that could not be checked.
        """
        codes = {diagnostic.code for diagnostic in self.found}.union(unjudged)
        for code, location in self.allowed.items():
            self.found.extend(check_in_vain(code, location, codes))
