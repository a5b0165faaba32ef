"""Tests of fixing: what has one safe answer is typed, and every other byte stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studywidgets.diagnostics import Fix
from studywidgets.model import Location
from studywidgets.reader import fixing, read_content
from studywidgets.reader.fixing import FixError, fix_content, fixed
from studywidgets.rules import RULES, broken
from studywidgets.rules.of_ids import Item
from tests.reader.cases import CASES
from tests.reader.contents import GOOD, MEDIATION, NEGOTIATION, UNIT, edited, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.reader.cases import Files

LINE_ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}


def lost(*ids: str) -> str:
    """Return the text of mediation.md with ids taken out of it."""
    text = GOOD[MEDIATION]
    for each in ids:
        text = text.replace(f" {{#{each}}}", "")
    return text


def fix(folder: Path, text: str | bytes) -> bytes:
    """Fix content in which mediation.md has another text, and return that file."""
    fix_content(write(folder, {**GOOD, MEDIATION: text}))
    return (folder / MEDIATION).read_bytes()


def last_build(_namespace: str, term: str) -> Mapping[str, Item]:
    """Return a last build in which the ids were other than what their texts suggest."""
    items = {
        "no-power": Item("fact", "A mediator has **no power** to decide."),
        "when": Item("question", "When does mediation work?"),
        "when/stalemate": Item("key point", "Both sides are tired", "stalemate"),
    }
    return items if term == "mediation" else {}


def test_lost_ids_come_back_from_the_last_build(tmp_path: Path) -> None:
    """Ids that are missing are written as they were, and the file is what it was before."""
    write(tmp_path, {**GOOD, MEDIATION: lost("no-power", "when", "stalemate")})

    report = fix_content(tmp_path, last_build)

    assert (tmp_path / MEDIATION).read_text(encoding="utf-8") == GOOD[MEDIATION]
    assert report.left == []
    assert [str(each.location) for each in report.fixed] == [
        f"{MEDIATION}:{line}" for line in (19, 24, 32)
    ]
    assert [each.fix.done for each in report.fixed if each.fix] == [
        "wrote {#no-power}, its id in the last build",
        "wrote {#when}, its id in the last build",
        "wrote {#stalemate}, its id in the last build",
    ]


def test_missing_ids_are_written(tmp_path: Path) -> None:
    """Without a last build an id comes from the words of its text."""
    text = fix(tmp_path, lost("no-power", "why")).decode()

    assert "to decide. {#a-mediator-has-no}\n" in text
    assert "### Why does it fail? {#why-does-it-fail}\n" in text


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_other_bytes_stay(mark: bytes, end: str, tmp_path: Path) -> None:
    """Line ends, a byte order mark, spaces and letters of every script stay as they are."""
    odd = "It may be  a\tstate: \u4e2d, e\u0301, \U0001f642.  "
    text = lost("no-power", "when").replace("It may be a state.", odd)
    wanted = text.replace("to decide.", "to decide. {#a-mediator-has-no}")
    wanted = wanted.replace("mediation work?", "mediation work? {#when-does-mediation-work}")

    content = fix(tmp_path, mark + text.replace("\n", end).encode())

    assert content == mark + wanted.replace("\n", end).encode()


def test_byte_order_mark_stays_before_the_first_line(tmp_path: Path) -> None:
    """Empty lines between a byte order mark and the front matter go, and the mark stays."""
    content = fix(tmp_path, b"\xef\xbb\xbf\n\n" + GOOD[MEDIATION].encode())

    assert content == b"\xef\xbb\xbf" + GOOD[MEDIATION].encode()


def test_mixed_line_ends_stay(tmp_path: Path) -> None:
    """A file that mixes its line ends goes on mixing them."""
    text = lost("last-word").replace("A third party helps.\n", "A third party helps.\r\n")

    content = fix(tmp_path, text.encode())

    assert content.count(b"\r\n") == 1
    assert b"**last word**. {#the-parties-keep-the}\n" in content


def test_file_without_last_line_end(tmp_path: Path) -> None:
    """An id at the very end of a file gets no line end behind it."""
    text = lost("talk").rstrip("\n")

    assert fix(tmp_path, text).endswith(b"distrust {#there-is-no-trust}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### Why does it fail?  ", "### Why does it fail? {#why-does-it-fail}  "),
        ("### Why does it fail? ###", "### Why does it fail? {#why-does-it-fail} ###"),
        ("### Why # does it? # ##  ", "### Why # does it? # {#why-does-it} ##  "),
        ("### Why, in C\\#?", "### Why, in C\\#? {#why-in-c}"),
        ("###\tWhy?", "###\tWhy? {#why-2}"),
        (" ### Why does it fail?", " ### Why does it fail? {#why-does-it-fail}"),
    ],
)
def test_questions_get_ids_before_closing_marks(before: str, after: str, tmp_path: Path) -> None:
    """A question's id stands before what closes its heading."""
    text = GOOD[MEDIATION].replace("### Why does it fail? {#why}", before)
    text = text.replace("{#when}", "{#why}")

    assert f"\n{after}\n".encode() in fix(tmp_path, text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "1. A mediator has\n   **no power**.",
            "1. A mediator has\n   **no power**. {#a-mediator-has-no}",
        ),
        (
            "1. A mediator has\n**no power**.  ",
            "1. A mediator has\n**no power**. {#a-mediator-has-no}  ",
        ),
        ("1. A `b` **c** `", "1. A `b` **c** ` {#a-b-c}"),
        ("1. **A** b\\", "1. **A** b\\ {#a-b}"),
        ("1. **A** {b}", "1. **A** {b} {#a-b}"),
        ("1. **A** \\{#no-power}", "1. **A** \\{#no-power} {#a-no-power}"),
        ("1. **\u4e2d\u6587**", "1. **\u4e2d\u6587** {#fact}"),
        ("1. **A** ![b](c.png) d", "1. **A** ![b](c.png) d {#a-b-d}"),
        ("1. **A** ![b](c.png)", "1. **A** ![b](c.png) {#a-b}"),
    ],
)
def test_facts_get_ids_at_their_end(before: str, after: str, tmp_path: Path) -> None:
    """A fact's id stands behind its last word, on however many lines it is written."""
    text = GOOD[MEDIATION].replace("1. A mediator has **no power** to decide. {#no-power}", before)
    image = {"history/conflict/c.png": CASES["SW078"][0][0]["history/conflict/a.png"]}

    report = fix_content(write(tmp_path, {**GOOD, **image, MEDIATION: text}))

    assert f"\n{after}\n" in (tmp_path / MEDIATION).read_text(encoding="utf-8")
    assert [each.code for each in report.left if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("{#no-power}", "{#No_Power}", "{#no-power}"),
        ("{#no-power}", "{#}", "{#fact}"),
        ("{#no-power}", "{#definition}", "{#a-mediator-has-no}"),
        ("title: Mediation", "title: War: a history", 'title: "War: a history"'),
        ("title: Mediation", "title: @home  ", 'title: "@home"  '),
        ("title: Mediation", 'title: "War" and \\ peace', 'title: "\\"War\\" and \\\\ peace"'),
        ("---\ntitle: Mediation", "\n \n---\ntitle: Mediation", "---\ntitle: Mediation"),
    ],
)
def test_other_fixes(old: str, new: str, wanted: str, tmp_path: Path) -> None:
    """Wrong ids, missing quotes and empty lines before the front matter have one answer."""
    content = fix(tmp_path, GOOD[MEDIATION].replace(old, new))

    assert content.decode() == GOOD[MEDIATION].replace(old, wanted)


@pytest.mark.parametrize(
    "new",
    [
        "title: Mediation # or not",  # which may be a comment
        "title: War: a\n  history",  # which goes on
        "sources_: x",
    ],
)
def test_what_is_in_doubt_is_left(new: str, tmp_path: Path) -> None:
    """Where people may mean either, nothing is written."""
    text = GOOD[MEDIATION].replace("title: Mediation", new)

    assert fix(tmp_path, text).decode() == text


def test_one_fix_uncovers_the_next(tmp_path: Path) -> None:
    """What can only be seen after a fix is fixed too."""
    text = lost("no-power").replace("title: Mediation", "\ntitle: War: a history")
    text = text.replace(
        '"Ada Author, A Title (A Publisher, 2015), chapter 2"', "Ada: A Title, 2015"
    )
    write(tmp_path, {**GOOD, MEDIATION: "\n" + text})

    report = fix_content(tmp_path)

    assert report.left == []
    assert [each.code for each in report.fixed] == ["SW020", "SW027", "SW050", "SW027"]


def test_several_fixes_in_a_file_and_several_files(tmp_path: Path) -> None:
    """All files are fixed, each in all its places."""
    files = {**GOOD, MEDIATION: lost("no-power", "last-word", "when", "why", "talk")}
    files[NEGOTIATION] = files[NEGOTIATION].replace(" {#who}", "").replace("{#parties}", "{#A_b}")
    files[UNIT] = files[UNIT].replace("title: Conflict", "title: Conflict: war")

    report = fix_content(write(tmp_path, files))

    assert report.left == []
    assert len(report.fixed) == 6 + 2 + 1


SINGLE = [
    pytest.param(code, files, id=f"{code}-{number}")
    for code, cases in CASES.items()
    for number, (files, _) in enumerate(cases)
    if code != "SW002"  # large files, in which nothing is fixable
]


@pytest.mark.parametrize(("code", "files"), SINGLE)
def test_fixing_twice_is_fixing_once(code: str, files: Files, tmp_path: Path) -> None:
    """Fixing leaves nothing to be fixed, brings no new problem, and does nothing again."""
    write(tmp_path, files)
    _, before = read_content(tmp_path)

    first = fix_content(tmp_path)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    second = fix_content(tmp_path)

    assert {each.code for each in first.left} <= {each.code for each in before}
    assert second.fixed == []
    assert all(path.read_bytes() == content for path, content in after.items())
    assert RULES[code].fixable or first.fixed == []


@given(
    st.lists(
        st.sampled_from(
            [
                *"ab: #'\"\\-*{}|&[]\n\r\t`1.>!",
                "\r\n",
                "{#a}",
                "{#B}",
                "**c**",
                "### ",
                "1. ",
                "- ",
                "title: ",
            ]
        ),
        max_size=12,
    ).map("".join),
    st.integers(0, len(lost("no-power", "when", "talk"))),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fixing_any_text_is_safe(tmp_path: Path, typed: str, place: int) -> None:
    """Whatever was typed anywhere, fixing adds no kind of problem, and all it writes it reports."""
    text = lost("no-power", "when", "talk")
    text = text[:place] + typed + text[place:]
    write(tmp_path, {**GOOD, MEDIATION: text})
    _, before = read_content(tmp_path)

    report = fix_content(tmp_path)

    content = (tmp_path / MEDIATION).read_bytes()
    assert len(report.left) <= len(before)
    assert bool(report.fixed) == (content != text.encode())
    assert [each for each in report.left if each.fix] == []
    assert fix_content(tmp_path).fixed == []


def test_fix_that_mends_nothing_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a fix not take its problem away, it is not written again and again."""
    write(tmp_path, GOOD)
    useless = Fix((16, 0), (16, 0), "", "!", "wrote !")
    problem = broken("SW050", Location(MEDIATION, 16), "m", "h", useless)
    monkeypatch.setattr(fixing, "read_content", lambda *_: ([], [problem]))

    report = fix_content(tmp_path)

    assert (report.fixed, report.left) == ([problem], [problem])
    assert (tmp_path / MEDIATION).read_text(encoding="utf-8").count("!") == 1


def test_link_within_the_content_stays(tmp_path: Path) -> None:
    """What a link leads to is fixed, and the link stays."""
    write(tmp_path, edited(MEDIATION, " {#no-power}", ""))
    (tmp_path / "history" / "kept").mkdir()
    (tmp_path / MEDIATION).rename(tmp_path / "history" / "kept" / "text.txt")
    (tmp_path / MEDIATION).symlink_to("../kept/text.txt")

    report = fix_content(tmp_path)

    assert report.left == []
    assert (tmp_path / MEDIATION).is_symlink()


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that others may read, or write, is as open after a fix."""
    write(tmp_path, edited(MEDIATION, " {#no-power}", ""))
    (tmp_path / MEDIATION).chmod(0o664)

    fix_content(tmp_path)

    assert (tmp_path / MEDIATION).stat().st_mode & 0o777 == 0o664


def test_read_only_file_is_named_and_left(tmp_path: Path) -> None:
    """A file that may not be written is left as it is, and the others are fixed."""
    files = {
        **edited(MEDIATION, " {#no-power}", ""),
        NEGOTIATION: GOOD[NEGOTIATION].replace(" {#who}", ""),
    }
    write(tmp_path, files)
    (tmp_path / MEDIATION).chmod(0o444)

    report = fix_content(tmp_path)

    assert report.refused == {MEDIATION: "is read-only; make it writable (chmod u+w) and try again"}
    assert (tmp_path / MEDIATION).read_bytes() == str(files[MEDIATION]).encode()
    assert [each.code for each in report.left] == ["SW050"]
    assert [each.location.file for each in report.fixed] == [NEGOTIATION]


def test_failed_writing_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails, the file is whole, nothing lies beside it, and the reason is told."""
    write(tmp_path, edited(MEDIATION, " {#no-power}", ""))
    before = (tmp_path / MEDIATION).read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)

    report = fix_content(tmp_path)

    assert "No space left on device" in report.refused[MEDIATION]
    assert (tmp_path / MEDIATION).read_bytes() == before
    assert sorted(path.name for path in (tmp_path / MEDIATION).parent.iterdir()) == [
        *("mediation.md", "negotiation.md", "unit.md")
    ]


@pytest.mark.parametrize("now", [b"", b"a\n", b"a\nc b\n", b"\xef\xbb\xbfb\n"])
def test_file_that_was_saved_meanwhile_is_left(now: bytes) -> None:
    """A fix for a text that is not there any more is refused."""
    replacing = Fix((2, 0), (2, 1), "b", "b {#b}", "wrote {#b}")

    with pytest.raises(FixError, match="changed in the meantime"):
        fixed(now, [replacing])


def test_broken_bytes_elsewhere_stay() -> None:
    """Bytes that are no UTF-8, saved in the meantime, are not touched by a fix before them."""
    replacing = Fix((1, 0), (1, 1), "a", "a {#a}", "wrote {#a}")

    assert fixed(b"a\n\xff\xfe", [replacing]) == b"a {#a}\n\xff\xfe"
