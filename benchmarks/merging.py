"""What three merges of edited lessons lose, and how fast ours is against nbdime.

The cases are those of the tests: lessons of made-up words, each of which stands in one place, so
that the words alone tell whose text is lost. git merges the files as it does by itself, which may
leave marks of conflicts and so no notebook, and with `--ours`; nbdime merges with `use-local`: as a
tool must that can't stop and ask.

Speed is that of reading, merging and writing lessons as long as real ones, many times less for one
tool than for the other: a moment in which the machine is busy would decide a single run of the
faster. So the lessons come in batches, each of which is merged by one tool right after the other,
and the median of the batches counts. Every run is a process of its own that has merged one lesson
before the clock starts, since the first makes the validator.
"""

# ruff: noqa: S603 - starts git and nbdime
from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.build import write_terms
from benchmarks.peers import environment
from benchmarks.rows import AtMost, Faster, Figure, Row
from studywidgets.notebooks import build
from studywidgets.notebooks.kept import built_cells
from studywidgets.notebooks.merge.notebook import merge_lesson
from studywidgets.notebooks.reading import parse, read_notebook, to_bytes
from tests.merging.cases import Case, edited, make_case, words, words_in_force
from tests.merging.instructor_side import STEADY_EDITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.runs import Effort

NBDIME = "nbdime==4.0.4"
CASES = 300
LESSONS = 1000
SIDES = ("base", "mine", "theirs")
REWORDED = ("moved to a **new town**", "went to a **new town**")
"""Words of every fact of a synthetic term, and what stands there in the new content."""

MERGE_HERE = """
from benchmarks.merging import merge_here as merge
"""
MERGE_WITH_NBDIME = """
import nbformat
from nbdime.merging.notebooks import merge_notebooks
from nbdime.nbmergeapp import _build_arg_parser

arguments = _build_arg_parser().parse_args(["b", "l", "r", "--merge-strategy", "use-local"])

def merge(folder):
    sides = [nbformat.read(folder / side, as_version=4) for side in ("base", "mine", "theirs")]
    merged, _ = merge_notebooks(*sides, arguments)
    (folder / "nbdime").write_text(nbformat.writes(merged), encoding="utf-8")
"""
RUN = """
import sys, time
from pathlib import Path

folders = [Path(line) for line in sys.stdin.read().splitlines()]
merge(folders[0])
start = time.perf_counter()
for folder in folders:
    merge(folder)
print(time.perf_counter() - start)
"""
BATCH = 50
"""How many lessons one run merges."""


LOSSES = ("an edit lost", "new content lost", "ids twice", "no notebook")


@dataclass
class Score:
    """What one tool made of the cases, as numbers of cases: see `LOSSES`."""

    edits: int = 0
    news: int = 0
    ids: int = 0
    broken: int = 0

    def count(self, case: Case, content: bytes) -> None:
        """Add one case."""
        try:
            notebook = json.loads(content)
        except ValueError:
            self.broken += 1
            return
        cells = [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]
        names = [cell.get("id") for cell in cells]
        self.edits += not case.own <= words_in_force(cells)
        self.news += not case.news <= words(cells)
        self.ids += len(set(names)) < len(names)


def write_cases(folder: Path, cases: Sequence[Case]) -> list[Path]:
    """Write each case as three files, in a folder of its own."""
    folders = [folder / str(number) for number in range(len(cases))]
    for each, case in zip(folders, cases, strict=True):
        each.mkdir(parents=True)
        for side in SIDES:
            (each / side).write_bytes(to_bytes(getattr(case, side)))
    return folders


def merge_here(folder: Path) -> None:
    """Merge one lesson with this project."""
    mine = read_notebook(folder / "mine").notebook
    theirs = parse((folder / "theirs").read_bytes())
    merged, _ = merge_lesson(built_cells(mine), mine, theirs)
    (folder / "ours").write_bytes(to_bytes(merged))


def merge_all(python: Path | str, merge: str, folders: Sequence[Path]) -> float:
    """Merge in a process of its own, and return the seconds that it took once it was ready.

    Args:
        python: The interpreter.
        merge: Code that makes a function `merge`, which merges the lesson of one folder.
        folders: The folders of the lessons.
    """
    done = subprocess.run(
        [python, "-W", "ignore", "-c", merge + RUN],
        input="\n".join(map(str, folders)),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout.splitlines()[-1])


def merge_with_git(folder: Path, *options: str) -> bytes:
    """Merge with git, line by line."""
    command = ["git", "merge-file", "-p", *options, "mine", "base", "theirs"]
    # Its exit code is the number of conflicts.
    return subprocess.run(command, cwd=folder, check=False, stdout=subprocess.PIPE).stdout


def compare(python: Path, folder: Path, count: int) -> list[Row]:
    """What each tool loses."""
    cases = [make_case(random.Random(seed)) for seed in range(count)]  # noqa: S311 - no secrets
    folders = write_cases(folder, cases)
    merge_all(sys.executable, MERGE_HERE, folders)
    merge_all(python, MERGE_WITH_NBDIME, folders)
    scores = {
        "studywidgets": Score(),
        "git merge-file": Score(),
        "git merge-file --ours": Score(),
        f"{NBDIME} use-local": Score(),
    }
    for case, each in zip(cases, folders, strict=True):
        results = (
            (each / "ours").read_bytes(),
            merge_with_git(each),
            merge_with_git(each, "--ours"),
            (each / "nbdime").read_bytes(),
        )
        for score, content in zip(scores.values(), results, strict=True):
            score.count(case, content)
    own, *others = ([Figure.exact(each) for each in astuple(score)] for score in scores.values())
    return [
        Row(f"{loss}, of {count} cases", "", ours, peer, against, AtMost(0))
        for against, theirs in zip(list(scores)[1:], others, strict=True)
        for loss, ours, peer in zip(LOSSES, own, theirs, strict=True)
    ]


def lessons_of(content: Path, folder: Path) -> list[dict[str, Any]]:
    """Build a course, and return its lessons."""
    build(content, folder)
    return [parse(path.read_bytes()) for path in sorted(folder.glob("term-*.ipynb"))]


def long_cases(folder: Path, count: int) -> list[Case]:
    """Lessons as long as real ones, each edited a few times and with some new content."""
    content = folder / "content"
    write_terms(content / "synthetic", count)
    before = lessons_of(content, folder / "before")
    for path in content.rglob("term-*.md"):
        said = path.read_text(encoding="utf-8")
        path.write_text(said.replace(*REWORDED), encoding="utf-8")
    after = lessons_of(content, folder / "after")
    chances = (random.Random(seed) for seed in range(count))  # noqa: S311 - no secrets
    return [
        Case(base, edited(chance, base, STEADY_EDITS, "own", 5), theirs)
        for chance, base, theirs in zip(chances, before, after, strict=True)
    ]


def race(python: Path, folder: Path, lessons: int) -> Row:
    """How much longer nbdime takes for many lessons."""
    folders = write_cases(folder / "cases", long_cases(folder, lessons))
    batches = [folders[start : start + BATCH] for start in range(0, lessons, BATCH)]
    ours, theirs = [], []
    for batch in batches:
        ours.append(merge_all(sys.executable, MERGE_HERE, batch) / len(batch) * 1000)
        theirs.append(merge_all(python, MERGE_WITH_NBDIME, batch) / len(batch) * 1000)
    what = f"merge of a lesson, {lessons:,} lessons in batches"
    return Row(what, "ms", Figure.median(ours), Figure.median(theirs), NBDIME, Faster(20))


def rows(effort: Effort) -> list[Row]:
    """Compare and race."""
    python = environment("nbdime", [NBDIME]).python
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        return [
            race(python, folder / "lessons", effort.of(LESSONS, 20)),
            *compare(python, folder / "cases", effort.of(CASES, 20)),
        ]
