"""What lessons were built from, read back out of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.model import Fact, KeyPoint
from studywidgets.notebooks.last_build import LastBuild, items_of
from studywidgets.notebooks.pages import notebooks
from studywidgets.reader import read_content
from studywidgets.reader.fixing import fix_content
from studywidgets.rules.of_ids import Item
from tests.notebooks_build import content as sample
from tests.notebooks_build.content import write_course, write_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.notebooks_build.conftest import Workplace

TEXTS = st.text("ab *_`\"'\\\n|$#{}%é\u202e\x00", min_size=1, max_size=12)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_was_built_is_read(definition: str, fact: str, answer: str, point: str) -> None:
    """Every text comes back as it went into the lesson, whatever stands in it."""
    key_point = KeyPoint("stuck", point.strip(), ("no way", "dead | lock"), sample.HERE)
    term = sample.term(
        definition=definition,
        facts=(Fact("third", fact, sample.HERE),),
        questions=(sample.question(answer=answer, key_points=(key_point,)),),
    )
    made = {each.name: each for each in notebooks(sample.course(sample.unit("talks", term)))}

    built = made["mediation.ipynb"].built()

    assert items_of(built, "mediation") == {
        "definition": Item("definition", definition, "Mediation"),
        "third": Item("fact", fact),
        "why-help": Item("question", "Why *help*?", answer),
        "why-help/stuck": Item("key point", point.strip(), "no way\ndead | lock"),
    }


def test_lesson_of_a_course_among_several(built: Workplace) -> None:
    """A lesson is found in its course's folder too, and not under another course's name."""
    write_course(built.content / "writing", {"texts": ["essay"]}, title="Writing")
    built.build()

    last_build = LastBuild(built.lessons)

    assert "fact-1" in last_build("writing", "essay")
    assert "fact-1" in last_build("talking", "mediation")
    assert last_build("talking", "essay") == {}
    assert last_build("writing", "absent") == {}
    assert last_build("writing", "../talking/mediation") == {}


def test_edits_of_a_lesson_make_no_difference(built: Workplace) -> None:
    """What was built is known when somebody has deleted every cell."""
    before = LastBuild(built.lessons)("talking", "mediation")

    built.edit("mediation.ipynb", lambda notebook: notebook.cells.clear())

    assert LastBuild(built.lessons)("talking", "mediation") == before


def without(key: str) -> Callable[[dict[str, Any]], None]:
    """Return a change that takes a key out of what a build noted."""
    return lambda notebook: notebook["metadata"]["studywidgets"].pop(key)


def with_built(built: object) -> Callable[[dict[str, Any]], None]:
    """Return a change of the cells that a build noted."""
    return lambda notebook: notebook["metadata"]["studywidgets"].update(built=built)


def source(text: str) -> Callable[[dict[str, Any]], None]:
    """Return a change of the one cell that a build noted."""
    return with_built([{"id": "a", "type": "code", "source": text}])


@pytest.mark.parametrize(
    "change",
    [
        without("built"),
        without("course"),
        without("term"),
        with_built(None),
        with_built("text"),
        with_built([None]),
        with_built([{}]),
        source(""),
        source("import os"),
        source("sw.Definition("),
        source("sw.Definition(1, 2)"),
        source("sw.Definition('a')"),
        source("sw.FactChecklist('a', ['b'])"),
        source("sw.FactChecklist('a', {1: 'b'})"),
        source("sw.FactChecklist('a', {'../b': 'b', 'C': 'c', 'd': 4})"),
        source("sw.AnswerBox('a', 'b', id=__import__('os').getcwd(), key_points={})"),
        source("sw.AnswerBox('a', 'b', key_points={})"),
        source("(" * 10_000),
        source("-" * 100_000 + "1"),
        source("\x00"),
        lambda notebook: notebook.update(metadata=[]),
    ],
)
def test_notebook_that_no_build_wrote(built: Workplace, change: Callable[..., None]) -> None:
    """Whatever stands in a notebook's metadata, nothing is raised, run or believed."""
    path = built.lessons / "mediation.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")

    assert LastBuild(built.lessons)("talking", "mediation") == {}


@pytest.mark.parametrize("content", [b"", b"[]", b"1", b"\xff", b"<<<<<<< ours", b"[" * 100_000])
def test_file_that_is_no_notebook(built: Workplace, content: bytes) -> None:
    """A file that can't be read has no items; a build names it."""
    (built.lessons / "mediation.ipynb").write_bytes(content)

    assert LastBuild(built.lessons)("talking", "mediation") == {}


def test_no_lessons(tmp_path: Path) -> None:
    """Before the first build nothing is known."""
    assert LastBuild(tmp_path / "lessons")("talking", "mediation") == {}


def test_reused_id_stops_a_build(built: Workplace) -> None:
    """A build writes nothing while an id of the last one stands for something else."""
    before = built.files()
    path = built.content / "talking" / "talks" / "mediation.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("The **mediation 1** began in **1914**.", "Ships **sail**."), encoding="utf-8"
    )

    report = built.build()

    assert [problem.code for problem in report.diagnostics] == ["SW063"]
    assert built.files() == before


def test_lost_ids_come_back_from_lessons(built: Workplace) -> None:
    """After all ids of a file were lost, fixing gives the file that was built."""
    path = built.content / "talking" / "talks" / "mediation.md"
    text = path.read_text(encoding="utf-8")
    lines = [line.partition(" {#")[0] for line in text.split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")

    report = fix_content(built.content, LastBuild(built.lessons))

    assert len(report.fixed) == 5 + 3 + 9
    assert report.left == []
    assert path.read_text(encoding="utf-8") == text


def test_last_build_of_unchanged_content_says_nothing(built: Workplace) -> None:
    """Content that is as it was built has no problem, also when a definition was rewritten."""
    write_term(built.content / "talking" / "talks" / "mediation.md", "Somebody helps two others.")

    _, problems = read_content(built.content, LastBuild(built.lessons))

    assert [problem.code for problem in problems if problem.code == "SW063"] == []
