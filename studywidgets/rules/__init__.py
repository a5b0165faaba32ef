"""Every rule that content must keep, by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.diagnostics import Diagnostic
from studywidgets.rules import courses, files, front_matter, parts, targets, teaching
from studywidgets.rules.rule import Rule

if TYPE_CHECKING:
    from studywidgets.diagnostics import Fix
    from studywidgets.model import Location

__all__ = ["RULES", "TABLES", "Rule", "broken"]

TABLES = (files, front_matter, parts, targets, courses, teaching)
"""The tables of rules, in the order of their codes."""

RULES: dict[str, Rule] = {rule.code: rule for table in TABLES for rule in table.RULES}
"""Every rule by its code, in the order of the codes."""


def broken(
    code: str, location: Location, message: str, hint: str, fix: Fix | None = None
) -> Diagnostic:
    """Report that a rule is broken, with the severity that the rule has.

    Args:
        code: A key of `RULES`.
        location: Where.
        message: What is wrong there.
        hint: What to type.
        fix: What the computer can type.

    Returns:
        The diagnostic.

    Raises:
        KeyError: There is no rule of this code.
    """
    return Diagnostic(location, code, RULES[code].severity, message, hint, fix)
