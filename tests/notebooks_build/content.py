"""Small courses, as a model and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studywidgets.model import Course, Fact, KeyPoint, Location, Question, Term, Unit

if TYPE_CHECKING:
    from pathlib import Path

HERE = Location("course/unit/term.md", 1)


def term(name: str = "mediation", **changes: object) -> Term:
    """A term with one of everything."""
    fields: dict[str, Any] = {
        "id": name,
        "title": name.capitalize(),
        "definition": "Help from *outside*.",
        "example": "In 1978 **one** helped.",
        "facts": (Fact("third", "A **third party** helps.", HERE),),
        "questions": (question(),),
        "related": (),
        "formerly": (),
        "sources": ("A, B (C, 2001)",),
        "images": (),
        "location": HERE,
    }
    fields.update(changes)
    return Term(**fields)


def question(**changes: object) -> Question:
    """A review question with one key point."""
    fields: dict[str, Any] = {
        "id": "why-help",
        "text": "Why *help*?",
        "answer": "Because talks are stuck.",
        "key_points": (KeyPoint("stuck", "Talks are stuck", ("no way", "deadlock"), HERE),),
        "location": HERE,
    }
    fields.update(changes)
    return Question(**fields)


def course(*units: Unit, **changes: object) -> Course:
    """A course of the given units, or of one unit with one term."""
    fields: dict[str, Any] = {
        "id": "talking",
        "title": "Talking",
        "namespace": "talking",
        "language": "en",
        "mathematics": False,
        "record": "",
        "description": "A course.",
        "units": units or (unit("talks", term()),),
        "location": HERE,
    }
    fields.update(changes)
    return Course(**fields)


def unit(name: str, *terms: Term, **changes: object) -> Unit:
    """A unit of the given terms."""
    fields: dict[str, Any] = {
        "id": name,
        "title": name.capitalize(),
        "overview": "What it is about.",
        "terms": terms,
        "location": HERE,
    }
    fields.update(changes)
    return Unit(**fields)


def write_course(folder: Path, units: dict[str, list[str]], title: str = "Talking") -> Path:
    """Write the files of a course without any problem; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.md").write_text(
        f"---\ntitle: {title}\nnamespace: {folder.name}\nlanguage: en\n"
        f"order: [{', '.join(units)}]\n---\n\nA course.\n",
        encoding="utf-8",
    )
    for name, terms in units.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "unit.md").write_text(
            f"---\ntitle: {name.capitalize()}\norder: [{', '.join(terms)}]\n---\n\nAn overview.\n",
            encoding="utf-8",
        )
        for number, each in enumerate(terms):
            neighbours = terms[number - 1 : number] + terms[number + 1 : number + 2]
            write_term(folder / name / f"{each}.md", related=neighbours)
    return folder


def write_term(path: Path, definition: str = "", related: list[str] | None = None) -> None:
    """Write a term's file without any problem."""
    name = path.stem
    facts = "".join(
        f"{n}. The **{name} {n}** began in **19{n}4**. {{#fact-{n}}}\n" for n in range(1, 6)
    )
    path.write_text(
        f"""---
title: {name.capitalize()}
related: [{", ".join(related or [])}]
formerly: []
sources:
  - "Ann Author, First Book (Press, 2001), p. 1"
  - "Ben Bylines, Second Book (Press, 2002), p. 2"
---

{definition or f"What {name} is, in one sentence. And a second one."}

## Example

In 1999 somebody did so. (Author 2001)

## Must-know facts

{facts}
## Review questions
{"".join(_question_text(name, number) for number in range(1, 4))}""",
        encoding="utf-8",
    )


def _question_text(name: str, number: int) -> str:
    points = "".join(
        f"- Point {number}{n} of {name} | reason {number}{n} | cause {number}{n} {{#point-{n}}}\n"
        for n in range(1, 4)
    )
    answer = " ".join(
        f"It matters because of reason {number}{n}, of this and of that." for n in range(1, 4)
    )
    return f"""
### Why does {name} matter, {number}? {{#why-{number}}}

{answer}

#### Key points

{points}"""
