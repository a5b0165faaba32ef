"""How fast lessons are built: against jupytext per file, when nothing changed, and as they grow.

jupytext is measured in both ways of use: one command a file, on a few of them, and one command for
all, which spreads its start over all files. It only converts; a build also checks the content,
renders its plain forms, and makes guides and glossary.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers import Environment, environment, run
from benchmarks.rows import AtMost, Faster, Figure, Row
from benchmarks.runs import Effort, seconds
from studywidgets.notebooks import build
from studywidgets.processes import processors

if TYPE_CHECKING:
    from collections.abc import Callable

TERMS = 1000
UNIT_SIZE = 10
LONGEST_REBUILD = 0.5
"""Seconds that a build of 1,000 terms with nothing changed may take."""

FIRST = "first build"
AGAIN = "build, nothing changed"
EACH = "one command a file"
ALL = "one command for all"

FACT = "{n}. In 19{n}4 the **council of {name}** moved to a **new town**. {{#fact-{n}}}\n"
QUESTION = """
### What changed in {name} after move {n}, and for whom? {{#question-{n}}}

{answer}

#### Key points

- The council was closer to the people | closer people | near people {{#closer}}
- The old town lost trade | lost trade | poorer town {{#trade}}
- Costs rose for years | costs rose | more expensive {{#costs}}
"""
ANSWER = "The council sat closer to the people, the old town lost trade, and costs rose. " * 6


def write_terms(folder: Path, count: int) -> None:
    """Write a course of so many synthetic terms, in units of ten."""
    units = [f"unit-{number}" for number in range(-(-count // UNIT_SIZE))]
    folder.mkdir(parents=True)
    order = ", ".join(units)
    (folder / "course.md").write_text(
        f"---\ntitle: Synthetic\nnamespace: synthetic\nlanguage: en\norder: [{order}]\n---\n\nX.\n"
    )
    for place, unit in enumerate(units):
        first = place * UNIT_SIZE
        names = [f"term-{n}" for n in range(first, min(first + UNIT_SIZE, count))]
        (folder / unit).mkdir()
        (folder / unit / "unit.md").write_text(
            f"---\ntitle: Unit {place}\norder: [{', '.join(names)}]\n---\n\nAn overview.\n"
        )
        for name in names:
            (folder / unit / f"{name}.md").write_text(term(name))


def term(name: str) -> str:
    """A term with five facts and three questions, as long as a real one."""
    facts = "".join(FACT.format(n=n, name=name) for n in range(1, 6))
    questions = "".join(QUESTION.format(n=n, name=name, answer=ANSWER) for n in range(1, 4))
    return (
        f"---\ntitle: About {name}\nrelated: []\nformerly: []\nsources:\n"
        '  - "Ann Author, One Book (Press, 2001)"\n  - "Ben Bylines, Another (Press, 2002)"\n'
        f"---\n\nWhat {name} is, in a sentence. {ANSWER}\n\n## Example\n\nA case. {ANSWER}\n\n"
        f"## Must-know facts\n\n{facts}\n## Review questions\n{questions}"
    )


def with_jupytext(jupytext: Environment, files: list[Path]) -> None:
    """Convert files with jupytext, in one command; the notebooks come to stand beside them."""
    program = jupytext.program("jupytext")
    run([program, "--quiet", "--to", "notebook", *files], files[0].parent)


def measure(folder: Path, terms: int, runs: int, jupytext: Environment) -> dict[str, list[float]]:
    """Milliseconds a term in each run, by what was done."""
    content = folder / "content" / "synthetic"
    write_terms(content, terms)
    copies = folder / "copies"
    shutil.copytree(content, copies)
    files = sorted(copies.rglob("term-*.md"))
    lessons = folder / "lessons"
    times: dict[str, list[float]] = {}

    def note(what: str, count: int, action: Callable[[], object]) -> None:
        times.setdefault(what, []).append(seconds(action) / count * 1000)

    for _ in range(runs):
        shutil.rmtree(lessons, ignore_errors=True)
        note(FIRST, terms, lambda: build(content, lessons, jobs=processors()))
        note(AGAIN, terms, lambda: build(content, lessons, jobs=processors()))
        note(ALL, terms, lambda: with_jupytext(jupytext, files))
        for file in files[:3]:
            note(EACH, 1, partial(with_jupytext, jupytext, [file]))
    return times


def rows(effort: Effort) -> list[Row]:
    """Build with both."""
    terms = effort.of(TERMS, 20)
    jupytext = environment("jupytext", ["jupytext"])
    label = jupytext.version("jupytext")
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder), terms, effort.runs, jupytext)
    figures = {what: Figure.median(each) for what, each in times.items()}
    whole = Figure.median([each * terms / 1000 for each in times[AGAIN]])
    first = f"first build, a term of {terms:,}"
    return [
        Row(first, "ms", figures[FIRST], figures[EACH], f"{label}, {EACH}", Faster(10)),
        Row(first, "ms", figures[FIRST], figures[ALL], f"{label}, {ALL}"),
        Row(f"build, nothing changed, {terms:,} terms", "s", whole, goal=AtMost(LONGEST_REBUILD)),
    ]
