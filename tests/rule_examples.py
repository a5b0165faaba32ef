"""The examples of the rules, put where they belong in content that has no other problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studywidgets.rules.rule import Place

TERM = "history/conflict/mediation.md"

_FRONT = {
    "title": "title: Mediation",
    "related": "related: [negotiation]",
    "sources": 'sources: ["Ada Author, A Title (A Publisher, 2015)"]',
}
_COURSE = {
    "title": "title: History",
    "namespace": "namespace: history",
    "order": "order: [conflict]",
}
_UNIT = {"title": "title: Conflict", "order": "order: [mediation, negotiation]"}
_DEFINITION = "A way to settle a dispute in which a third party helps."
_FACTS = "## Must-know facts\n\n1. The **parties** keep the **last word**. {#last-word}"
_ANSWER = (
    "When both sides are tired of fighting, and each of them believes that it can win no more than "
    "it has. A third party that both of them trust may then carry messages between them."
)
_QUESTION = f"### When does mediation work? {{#when}}\n\n{_ANSWER}\n\n#### Key points\n\n"
_POINTS = "- Both sides are tired of fighting | tired fighting {#tired}"
_QUESTIONS = f"## Review questions\n\n{_QUESTION}{_POINTS}"
_OTHER_TERM = """\
---
title: Negotiation
related: [mediation]
sources: ["Ben Bylines, Another Title (A Publisher, 2016)"]
---

The parties talk with each other until they agree, or part.

## Must-know facts

1. Talks need a **channel**. {#channel}

## Review questions

"""
_IMAGES = {".png": b"\x89PNG\r\n\x1a\n", ".tiff": b"II*\x00"}


def files(place: Place, example: str) -> dict[str, str | bytes]:
    """Return the files of a course in which the example stands at its place."""
    front = _filled(example, _FRONT) if place == "front matter" else _filled("", _FRONT)
    start = f"---\n{front}\n---\n\n"
    facts, questions = "## Must-know facts", "## Review questions"
    text = {
        "start": f"{example}\n\n{_FACTS}\n\n{_QUESTIONS}",
        "text": start + _completed(example),
        "definition": f"{start}{example}\n\n{_FACTS}\n\n{_QUESTIONS}",
        "facts": f"{start}{_DEFINITION}\n\n{facts}\n\n{example}\n\n{_QUESTIONS}",
        "question": f"{start}{_DEFINITION}\n\n{_FACTS}\n\n{questions}\n\n{example}",
        "key points": f"{start}{_DEFINITION}\n\n{_FACTS}\n\n{questions}\n\n{_QUESTION}{example}",
    }.get(place, start + _completed(""))
    course = _filled(example if place == "course" else "", _COURSE)
    unit = _filled(example if place == "unit" else "", _UNIT)
    # What a whole beginning of a file leaves out, nothing can point back to.
    other = _OTHER_TERM.replace("[mediation]", "[]") if place == "start" else _OTHER_TERM
    return {
        "history/course.md": f"---\n{course}\n---\n",
        "history/conflict/unit.md": f"---\n{unit}\n---\n",
        "history/conflict/negotiation.md": f"{other}{_QUESTION}{_POINTS}\n",
        TERM: f"{text}\n",
        **_images(example),
    }


def _filled(example: str, lines: dict[str, str]) -> str:
    """Return front matter: the example, and the lines whose keys it does not have."""
    keys = re.findall(r"^\w+", example, re.MULTILINE)
    # A misspelt key stands for the one that is meant.
    keys += ["sources"] * ("source" in keys)
    kept = [line for key, line in lines.items() if key not in keys]
    return "\n".join([*([example] if example else []), *kept])


def _completed(example: str) -> str:
    """Return a term's text: the example, and what it lacks of a definition, facts and questions."""
    sections = [example] if example else []
    if not example or example.startswith("#"):
        sections.insert(0, _DEFINITION)
    if "acts\n" not in f"{example}\n":
        sections.append(_FACTS)
    if "## Review questions" not in example:
        sections.append(_QUESTIONS)
    return "\n\n".join(sections)


def _images(example: str) -> dict[str, str | bytes]:
    """Return the image files that an example names beside its term, one called `mpa` apart."""
    names = re.findall(r"\((map(?:\.\w+))\)", example)
    return {f"history/conflict/{name}": _IMAGES[name[3:]] for name in names}
