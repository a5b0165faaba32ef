"""Tests of what is known of the last build: ids that got lost, and ids that are used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.diagnostics import render
from studywidgets.reader import read_content
from studywidgets.rules.of_ids import Item
from tests.reader.contents import COURSE, GOOD, MEDIATION, edited, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ITEMS: Mapping[str, Item] = {
    "definition": Item("definition", "A third party helps.\n\nIt may be a state.", "Mediation"),
    "no-power": Item("fact", "A mediator has **no power** to decide."),
    "last-word": Item("fact", "The **parties** keep the **last word**."),
    "when": Item("question", "When does mediation work?", "When both sides are tired."),
    "when/stalemate": Item("key point", "Both sides are tired", "stalemate\ncannot win"),
    "when/talk": Item("key point", "They talk"),
    "why": Item("question", "Why does it fail?", "Out of distrust."),
    "why/talk": Item("key point", "There is no trust", "distrust"),
}
"""What the good content's mediation was built from."""


def found(folder: Path, text: str, items: Mapping[str, Item] = ITEMS) -> str:
    """Return what is reported of mediation.md with another text, after a build of some items."""

    def last_build(namespace: str, term: str) -> Mapping[str, Item]:
        return items if (namespace, term) == ("history", "mediation") else {}

    _, diagnostics = read_content(write(folder, {**GOOD, MEDIATION: text}), last_build)
    return render(diagnostics).replace(f"{MEDIATION}:", "")


def changed(*changes: tuple[str, str]) -> str:
    """Return the text of mediation.md with pieces of it replaced."""
    text = GOOD[MEDIATION]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_nothing_changed(tmp_path: Path) -> None:
    """What is as it was built gives no problem."""
    assert found(tmp_path, GOOD[MEDIATION]) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A mediator has **no power** to decide.", "No mediator may **decide**, or force anybody."),
        ("A mediator has **no power** to decide.", "a MEDIATOR has no **power** to decide"),
        ("When does mediation work?", "What makes mediators succeed?"),
        ("Why does it fail?", "What may go wrong?"),  # its answer is what it was
        ("Both sides are tired | stalemate", "Neither can go on | stalemate"),
        ("A third party helps.", "Somebody from outside makes peace."),  # its title is what it was
        ("title: Mediation", "title: Peacemaking"),
    ],
)
def test_reworded_text_keeps_its_id(old: str, new: str, tmp_path: Path) -> None:
    """A text that has a word in common with the old one, in itself or beside it, is the same."""
    assert "SW063" not in found(tmp_path, changed((old, new)))


@pytest.mark.parametrize(
    ("changes", "rendered"),
    [
        (
            [("A mediator has **no power** to decide.", "Peace talks take **time**.")],
            (
                "19: SW063 the id “no-power” stood for the fact “A mediator has no power to "
                "decide.” in the last build\n"
                "    write a new id here: students' work on the old fact hangs on this one\n"
                "    if it is the same in other words, say so: allow: {SW063: why}"
            ),
        ),
        (
            [
                ("{#no-power}", "{#powerless}"),
                (
                    "The **parties** keep the **last word**. {#last-word}",
                    "No **time**. {#no-power}",
                ),
            ],
            (
                "20: SW063 the id “no-power” stood for the fact “A mediator has no power to "
                "decide.” in the last build\n"
                "    that text has the id powerless now: give it no-power back, and write a new id "
                "here: students' work on the old fact hangs on this one"
            ),
        ),
        (
            [("{#why}", "{#last-word}"), ("{#last-word}\n\n## Review", "{#final}\n\n## Review")],
            (
                "35: SW063 the id “last-word” stood for the fact “The parties keep the last "
                "word.” in the last build\n"
                "    that text has the id final now: give it last-word back, and write a new id "
                "here: students' work on the old fact hangs on this one"
            ),
        ),
        (
            [
                ("1. A mediator has **no power** to decide. {#no-power}\n", ""),
                ("Why does it fail? {#why}", "Why has a mediator no power? {#no-power}"),
            ],
            (
                "34: SW063 the id “no-power” stood for the fact “A mediator has no power to "
                "decide.” in the last build\n"
                "    write a new id here: students' work on the old fact hangs on this one\n"
                "    if it is the same in other words, say so: allow: {SW063: why}"
            ),
        ),
        (
            [("They talk {#talk}", "A bell rings {#talk}")],
            (
                "33: SW063 the id “talk” stood for the key point “They talk” in the last build\n"
                "    write a new id here: students' work on the old key point hangs on this one\n"
                "    if it is the same in other words, say so: allow: {SW063: why}"
            ),
        ),
        (
            [
                ("title: Mediation", "title: Harbour"),
                ("A third party helps.\n\nIt may be a state.", "Where ships lie.\n\nOr boats."),
            ],
            (
                "9: SW063 this term's id stood for another term, “Mediation”, in the last build\n"
                "    give the file another name: students' work on the old term hangs on this one\n"
                "    if it is the same in other words, say so: allow: {SW063: why}"
            ),
        ),
    ],
)
def test_reused_ids(changes: list[tuple[str, str]], rendered: str, tmp_path: Path) -> None:
    """An id that stands for something else is an error that says what it stood for."""
    text = changed(*sorted(changes, key=lambda change: change[0] == "{#why}"))

    assert found(tmp_path, text) == rendered


def test_swapped_ids(tmp_path: Path) -> None:
    """Two ids that changed places are both reported."""
    text = changed(
        ("{#no-power}", "{#x}"), ("{#last-word}", "{#no-power}"), ("{#x}", "{#last-word}")
    )

    assert [line for line in found(tmp_path, text).split("\n") if "SW063" in line] == [
        (
            "19: SW063 the id “last-word” stood for the fact “The parties keep the last word.” in "
            "the last build"
        ),
        (
            "20: SW063 the id “no-power” stood for the fact “A mediator has no power to decide.” "
            "in the last build"
        ),
    ]


def test_renamed_term_knows_its_last_build(tmp_path: Path) -> None:
    """What was built under a former id of the term counts for it."""
    items = {"no-power": Item("fact", "Ships need a **harbour**.")}

    _, (problem,) = read_content(
        write(tmp_path, GOOD), lambda _, term: items if term == "arbitration" else {}
    )

    assert (problem.code, problem.location.line) == ("SW063", 19)


def test_language_without_spaces(tmp_path: Path) -> None:
    """In a script without spaces a text is related to another by its characters."""
    files = edited(COURSE, "order:", "language: zh\norder:")
    files[MEDIATION] = changed(
        ("A mediator has **no power** to decide.", "调解人**没有权力**作决定。")
    )
    near = {"no-power": Item("fact", "调解人不能**决定**。")}
    far = {"no-power": Item("fact", "船舶需要**港口**。")}
    write(tmp_path, files)

    reports = [read_content(tmp_path, lambda *_, items=items: items)[1] for items in (near, far)]

    assert [[problem.code for problem in problems] for problems in reports] == [[], ["SW063"]]


def no_id(*ids: str) -> Callable[[str], str]:
    """Return a change that takes ids out of a text."""

    def change(text: str) -> str:
        for each in ids:
            text = text.replace(f" {{#{each}}}", "")
        return text

    return change


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (no_id("no-power")(GOOD[MEDIATION]), ["19 no-power"]),
        (
            no_id("no-power", "last-word", "when", "stalemate", "talk", "why")(GOOD[MEDIATION]),
            [
                "19 no-power",
                "20 last-word",
                "24 when",
                "32 stalemate",
                "33 talk",
                "35 why",
                "41 talk",
            ],
        ),
        (
            changed(
                (
                    "A mediator has **no power** to decide. {#no-power}",
                    "No mediator has the **power** to decide!",
                )
            ),
            ["19 no-power"],
        ),
        (changed((" {#when}", "")), ["24 when"]),
        (
            changed(("When does mediation work? {#when}", "When does mediation really work?")),
            ["24 when"],
        ),
    ],
)
def test_lost_ids_come_back(text: str, ids: list[str], tmp_path: Path) -> None:
    """A text without id gets the one of the last build, by its wording or one close to it."""
    hints = [line for line in found(tmp_path, text).split("\n") if "write at its end" in line]
    places = [line for line in found(tmp_path, text).split("\n") if "SW050" in line]

    proposed = [
        f"{place.partition(':')[0]} {hint.partition('{#')[2].partition('}')[0]}"
        for place, hint in zip(places, hints, strict=True)
    ]
    assert proposed == ids
    assert all(hint.endswith(", its id in the last build") for hint in hints)


@pytest.mark.parametrize(
    "text",
    [
        changed(
            ("A mediator has **no power** to decide. {#no-power}", "Peace talks take **time**.")
        ),
        changed(("{#no-power}", ""), ("{#last-word}", "{#no-power}")),
    ],
)
def test_other_texts_get_new_ids(text: str, tmp_path: Path) -> None:
    """A text that the last build did not have, or whose id is written elsewhere, gets a new id."""
    hints = [line for line in found(tmp_path, text).split("\n") if "write at its end" in line]

    (hint,) = hints
    assert "{#no-power}" not in hint
    assert "last build" not in hint


def test_exact_wording_comes_first(tmp_path: Path) -> None:
    """A near wording does not take the id of a text that stands there word for word."""
    items = {"a": Item("fact", "One two three **four** five six."), "b": Item("fact", "A **b** c.")}
    facts = "1. One two three **four** five.\n2. One two three **four** five six.\n"
    text = GOOD[MEDIATION]
    start, end = text.index("1. A mediator"), text.index("\n## Review")

    report = found(tmp_path, text[:start] + facts + text[end:], items)

    assert "19: SW050" in report
    assert "{#a}, its id" not in report.split("\n")[1]
    assert "20: SW050" in report
    assert "{#a}, its id in the last build" in report.split("\n")[3]


def test_new_id_is_never_an_old_one(tmp_path: Path) -> None:
    """An id that is proposed from the words of a text is none that the last build had."""
    items = {"the-parties-keep-the": Item("fact", "Ships need a **harbour**.")}

    report = found(tmp_path, changed((" {#last-word}", "")), items)

    assert "{#the-parties-keep-the-2}" in report
