"""Write docs/rules.md from the tables of rules.

`python -m tools.rules_docs` writes the page; a test fails while it is not up to date, and another
unless every example in it gives just the problem that it is about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.rules import RULES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from studywidgets.rules import Rule

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

START = """\
# Rules for content

What `studywidgets validate` looks for, each with an example of content that breaks the rule and of
the same content as it should be. [validate.md](validate.md) says how to run it and how a file
allows a false alarm. `python -m tools.rules_docs` writes this page from `studywidgets/rules/`.

Nothing is built while there is an **error**; a **warning** stops nothing. What is **fixable** can
be typed by `validate --fix`, if not in every case. What is **allowable** is a judgement: a file may
say why it breaks the rule.
"""


def page() -> str:
    """Return the page: a table of all rules, and a section for each."""
    sections = [START, _overview()]
    for table in TABLES:
        sections.append(f"## {_title(table)}\n")
        sections += [_section(rule) for rule in table.RULES]
    return "\n".join(sections)


def _overview() -> str:
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {_kind(rule)} |"
        for rule in RULES.values()
    ]
    return "\n".join(["| code | name | |", "|---|---|---|", *rows, ""])


def _title(table: ModuleType) -> str:
    """Return what a table of rules is about: what its docstring begins with."""
    first, _, _ = (table.__doc__ or "").partition("\n")
    return first.partition(":")[0].rstrip(".")


def _kind(rule: Rule) -> str:
    also = [word for word in ("fixable", "allowable") if getattr(rule, word)]
    return ", ".join([rule.severity, *also])


def _section(rule: Rule) -> str:
    paragraphs = [f"### {rule.code} {rule.name}", f"*{_kind(rule).capitalize()}.* {rule.what}"]
    paragraphs += [f"Why: {rule.why}", *_example("Wrong", rule, rule.bad)]
    paragraphs += _example("Right", rule, rule.good)
    return "\n\n".join(paragraphs) + "\n"


def _example(title: str, rule: Rule, example: str) -> Iterator[str]:
    if rule.form == "words":
        yield f"{title}: {example}."
    else:
        yield f"{title}:"
        yield f"```{rule.form}\n{example}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
