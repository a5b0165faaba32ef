"""What a widget shows, read from the cell that makes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studywidgets.notebooks.calls import plain_form
from studywidgets.notebooks.cells import plain_output

if TYPE_CHECKING:
    from pathlib import Path

DEFINITION = 'sw.Definition("Term", "Its *meaning*.", id="t/definition", course="c")'


def test_built_cells(root: Path) -> None:
    """For every cell that a build makes it is the output that was built."""
    checked = 0
    for path in (root / "tests" / "golden" / "lessons").glob("*.ipynb"):
        for cell in json.loads(path.read_bytes())["cells"]:
            if cell["cell_type"] == "code":
                form = plain_form("".join(cell["source"]))
                assert form is not None
                assert [plain_output(form)] == cell["outputs"]
                checked += 1

    assert checked > 30


@pytest.mark.parametrize(
    "source",
    [
        DEFINITION,
        f"import studywidgets as sw\n{DEFINITION}",
        f"# My words\nimport studywidgets as sw\n\n{DEFINITION}  # here",
        DEFINITION.replace("sw.", "studywidgets."),
        DEFINITION.replace('"Term", "Its *meaning*."', 'text="Its *meaning*.", term="Term"'),
        DEFINITION.replace('"Its *meaning*."', '"Its "\n"*meaning*."'),
        DEFINITION.replace('course="c"', 'course="c", language=None'),
    ],
)
def test_readable(source: str) -> None:
    """A call of literals is read however it is written."""
    form = plain_form(source)

    assert form is not None
    assert "Its <em>meaning</em>." in form.html
    assert "Its meaning." in form.text


@pytest.mark.parametrize(
    "source",
    [
        "",
        "1",
        "sw.Definition(",
        "%%html\n<b>",
        f"{DEFINITION}\n1",
        f"print(1)\n{DEFINITION}",
        f"import os\n{DEFINITION}",
        f"shown = {DEFINITION}",
        DEFINITION.replace('"Term"', "title"),
        DEFINITION.replace('"Term"', "open('term').read()"),
        DEFINITION.replace('"Term"', "f'{1}'"),
        DEFINITION.replace('"Term"', "*terms"),
        DEFINITION.replace('course="c"', "**more"),
        DEFINITION.replace("sw.Definition", "sw.Meaning"),
        DEFINITION.replace("sw.Definition", "other.Definition"),
        DEFINITION.replace("sw.Definition", "Definition"),
        DEFINITION.replace('"Its *meaning*."', "7"),
        DEFINITION.replace('"Its *meaning*."', "[]"),
        DEFINITION.replace('"Term", ', ""),
        'sw.FactChecklist("Term", ["a list"], id="t", course="c")',
        'sw.AnswerBox("Why?", "So.", key_points=7, id="t/q", course="c")',
        'sw.LessonEnd(previous="x", id="t", course="c")',
        'sw.Glossary("Course", {"t": ("only one",)}, course="c")',
        'sw.Home("Course", [{"title": "no terms"}], course="c")',
        'sw.Guide("Unit", [{}], id="u", course="c")',
        "(" * 5000,
        "[" * 300 + "]" * 300,
        "sw.Definition(1" + "0" * 5000 + ")",
        "a\x00b",
    ],
)
def test_unreadable(source: str) -> None:
    """What computes, does anything else or would not work is not read, and never run."""
    assert plain_form(source) is None


def test_hostile_text() -> None:
    """A text in a call stays text."""
    form = plain_form(DEFINITION.replace("Term", "<script>alert(1)</script>"))

    assert form is not None
    assert "<script" not in form.html
