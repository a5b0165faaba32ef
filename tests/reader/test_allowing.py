"""Tests of what a file allows: a judgement that is silenced there, by its code, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets.reader import read_content
from studywidgets.rules import RULES
from studywidgets.rules.of_ids import Item
from tests.reader.contents import (
    COURSE,
    GOOD,
    MEDIATION,
    NEGOTIATION,
    UNIT,
    codes,
    edited,
    read_mediation,
    report,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CIRCULAR = ("A third party helps.", "Mediation is what a mediator does.")


def allowing(entries: str, old: str = "", new: str = "") -> dict[str, str | bytes]:
    """Return the good files with `allow` in mediation.md, and a change of that file."""
    text = GOOD[MEDIATION].replace("sources:", f"allow:{entries}\nsources:")
    return {**GOOD, MEDIATION: text.replace(old, new) if old else text}


@pytest.mark.parametrize(
    "entries",
    [
        "\n  SW092: the everyday word",
        '\n  SW092: "the word: an everyday one"',
        " {SW092: the everyday word}",
        '\n  "SW092": the everyday\n    word',
    ],
)
def test_allowed_is_not_reported(entries: str, tmp_path: Path) -> None:
    """What a file allows with a reason is not reported for it, however YAML lets one write it."""
    assert report(tmp_path, allowing(entries, *CIRCULAR)) == ""


def test_only_the_code_is_allowed(tmp_path: Path) -> None:
    """What is not allowed is reported still."""
    files = allowing("\n  SW092: why", *CIRCULAR)
    files[MEDIATION] = str(files[MEDIATION]).replace(
        "Ada Author, A Title (A Publisher, 2015), chapter 2", "Ada"
    )

    assert codes(tmp_path, files) == ["conflict/mediation.md:8 SW094"]


def test_only_the_file_allows(tmp_path: Path) -> None:
    """The same in another file is reported."""
    files = allowing("\n  SW092: why", *CIRCULAR)
    files[NEGOTIATION] = GOOD[NEGOTIATION].replace("The parties talk.", "Whoever negotiates.")

    assert codes(tmp_path, files) == ["conflict/negotiation.md:7 SW092"]


@pytest.mark.parametrize(
    ("name", "entry", "change"),
    [
        (UNIT, "SW084: in any order", (UNIT, "[mediation, negotiation]", "[mediation]")),
        (UNIT, "SW078: for a later term", None),
        (MEDIATION, "SW089: only the other way", (NEGOTIATION, "[mediation]", "[]")),
    ],
)
def test_other_files_may_allow(
    name: str, entry: str, change: tuple[str, str, str] | None, tmp_path: Path
) -> None:
    """A unit may allow what is reported in it, and a term what needs another file to be seen."""
    files = dict(GOOD)
    if change:
        file, old, new = change
        files[file] = files[file].replace(old, new)
    else:
        files["history/conflict/map.png"] = ""
    before = codes(tmp_path, files)
    files[name] = files[name].replace("---\ntitle", f"---\nallow:\n  {entry}\ntitle")

    assert len(before) == 1
    assert codes(tmp_path, files) == []


def test_course_may_allow(tmp_path: Path) -> None:
    """A course may allow what is reported in its file."""
    files = edited(COURSE, "order: [conflict]", "allow:\n  SW084: there is only one unit")

    assert codes(tmp_path, files) == []


def test_nothing_is_allowed_by_an_empty_list(tmp_path: Path) -> None:
    """An `allow` without entries is as good as none."""
    assert codes(tmp_path, allowing("")) == []
    assert codes(tmp_path, allowing(" {}")) == []


@pytest.mark.parametrize(
    ("entries", "rendered"),
    [
        (
            "\n  SW092:",
            (
                "6: SW035 SW092 (circular-definition) is allowed here without a reason\n"
                "    say after the colon why this is a false alarm:\n"
                "    allow:\n"
                "      SW092: why this is a false alarm"
            ),
        ),
        (
            "\n  SW9: why",
            "6: SW036 there is no rule “SW9”\n    did you mean SW094?",
        ),
        (
            "\n  circular: why",
            (
                "6: SW036 there is no rule “circular”\n"
                "    write the code that is shown:\n"
                "    allow:\n"
                "      SW092: why this is a false alarm"
            ),
        ),
        (
            "\n  SW001: why",
            (
                "6: SW037 SW001 (not-utf-8) does not judge, so no file can allow it\n"
                "    take this out, and mend what breaks the rule"
            ),
        ),
        (
            "\n  SW092: why",
            (
                "6: SW038 SW092 (circular-definition) is allowed here, and nothing breaks it\n"
                "    take it out of allow"
            ),
        ),
        (
            " [SW092]",
            (
                "5: SW026 “allow” must be keys with texts below it\n"
                "    allow:\n"
                '      first: "the text"'
            ),
        ),
        (
            "\n  SW092: [why]",
            (
                "6: SW026 an entry of “allow” is no key with a single text\n"
                '    write each entry as key: "text"'
            ),
        ),
        (
            "\n  SW092: one: two",
            (
                "6: SW027 the text “one: two” needs quotes\n"
                '    put the text in quotes: SW092: "one: two"'
            ),
        ),
    ],
)
def test_messages(entries: str, rendered: str, tmp_path: Path) -> None:
    """What is wrong with an `allow` is said, with what to type."""
    assert report(tmp_path, allowing(entries)) == f"{MEDIATION}:{rendered}"


def test_twice_the_same_code(tmp_path: Path) -> None:
    """A code that is allowed twice is reported as any key that stands twice."""
    files = allowing("\n  SW092: one\n  SW092: two", *CIRCULAR)

    assert codes(tmp_path, files) == ["conflict/mediation.md:7 SW024"]


def test_missing_reason_is_the_only_problem(tmp_path: Path) -> None:
    """What is allowed without a reason is not reported on top of that."""
    assert codes(tmp_path, allowing("\n  SW092:", *CIRCULAR)) == ["conflict/mediation.md:6 SW035"]


def test_errors_of_a_file_stay(tmp_path: Path) -> None:
    """No error that leaves a term out can be allowed, and it is reported with the attempt."""
    files = allowing("\n  SW050: later", " {#no-power}", "")

    assert codes(tmp_path, files) == [
        "conflict/mediation.md:6 SW037",
        "conflict/mediation.md:21 SW050",
    ]


def test_in_vain_is_told_when_all_could_be_judged(tmp_path: Path) -> None:
    """While there is an error anywhere, what a file allows may be needed: nothing is said."""
    files = allowing("\n  SW089: only the other way")
    files[NEGOTIATION] = "no front matter"

    assert {line.rpartition(" ")[2] for line in codes(tmp_path, files)}.isdisjoint({"SW038"})


def test_reused_id_can_be_allowed(tmp_path: Path) -> None:
    """The one error that judges can be allowed, and then the term is in the course."""
    files = allowing("\n  SW063: the same, told in other words")
    write(tmp_path, files)

    (course,), problems = read_content(tmp_path, built)

    assert problems == []
    assert "mediation" in {term.id for term in course.terms()}


def built(_namespace: str, term: str) -> Mapping[str, Item]:
    """Return a last build in which an id of mediation stood for something else."""
    return {"no-power": Item("fact", "Ships need a **harbour**.")} if term == "mediation" else {}


def test_reused_id_may_be_allowed_where_no_build_is_known(tmp_path: Path) -> None:
    """Where the last build is not at hand, it can't be told whether this is allowed in vain."""
    files = allowing("\n  SW063: the same, told in other words")

    assert codes(tmp_path, files) == []


def test_allowed_is_no_content(tmp_path: Path) -> None:
    """What a file allows, and why, gets into no part of the term."""
    files = allowing("\n  SW092: secretreason", *CIRCULAR)

    assert "secretreason" not in repr(read_mediation(tmp_path, files))


def test_judgements_alone_are_allowable() -> None:
    """Every warning but that of something allowed in vain can be allowed, and one error."""
    warnings = {code for code, rule in RULES.items() if rule.severity == "warning"}

    allowable = {code for code, rule in RULES.items() if rule.allowable}

    assert allowable == warnings - {"SW038"} | {"SW063"}
