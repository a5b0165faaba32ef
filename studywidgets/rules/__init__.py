"""Every rule that content must keep, by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.diagnostics import Diagnostic
from studywidgets.rules import courses, files, front_matter, parts, targets, writing
from studywidgets.rules.rule import Rule

if TYPE_CHECKING:
    from studywidgets.model import Location

__all__ = ["RULES", "TABLES", "Rule", "broken"]

TABLES: dict[str, tuple[Rule, ...]] = {
    "Files and folders": files.RULES,
    "Front matter": front_matter.RULES,
    "The parts of a term": parts.RULES,
    "Links and images": targets.RULES,
    "What fits together in a course": courses.RULES,
    "What terms say": writing.RULES,
}
"""The rules by what they are about."""

RULES: dict[str, Rule] = {rule.code: rule for table in TABLES.values() for rule in table}
"""Every rule by its code, in the order of the codes."""


def broken(code: str, location: Location, message: str, hint: str) -> Diagnostic:
    """Report that a rule is broken, with the severity that the rule has.

    Args:
        code: A key of `RULES`.
        location: Where.
        message: What is wrong there.
        hint: What to type.

    Returns:
        The diagnostic.

    Raises:
        KeyError: There is no rule of this code.
    """
    return Diagnostic(location, code, RULES[code].severity, message, hint)
