"""A small content folder without problems, and ways to spoil it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.diagnostics import render
from studywidgets.reader import read_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studywidgets.model import Course, Term

COURSE = "history/course.md"
UNIT = "history/conflict/unit.md"
MEDIATION = "history/conflict/mediation.md"
NEGOTIATION = "history/conflict/negotiation.md"
TREATY = "history/conflict/treaty.md"

# As long as a model answer must be, each on one line.
ANSWER = (
    "When both sides are tired of a stalemate that neither of them can break, because each has "
    "learned that it cannot win."
)
OTHER_ANSWER = (
    "Out of distrust: who fears a trick keeps silent, and a helper who is not believed by both "
    "sides can carry no message from one to the other."
)
THIRD_ANSWER = (
    "The parties themselves, through people who speak for them: a minister, an envoy or an elder, "
    "whose word counts at home and with the others."
)

GOOD: Mapping[str, str] = {
    COURSE: """\
---
title: Conflict in history
namespace: history
order: [conflict]
---

What the course is.
""",
    UNIT: """\
---
title: Conflict
order: [mediation, negotiation]
---

What the unit is.
""",
    MEDIATION: f"""\
---
title: Mediation
related: [negotiation]
formerly: [arbitration]
sources:
  - "Ada Author, A Title (A Publisher, 2015), chapter 2"
---

A third party helps.

It may be a state.

## Example

Two neighbours, one fence.

## Must-know facts

1. A mediator has **no power** to decide. {{#no-power}}
2. The **parties** keep the **last word**. {{#last-word}}

## Review questions

### When does mediation work? {{#when}}

{ANSWER}

Then they talk.

#### Key points

- Both sides are tired | stalemate | cannot win {{#stalemate}}
- They talk {{#talk}}

### Why does it fail? {{#why}}

{OTHER_ANSWER}

#### Key points

- There is no trust | distrust {{#talk}}
""",
    NEGOTIATION: f"""\
---
title: Negotiation
related: [mediation]
sources: ["Ada Author, Another Title (A Publisher, 2016)"]
---

The parties talk.

## Must-know facts

- Talks need a **channel**. {{#channel}}

## Review questions

### Who talks? {{#who}}

{THIRD_ANSWER}

#### Key points

- The parties {{#parties}}
""",
}

# A third term, of which no other file speaks.
TREATY_TEXT = f"""\
---
title: Treaty
sources: ["Ada Author, A Third Title (A Publisher, 2017)"]
---

What two states promise each other in writing.

## Must-know facts

- It is signed, and then **ratified**. {{#ratified}}

## Review questions

### Who signs it? {{#signs}}

{THIRD_ANSWER}

#### Key points

- The parties {{#parties}}
"""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def edited(name: str, old: str, new: str) -> dict[str, str | bytes]:
    """Return the good files with one piece of one of them replaced."""
    assert GOOD[name].count(old) == 1, f"{old!r} stands {GOOD[name].count(old)} times in {name}"
    return {**GOOD, name: GOOD[name].replace(old, new)}


def report(folder: Path, files: Mapping[str, str | bytes]) -> str:
    """Return the rendered diagnostics of files that are written below a folder."""
    _, diagnostics = read_content(write(folder, files))
    return render(diagnostics)


def codes(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Return the place and code of each diagnostic, as `file:line SW012`, without `history/`."""
    _, diagnostics = read_content(write(folder, files))
    return [f"{found.location} {found.code}".removeprefix("history/") for found in diagnostics]


def read_one(folder: Path, files: Mapping[str, str | bytes]) -> Course:
    """Return the course that the files hold, which must have no error."""
    courses, diagnostics = read_content(write(folder, files))
    assert render(found for found in diagnostics if found.severity == "error") == ""
    (course,) = courses
    return course


def read_mediation(folder: Path, files: Mapping[str, str | bytes]) -> Term:
    """Return the term `mediation` of files that have no error."""
    return next(term for term in read_one(folder, files).terms() if term.id == "mediation")
