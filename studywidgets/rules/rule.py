"""What a rule is: the documentation of one kind of problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studywidgets.diagnostics import Severity

Form = Literal["markdown", "yaml", "text", "words"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem.

    Attributes:
        code: `SW` and three digits; it never changes and is never used again.
        name: A few words for people, with hyphens.
        what: What the rule finds.
        why: Why that is bad.
        bad: Content that breaks the rule, or words where content can't show it.
        good: The same content as it should be.
        severity: A lesson is built in spite of a warning, never in spite of an error.
        form: What `bad` and `good` are: a part of a body, a part of front matter, names of files,
            or words about content that can't be shown.
        allowable: Whether the rule judges, so that an author may see it otherwise and allow in a
            file what it finds there.
        fixable: Whether `validate --fix` has an answer, if not in every case.
    """

    code: str
    name: str
    what: str
    why: str
    bad: str
    good: str
    severity: Severity = "error"
    form: Form = "markdown"
    allowable: bool = False
    fixable: bool = False
