"""How fast lessons are built: against jupytext per file, and when nothing changed.

    python -m benchmarks.build [--terms 1000] [--runs 5]

Runs of both are interleaved, so that a busy machine slows both, and medians are compared. jupytext
is measured in both ways of use: one command a file, on a few of them, and one command for all,
which spreads its start over all files. It only converts; a build also checks the content, renders
its plain forms, and makes guides and glossary.
"""

# ruff: noqa: S603, T201 - a script, which prints, and starts jupytext
from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from studywidgets.notebooks import build

if TYPE_CHECKING:
    from collections.abc import Callable

UNIT_SIZE = 10
LONGEST_REBUILD = 0.5
"""Seconds that a build of 1,000 terms with nothing changed may take."""

FIRST = "first build"
AGAIN = "build, nothing changed"
EACH_FILE = "jupytext, one command a file"
ALL_FILES = "jupytext, one command for all"

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


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def with_jupytext(files: list[Path]) -> None:
    """Convert files with jupytext, in one command; the notebooks come to stand beside them."""
    command = [sys.executable, "-m", "jupytext", "--quiet", "--to", "notebook"]
    subprocess.run([*command, *map(str, files)], check=True, stdout=subprocess.DEVNULL)


def measure(folder: Path, terms: int, runs: int) -> dict[str, float]:
    """Median seconds a term, by what was done."""
    content = folder / "content" / "synthetic"
    write_terms(content, terms)
    copies = folder / "copies"
    shutil.copytree(content, copies)
    files = sorted(copies.rglob("term-*.md"))
    lessons = folder / "lessons"
    times: dict[str, list[float]] = {}

    def note(what: str, count: int, action: Callable[[], object]) -> None:
        times.setdefault(what, []).append(seconds(action) / count)

    for _ in range(runs):
        shutil.rmtree(lessons, ignore_errors=True)
        note(FIRST, terms, lambda: build(content, lessons))
        note(AGAIN, terms, lambda: build(content, lessons))
        note(ALL_FILES, terms, lambda: with_jupytext(files))
        for file in files[:3]:
            note(EACH_FILE, 1, partial(with_jupytext, [file]))
    return {what: median(values) for what, values in times.items()}


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast lessons are built.")
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder), options.terms, options.runs)
    for what, each in times.items():
        print(f"{what:<29} {each * 1000:8.2f} ms a term")
    for what in (EACH_FILE, ALL_FILES):
        print(f"{what} / {FIRST}: {times[what] / times[FIRST]:.1f}")
    whole = times[AGAIN] * options.terms
    print(f"{AGAIN}, whole: {whole:.2f} s, {whole / LONGEST_REBUILD:.2f} of the limit")


if __name__ == "__main__":
    main()
