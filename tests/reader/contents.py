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
    MEDIATION: """\
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

1. A mediator has **no power** to decide. {#no-power}
2. The **parties** keep the **last word**. {#last-word}

## Review questions

### When does mediation work? {#when}

When both sides are tired.

Then they talk.

#### Key points

- Both sides are tired | stalemate | cannot win {#stalemate}
- They talk {#talk}

### Why does it fail? {#why}

Out of distrust.

#### Key points

- There is no trust | distrust {#talk}
""",
    NEGOTIATION: """\
---
title: Negotiation
sources: ["Ada Author, Another Title (A Publisher, 2016)"]
---

The parties talk.

## Must-know facts

- Talks need a **channel**. {#channel}

## Review questions

### Who talks? {#who}

The parties.

#### Key points

- The parties {#parties}
""",
}


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
    """Return the course that the files hold, which must have no problem."""
    courses, diagnostics = read_content(write(folder, files))
    assert render(diagnostics) == ""
    (course,) = courses
    return course


def read_mediation(folder: Path, files: Mapping[str, str | bytes]) -> Term:
    """Return the term `mediation` of files that have no problem."""
    return next(term for term in read_one(folder, files).terms() if term.id == "mediation")
