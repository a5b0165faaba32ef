"""The file that carries a student's work, and the page to hand in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.record.entries import make_entry, read_entry
from tests.record_cases import NOON

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Observed

    OpenPage = Callable[..., Page]

HOSTILE = (
    "</script><script>alert(1)</script><!--<script> \"'& \u202e ${1} <img src=x onerror=alert(2)>"
)
FILL = """async (texts) => {
    globalThis.record = sw.openRecord("course");
    await record.ready;
    texts.forEach((value, i) => {
        record.write({ item: `t/q${i}`, kind: "answer", value, question: "What?" });
    });
}"""
MAKE = "() => sw.workFile(record, { title: 'A course', now: new Date('2025-05-03T12:01:00Z') })"
READ = """async ([text, namespace]) => {
    try {
        return await sw.readWorkFile(text, namespace ?? "course");
    } catch (error) {
        if (error.name !== "WorkFileError") throw error;
        return error.message;
    }
}"""
HAND_IN = """(given) => sw.handInPage({
    name: "Ada Example", course: "Social Studies Education", namespace: "course",
    lesson: "Track II diplomacy", language: "en", questions: [],
    options: { ticks: true, firstTries: true }, entries: record.entries(),
    now: new Date("2025-05-03T12:01:00Z"), ...given,
})"""


@pytest.fixture
def work(open_page: OpenPage) -> Page:
    """A page whose record holds two answers, one of them hostile."""
    page = open_page()
    page.evaluate(FILL, ["Talks between private people", HOSTILE])
    return page


def answers(count: int = 1, **changes: Any) -> str:
    """Return a work file that Python made, with changes to its fields."""
    entries = [
        make_entry(
            item=f"t/q{number}", kind="answer", value="a", clock=1, device="a", at=NOON
        ).to_json()
        for number in range(count)
    ]
    work = {
        "format": "studywidgets-work",
        "version": 1,
        "course": "course",
        "title": "A course",
        "made": "2025-05-03T12:01:00.000Z",
        "entries": entries,
    }
    return json.dumps({**work, **changes})


def test_file(work: Page) -> None:
    """The file is JSON that says what it is, with every entry as Python reads it."""
    found = json.loads(work.evaluate(MAKE))

    entries = [read_entry(entry) for entry in found.pop("entries")]
    assert found == {
        "format": "studywidgets-work",
        "version": 1,
        "course": "course",
        "title": "A course",
        "made": "2025-05-03T12:01:00.000Z",
    }
    assert [entry.value for entry in entries] == ["Talks between private people", HOSTILE]


def test_empty_file(open_page: OpenPage) -> None:
    """A file without entries is valid as well."""
    page = open_page()
    page.evaluate(FILL, [])

    assert page.evaluate(READ, [page.evaluate(MAKE), None]) == {"entries": []}


def test_round_trip(work: Page) -> None:
    """A file brings all the work to another browser, and loading it again adds nothing."""
    text = work.evaluate(MAKE)

    counts = work.evaluate(
        """async (text) => {
            const other = new sw.CourseRecord("course-elsewhere");
            await other.ready;
            const { entries } = await sw.readWorkFile(new Blob([text]), "course");
            const before = sw.summarise(other, entries);
            const added = await other.add(entries);
            const same = JSON.stringify(other.entries()) === JSON.stringify(record.entries());
            return [before.added, before.answers, added, sw.summarise(other, entries).added, same];
        }""",
        text,
    )

    assert counts == [2, 2, 2, 0, True]


def test_file_from_python(work: Page) -> None:
    """A file that Python made is read, and its summary counts items with text, not entries."""
    draft = make_entry(item="t/q0", kind="draft", value="b", clock=2, device="b", at=NOON)
    blank = make_entry(item="t/q1", kind="draft", value="  ", clock=2, device="a", at=NOON)
    rating = make_entry(item="t/q2", kind="rating", value="good", clock=3, device="a", at=NOON)
    text = answers(
        entries=[
            *json.loads(answers(2))["entries"],
            *(entry.to_json() for entry in (draft, blank, rating)),
        ]
    )

    summary = work.evaluate(
        """async (text) => {
            const { entries } = await sw.readWorkFile(text, "course");
            const { last, ...counts } = sw.summarise(record, entries);
            return { ...counts, last: last.toISOString() };
        }""",
        text,
    )

    assert summary == {"added": 5, "answers": 1, "last": "2025-05-03T12:01:00.000Z"}


def forged(**changes: Any) -> str:
    """Return a work file whose first entry was changed."""
    work = json.loads(answers())
    work["entries"][0].update(changes)
    return json.dumps(work)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "damaged"),
        ("PK\x03\x04 a zip file", "damaged"),
        (answers()[:-20], "damaged"),
        ("null", "no work"),
        ("[]", "no work"),
        ('{"cells": []}', "no work"),
        (answers(format="something"), "no work"),
        (answers(version="1"), "no work"),
        (answers(version=2, entries="in another form"), "newer version"),
        (answers(course="another-course"), r"another course \(another-course\)"),
        (answers(entries={}), "damaged"),
        (answers(entries=[None]), "damaged"),
        (forged(value="changed"), "damaged"),
        (forged(item=["t/q"]), "damaged"),
        (forged(clock=1e300), "damaged"),
        (forged(value="[" * 1000), "damaged"),
        ("[" * 200_000, "damaged"),
        ("<!doctype html><p>A page</p>", "no work"),
        ('<svg onload="alert(1)"><script id="studywidgets-record">{</script>', "damaged"),
    ],
    ids=range(19),
)
def test_refused(work: Page, observed: Observed, text: str, message: str) -> None:
    """A file without sound work of this course is refused in plain words, and changes nothing."""
    before = work.evaluate("() => JSON.stringify(record.entries())")

    said = work.evaluate(READ, [text, None])

    assert isinstance(said, str)
    assert message.replace("\\", "") in said
    assert work.evaluate("() => JSON.stringify(record.entries())") == before
    assert observed.dialogs == []


def test_huge_file(work: Page) -> None:
    """A file of more than 64 MiB is refused before it is read."""
    said = work.evaluate(
        """async () => {
            const file = new Blob([new Uint8Array(64 * 1024 * 1024 + 1)]);
            file.text = () => { throw new Error("it was read"); };
            try { await sw.readWorkFile(file, "course"); } catch (error) { return error.message; }
        }"""
    )

    assert said == "This file is too large to be work from these lessons."


def test_keys_with_a_meaning(work: Page) -> None:
    """A file whose keys have a meaning in JavaScript changes no object of the page."""
    strange = '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, '
    text = answers().replace("{", strange, 1)

    read = work.evaluate(READ, [text, None])

    assert len(read["entries"]) == 1
    assert work.evaluate("() => ({}).polluted === undefined")


def test_download(work: Page, tmp_path: Path) -> None:
    """A download has its name and content, and leaves nothing in the page."""
    before = work.evaluate("() => document.body.children.length")

    with work.expect_download() as started:
        work.evaluate("() => sw.download('my work é', 'course.json', 'application/json')")

    started.value.save_as(tmp_path / "saved")
    assert started.value.suggested_filename == "course.json"
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "my work é"
    assert work.evaluate("() => document.body.children.length") == before


QUESTION = {
    "question": HOSTILE,
    "answer": HOSTILE,
    "tries": ["first", HOSTILE],
    "ticks": [{"text": "unofficial people", "ticked": True}, {"text": HOSTILE, "ticked": False}],
}


def test_hand_in_is_only_text(work: Page, observed: Observed) -> None:
    """Hostile text in a page to hand in is shown as text: no dialog, no request, no error."""
    page = work.evaluate(HAND_IN, {"questions": [QUESTION], "name": HOSTILE})
    shown = work.context.new_page()

    shown.set_content(page)

    # The two parsers agree on every character; the browser shows line ends of its own.
    for part in (".sw-answer", ".sw-try >> nth=1", "li >> nth=1 >> span >> nth=2", "strong"):
        assert shown.locator(part).text_content() == HOSTILE
    assert shown.locator("script").count() == 1
    assert observed.problems() == []


def test_hand_in_loads(work: Page) -> None:
    """The record in a page to hand in loads back, with the name that it was handed in under."""
    page = work.evaluate(HAND_IN, {"questions": [QUESTION]})

    read = work.evaluate(READ, [page, None])

    assert read["handIn"] == "Ada Example"
    assert read["entries"] == work.evaluate("() => record.entries()")


def test_hand_in_without_a_name(work: Page) -> None:
    """A page without a name is still known as a page that was handed in."""
    page = work.evaluate(HAND_IN, {"name": ""})

    assert work.evaluate(READ, [page, None])["handIn"] == ""


def test_name_stays_in_the_page(work: Page) -> None:
    """The student's name is in the page to hand in and nowhere else."""
    work.evaluate(HAND_IN, {"questions": [QUESTION]})

    assert "Ada" not in work.evaluate(MAKE)
    assert "Ada" not in work.evaluate("() => JSON.stringify(localStorage)")


@pytest.mark.parametrize("choice", ["ticks", "firstTries"])
def test_hand_in_choices(work: Page, choice: str) -> None:
    """Ticks and first tries are shown only if the student chose to show them."""
    options = {"ticks": False, "firstTries": False}
    without = work.evaluate(HAND_IN, {"questions": [QUESTION], "options": options})
    with_it = work.evaluate(
        HAND_IN, {"questions": [QUESTION], "options": {**options, choice: True}}
    )
    shown = {"ticks": "unofficial people", "firstTries": ">first<"}

    assert all(text not in without for text in shown.values())
    assert [name for name, text in shown.items() if text in with_it] == [choice]


def test_hand_in_needs_nothing_else(work: Page) -> None:
    """The page forbids itself everything but its own style."""
    page = work.evaluate(HAND_IN, {"questions": [QUESTION]})

    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert page.startswith('<!doctype html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "http://" not in page
    assert "https://" not in page
