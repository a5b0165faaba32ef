"""How fast lessons are built: against jupytext per file, when nothing changed, and as they grow.

    python -m benchmarks.build [--terms 1000] [--runs 5] [--sizes 1000 3000]

Runs of both are interleaved, so that a busy machine slows both, and medians are compared. jupytext
is measured in both ways of use: one command a file, on a few of them, and one command for all,
which spreads its start over all files. It only converts; a build also checks the content, renders
its plain forms, and makes guides and glossary.

For each of the sizes the whole commands are run, `build` and `site`, on so many terms: the time a
term should not grow, nor the memory of a process by much. Sizes up to 10,000 take minutes.
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
from studywidgets.processes import processors

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
        note(FIRST, terms, lambda: build(content, lessons, jobs=processors()))
        note(AGAIN, terms, lambda: build(content, lessons, jobs=processors()))
        note(ALL_FILES, terms, lambda: with_jupytext(files))
        for file in files[:3]:
            note(EACH_FILE, 1, partial(with_jupytext, [file]))
    return {what: median(values) for what, values in times.items()}


# Runs a command in a process that has started no other, and prints its time and peak memory.
MEASURED = """import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"""


def command(name: str, content: Path, output: Path) -> tuple[float, float]:
    """Run one of our commands; its seconds, and the MiB of its largest process."""
    whole = [sys.executable, "-m", "studywidgets", name, content, "-o", output]
    run = [sys.executable, "-c", MEASURED, *map(str, whole)]
    found = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(found[0]), float(found[1])


def measure_growth(folder: Path, sizes: list[int]) -> None:
    """Print how long whole builds of courses of these sizes take, and what they need."""
    for name in ("build", "site"):
        base = 0.0
        for size in sizes:
            content, output = folder / f"content-{size}", folder / f"{name}-{size}"
            if not content.exists():
                write_terms(content, size)
            first, memory = command(name, content, output)
            again, _ = command(name, content, output)
            shutil.rmtree(output)
            base = base or first / size
            print(
                f"{name:<5} {size:>6,} terms: {first:6.1f} s, {first / size * 1000:5.2f} ms a term "
                f"({first / size / base:.2f} of the first size's), {memory:4.0f} MiB; "
                f"nothing changed {again:.2f} s"
            )


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast lessons are built.")
    parser.add_argument("--terms", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 3000])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder), options.terms, options.runs)
        measure_growth(Path(folder), options.sizes)
    for what, each in times.items():
        print(f"{what:<29} {each * 1000:8.2f} ms a term")
    for what in (EACH_FILE, ALL_FILES):
        print(f"{what} / {FIRST}: {times[what] / times[FIRST]:.1f}")
    whole = times[AGAIN] * options.terms
    print(f"{AGAIN}, whole: {whole:.2f} s, {whole / LONGEST_REBUILD:.2f} of the limit")


if __name__ == "__main__":
    main()
