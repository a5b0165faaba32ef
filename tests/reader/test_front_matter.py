"""Tests of front matter: both of YAML's parsers, and hostile YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studywidgets.reader import yaml_subset
from studywidgets.reader.front_matter import read_front_matter
from studywidgets.reader.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studywidgets.reader.yaml_subset import FrontMatter, Shape

SHAPES: Mapping[str, Shape] = {"title": "text", "order": "list", "allow": "mapping"}

PIECES = st.sampled_from(
    [
        *"abc:-#&*!|>%@`'\"[]{},?~\t\n ",
        *(
            "title: ",
            "order: ",
            "allow:\n  ",
            "\n  b: ",
            "\n",
            "\n- ",
            "\n  - ",
            "---",
            "...",
            "<<: ",
            "!!python/object:os.system ",
        ),
        *(
            "&a ",
            "*a",
            "[*a, *a]",
            "{{",
            "? ",
            "|\n",
            ">-\n  ",
            "%YAML 1.1\n",
            "\u00e9",
            "__proto__: ",
        ),
    ]
)


def read(text: str) -> tuple[FrontMatter | None, list[str]]:
    """Return what front matter holds, and the problems in it as `line SW012`."""
    problems = Problems("a.md")
    front = read_front_matter(["---", *text.split("\n"), "---", ""], SHAPES, problems)
    return front, [f"{found.location.line} {found.code}" for found in problems.found]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml and then with PyYAML's own parser, which machines without it have."""
    monkeypatch.setattr(yaml_subset, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("title: a\norder: [b, c]", []),
        ("title: >\n  a\n  b", []),
        ("title a", ["2 SW022"]),
        ("title: a\norder: [b", ["3 SW022"]),
        ("title: a: b", ["2 SW027"]),
        ("title: *a* b", ["2 SW027"]),
        ("title: @a", ["2 SW027"]),
        ("title: %a", ["2 SW027"]),
        ("title: {a", ["2 SW027"]),
        ("title: a # b", ["2 SW027"]),
        ('title: "a" b', ["2 SW027"]),
        ("order:\n  - a: b", ["3 SW027"]),
        ("order:\n  - a # b", ["3 SW027"]),
        ("title: a\n\torder: []", ["3 SW022"]),
        ("title: a\n  order: b", ["3 SW022"]),
        ("title: &a b\norder: [*a]", ["2 SW023", "3 SW023"]),
        ("title: !!python/object/apply:os.system [x]", ["2 SW023", "2 SW026"]),
        ("<<: {title: a}", ["2 SW025"]),
        ("? {a: b}\n: c", ["2 SW022"]),
        ("a: 1\na: 2", ["2 SW025", "3 SW025"]),
        ("title: a\ntitle: b\ntitle: c", ["3 SW024", "4 SW024"]),
        ("order: {a: [b, {c: d}]}", ["2 SW026"]),
        ("- a", ["2 SW022"]),
        ("allow: a", ["2 SW026"]),
        ("allow: [a]", ["2 SW026"]),
        ("allow:\n  a: b\n  c: d", []),
        ("allow: {a: b, c: }", []),
        ("allow:\n  a: b\n  a: c", ["4 SW024"]),
        ("allow:\n  a: [b, [c]]\n  d: {e: f}\n  g: h", ["3 SW026", "4 SW026"]),
        ("allow:\n  ? [a, b]\n  : {c: d}\n  e: f", ["3 SW026"]),
        ("allow:\n  a: b: c", ["3 SW027"]),
        ("allow:\n  a: b # c", ["3 SW027"]),
        ("allow:\n  a: &x b\n  c: *x", ["3 SW023", "4 SW023"]),
        ("allow: *x", ["2 SW023"]),
        ("title: a\n...\nb", ["4 SW022"]),
        ("", []),
    ],
)
def test_problems(text: str, problems: list[str]) -> None:
    """Both parsers give the same problems in the same lines."""
    _, found = read(text)

    assert found == problems


@pytest.mark.usefixtures("_each_parser")
def test_values_and_lines() -> None:
    """Texts, lists and texts by keys come with the line in which each begins."""
    front, _ = read("title: >\n  a\n  b\norder:\n  - c\n  - 'd'\nallow:\n  e: f\n    g\n  h:\n")

    assert front is not None
    assert front.texts["title"].value == "a b"
    assert [(entry.value, entry.line) for entry in front.lists["order"]] == [("c", 6), ("d", 7)]
    assert [(key.value, text.value, key.line) for key, text in front.mappings["allow"]] == [
        ("e", "f g", 9),
        ("h", "", 11),
    ]
    assert front.lines == {"title": 2, "order": 5, "allow": 8}
    assert front.body == 13


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    "text",
    [
        "order: " + "[" * 200_000,
        "order: " + "[" * 5_000 + "]" * 5_000,
        "order: " + "{a: " * 5_000 + "}" * 5_000,
        "- " * 50_000,
        "allow: {a: " + "[" * 200_000,
    ],
    ids=["open", "lists", "maps", "steps", "entry"],
)
def test_deep_yaml_is_refused(text: str) -> None:
    """Nesting on which YAML's parsers would spend minutes is refused at once."""
    _, found = read(text)

    assert found == ["2 SW022"]


@pytest.mark.usefixtures("_each_parser")
def test_alias_bomb_is_refused() -> None:
    """Aliases that would make a small file huge are reported one by one, and never followed."""
    lines = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]

    front, found = read("\n".join(["a0: &a0 [x, x]", *lines]))

    assert front is not None
    assert (front.texts, front.lists) == ({}, {})
    assert {problem.partition(" ")[2] for problem in found} == {"SW023", "SW025"}


@pytest.mark.usefixtures("_each_parser")
def test_long_values_are_read() -> None:
    """A value of half a megabyte, and a list of thousands, are read."""
    front, found = read("title: " + "a" * 500_000 + "\norder: [" + "a, " * 5_000 + "]")

    assert found == []
    assert front is not None
    assert len(front.texts["title"].value) == 500_000
    assert len(front.lists["order"]) == 5_000


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    """Whatever stands between the lines ---, nothing is raised, and what is refused is reported."""
    front, problems = read(text)

    assert front is not None
    assert problems or not front.refused
    assert all(entry.line >= 2 for entry in front.texts.values())
