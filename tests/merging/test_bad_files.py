"""Lessons that can't be merged, and hostile notes in lessons that can."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from nbformat.validator import iter_validate

from tests.merging.conftest import LESSON

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.merging.conftest import Desk

OLD = "What mediation is, in one sentence."
NEW = "Help from a third party."


def as_json(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """A damage of the parsed notebook as one of the bytes."""

    def damage(content: bytes) -> bytes:
        notebook = json.loads(content)
        change(notebook)
        return json.dumps(notebook).encode()

    return damage


def in_note(key: str, value: object) -> Callable[[bytes], bytes]:
    """Another value in what the build noted."""
    return as_json(lambda notebook: notebook["metadata"]["studywidgets"].update({key: value}))


def in_built(key: str, value: object) -> Callable[[bytes], bytes]:
    """Another value in what was noted of the first cell."""
    return as_json(
        lambda notebook: notebook["metadata"]["studywidgets"]["built"][0].update({key: value})
    )


def without(key: str) -> Callable[[bytes], bytes]:
    """A notebook without one of the build's notes."""
    return as_json(lambda notebook: notebook["metadata"]["studywidgets"].pop(key))


def nested(content: bytes) -> bytes:
    """Lists in lists, deeper than anything can walk, in our note."""
    deep = b"[" * 50_000 + b"]" * 50_000
    return content.replace(b'"format": 1', b'"format": ' + deep)


def git_marks(content: bytes) -> bytes:
    """The marks of a merge that git could not finish."""
    marks = b"<<<<<<< HEAD\n    mine\n=======\n    theirs\n>>>>>>> other\n"
    lines = content.splitlines(keepends=True)
    return b"".join([*lines[:20], marks, *lines[20:]])


DAMAGED = "has a damaged note of what was built"
BAD_FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "not JSON": (lambda content: content[:-40], "is not JSON"),
    "git's marks": (git_marks, "holds the marks of a merge conflict"),
    "old format": (as_json(lambda notebook: notebook.update(nbformat_minor=4)), "format 4.4"),
    "next format": (as_json(lambda notebook: notebook.update(nbformat=5)), "format 5.5"),
    "no cells": (as_json(lambda notebook: notebook.pop("cells")), "is not a valid notebook"),
    "cells of no type": (as_json(lambda notebook: notebook.update(cells=[7])), "notebook"),
    "no source": (as_json(lambda notebook: notebook["cells"][1].pop("source")), "not a valid"),
    "bad id": (as_json(lambda notebook: notebook["cells"][1].update(id="a b")), "not a valid"),
    "no note": (
        as_json(lambda notebook: notebook["metadata"].pop("studywidgets")),
        "was not built by studywidgets",
    ),
    "no base": (without("built"), "was not built by studywidgets"),
    "no course": (without("course"), "belongs to another course"),
    "other course": (in_note("course", "writing"), "belongs to another course, 'writing'"),
    "strange course": (in_note("course", {"a": [1]}), "belongs to another course"),
    "base is no list": (in_note("built", "everything"), DAMAGED),
    "base of numbers": (in_note("built", [1, 2]), DAMAGED),
    "base with a number as text": (in_built("source", 7), DAMAGED),
    "base with a list as text": (in_built("source", ["a"]), DAMAGED),
    "base with a strange type": (in_built("type", "heading"), DAMAGED),
    "base with an unhashable type": (in_built("type", ["code"]), DAMAGED),
    "base with one id twice": (in_built("id", "mediation_facts"), DAMAGED),
    "newer version": (in_note("format", 2), "was built by a newer studywidgets"),
    "deep nesting": (nested, "is not JSON"),
}


@pytest.mark.parametrize(("damage", "reason"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_left(desk: Desk, damage: Callable[[bytes], bytes], reason: str) -> None:
    """A lesson that can't be merged is named with the reason and left; the others are built."""
    desk.lesson.write_bytes(damage(desk.lesson.read_bytes()))
    before = desk.lesson.read_bytes()
    desk.reword(OLD, NEW)

    report = desk.build()

    assert report.refused == [LESSON]
    assert reason in report.reasons[LESSON]
    assert report.written == ["glossary.ipynb", "guide-talks.ipynb"]
    assert desk.lesson.read_bytes() == before


def test_read_only(desk: Desk) -> None:
    """An edited lesson that is read-only is named and left."""
    desk.edit("mediation_example", "In 1999", "In 1997")
    desk.lesson.chmod(0o444)
    before = desk.lesson.read_bytes()
    desk.reword(OLD, NEW)

    report = desk.build()

    assert report.refused == [LESSON]
    assert "is read-only" in report.reasons[LESSON]
    assert desk.lesson.read_bytes() == before


def test_link_out(desk: Desk) -> None:
    """An edited lesson behind a symbolic link is named, and neither link nor target changes."""
    desk.edit("mediation_example", "In 1999", "In 1997")
    target = desk.root / "precious.ipynb"
    desk.lesson.rename(target)
    desk.lesson.symlink_to(target)
    before = target.read_bytes()
    desk.reword(OLD, NEW)

    report = desk.build()

    assert report.refused == [LESSON]
    assert "is a symbolic link" in report.reasons[LESSON]
    assert desk.lesson.is_symlink()
    assert target.read_bytes() == before


def test_saved_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody saves between reading and writing is not overwritten."""
    desk.edit("mediation_example", "In 1999", "In 1997")
    desk.reword(OLD, NEW)
    saved = desk.lesson.read_bytes().replace(b"In 1997", b"In 1995")
    building = sys.modules["studywidgets.notebooks.build"]

    def saving(path: Path) -> None:
        """Save in the last moment before a lesson is replaced."""
        if path == desk.lesson:
            path.write_bytes(saved)

    monkeypatch.setattr(building, "check_writable", saving)

    report = desk.build()

    assert report.refused == [LESSON]
    assert report.reasons[LESSON] == "was saved by somebody else meanwhile; try again"
    assert desk.lesson.read_bytes() == saved


CONFLICT = {
    "cells": ["mediation--definition"],
    "theirs": "x",
    "type": "code",
    "side": "content",
    "base": [["mediation--definition", "y"]],
    "shown": "0" * 16,
}
NOTES: dict[str, object] = {
    "text": "conflict",
    "list": [],
    "null": None,
    "origin of a number": {"origin": 7},
    "origin of a list": {"origin": ["mediation_facts"]},
    "origin of another cell": {"origin": "mediation_facts"},
    "origin of nothing": {"origin": "x" * 1000},
    "conflict of a number": {"conflict": 7},
    "conflict of another text": {"conflict": CONFLICT},
    "conflict without cells": {"conflict": {**CONFLICT, "cells": []}},
    "conflict of unhashable cells": {"conflict": {**CONFLICT, "cells": [["a"]]}},
    "conflict with a strange side": {"conflict": {**CONFLICT, "side": ["content"]}},
    "conflict with a strange type": {"conflict": {**CONFLICT, "type": {"a": 1}}},
    "conflict with a strange base": {"conflict": {**CONFLICT, "base": [[1, 2, 3], "ab"]}},
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
@pytest.mark.parametrize("cell", [1, 2, 5])
def test_hostile_note(desk: Desk, cell: int, note: object) -> None:
    """Whatever stands in a cell's own note, texts stay, ids are unique, and new content comes."""
    notebook = json.loads(desk.lesson.read_bytes())
    notebook["cells"][cell]["metadata"]["studywidgets"] = note
    notebook["cells"][4]["source"].append("# my own line")
    desk.lesson.write_text(json.dumps(notebook), encoding="utf-8")
    desk.reword(OLD, NEW)

    report = desk.build()

    merged = json.loads(desk.lesson.read_bytes())
    ids = [each["id"] for each in merged["cells"]]
    said = ["".join(each["source"]) for each in merged["cells"]]
    assert report.refused == []
    assert len(set(ids)) == len(ids) >= len(notebook["cells"])
    assert next(iter_validate(merged, None, 4, 5), None) is None
    assert any("# my own line" in each for each in said)
    assert any(NEW in each for each in said)
    desk.build()
    assert json.loads(desk.lesson.read_bytes()) == merged


def test_repeated_ids(desk: Desk) -> None:
    """Cells that all have one id are told by what they are of, and have ids of their own then."""
    notebook = json.loads(desk.lesson.read_bytes())
    for cell in notebook["cells"]:
        cell["id"] = "same"
    desk.lesson.write_text(json.dumps(notebook), encoding="utf-8")
    desk.reword(OLD, NEW)

    report = desk.build()

    sources = desk.sources()
    assert report.refused == []
    assert len(sources) == len(notebook["cells"])
    assert sum(NEW in said for said in sources.values()) == 1
