"""What a rule is: the documentation of one kind of problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studywidgets.diagnostics import Severity

Place = Literal[
    "words",
    "start",
    "front matter",
    "course",
    "unit",
    "text",
    "definition",
    "facts",
    "question",
    "key points",
]
"""Where a rule's examples stand; `words` describe what no piece of one file can show."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem.

    Attributes:
        code: `SW` and three digits; it never changes and is never used again.
        name: A few words for people, with hyphens.
        what: What the rule finds.
        why: Why that is bad.
        place: Where the two examples stand.
        bad: Content that breaks this rule and no other, or words.
        good: The same content as it should be.
        severity: A lesson is built in spite of a warning, never in spite of an error.
    """

    code: str
    name: str
    what: str
    why: str
    place: Place
    bad: str
    good: str
    severity: Severity = "error"
