"""Checks of what a file allows: `allow` in its front matter, a reason by the code of each rule."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from studywidgets.diagnostics import quoted
from studywidgets.rules import RULES, broken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location

EXAMPLE = "allow:\n  SW092: why this is a false alarm"


def may_be_allowed(code: str) -> bool:
    """Tell whether a file may allow what breaks this rule."""
    return code in RULES and RULES[code].allowable


def check_allowed(code: str, reason: str, location: Location) -> Iterator[Diagnostic]:
    """Find what can't be allowed, or is allowed without a reason (SW035 to SW037).

    Args:
        code: What should be the code of a rule.
        reason: Why the file may break it.
        location: Where it is allowed.
    """
    if code not in RULES:
        near = difflib.get_close_matches(code.upper()[:20], RULES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"write the code that is shown:\n{EXAMPLE}"
        yield broken("SW036", location, f"there is no rule {quoted(code)}", hint)
    elif not RULES[code].allowable:
        message = f"{code} ({RULES[code].name}) does not judge, so no file can allow it"
        yield broken("SW037", location, message, "take this out, and mend what breaks the rule")
    elif not reason:
        message = f"{code} ({RULES[code].name}) is allowed here without a reason"
        hint = f"say after the colon why this is a false alarm:\n{EXAMPLE}"
        yield broken("SW035", location, message, hint)


def check_in_vain(code: str, location: Location, found: Collection[str]) -> Iterator[Diagnostic]:
    """Find what a file allows and does not do (SW038).

    Args:
        code: The code of a rule that the file may break.
        location: Where it says so.
        found: The codes of what was found in the file.
    """
    if code not in found:
        message = f"{code} ({RULES[code].name}) is allowed here, and nothing breaks it"
        yield broken("SW038", location, message, "take it out of allow")
