"""Write docs/rules.md from the table of rules.

`python -m tools.rule_docs` writes the page; a test fails while it is not up to date.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.rules import RULES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studywidgets.rules import Rule
    from studywidgets.rules.rule import Place

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

START = """\
# The rules that content keeps

`studywidgets validate` reports every problem of the content files as `file:line: SW012 message`,
with a hint below it that says what to type. This page has every rule by its code;
`python -m tools.rule_docs` writes it from the table of rules, and a test tries each example that is
content.

An **error** keeps all lessons from being built; a **warning** does not.
"""

WHERE: dict[Place, str] = {
    "start": "At the beginning of a term's file",
    "front matter": "In a term's front matter",
    "course": "In the front matter of `course.md`",
    "unit": "In the front matter of `unit.md`",
    "text": "In a term's text",
    "definition": "In a definition, or any other text",
    "facts": "Below `## Must-know facts`",
    "question": "Below `## Review questions`",
    "key points": "Below `#### Key points`",
}
_YAML = ("front matter", "course", "unit")


def page() -> str:
    """Return the page: a list of all rules, then each rule by itself."""
    return "\n".join([START, *_contents(), *(_section(rule) for rule in RULES.values())])


def _contents() -> Iterator[str]:
    for title, table in TABLES.items():
        yield f"**{title}**\n"
        for rule in table:
            mark = "" if rule.severity == "error" else " (warning)"
            yield f"- [{rule.code} {rule.name}](#{rule.code.lower()}-{rule.name}){mark}"
        yield ""


def _section(rule: Rule) -> str:
    parts = [
        f"## {rule.code} {rule.name}",
        f"*{rule.severity.capitalize()}.* {rule.what}",
        f"**Why is this bad?** {rule.why}",
        *_examples(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _examples(rule: Rule) -> Iterator[str]:
    if rule.place == "words":
        yield f"- Wrong: {rule.bad}\n- Right: {rule.good}"
        return
    language = "yaml" if rule.place in _YAML else "markdown"
    for verdict, example in (("wrong", rule.bad), ("right", rule.good)):
        yield f"{WHERE[rule.place]}, {verdict}:"
        yield f"````{language}\n{example}\n````"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
