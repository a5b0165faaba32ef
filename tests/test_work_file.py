"""The file of work: read and written in Python, described by its schema, shared with JavaScript."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # has no types

from studywidgets.record.fold import fold, order
from studywidgets.record.format import entry_id
from studywidgets.record.union import Summary, new_entries, summarise, union
from studywidgets.record.work_file import (
    MAX_BYTES,
    WorkFileError,
    parse_work,
    read_work,
    work_text,
    write_work,
)
from tests.javascript import asking
from tests.record_cases import NOON
from tests.test_record import any_entries, play
from tests.work_files import HAND_IN, REFUSED, REFUSED_PAGES, WORK, entry, file_text, page

if TYPE_CHECKING:
    from studywidgets.record.entries import Entry
    from tests.javascript import Ask

HOSTILE = '</script> " \\ \u202e \x00 \x1b[31m \x7f \u2028 \ud83d é 中 🙂'


def written(*entries: Entry) -> str:
    """Return the text that is written for entries."""
    return work_text(entries, course="course", title="A course", made=NOON)


# Reading


def test_a_file_of_the_front_end_is_read() -> None:
    """A file that was downloaded from a lesson is read, all of it."""
    work = read_work(WORK)

    assert (work.course, work.title) == ("social-studies-education", "Social Studies Education")
    assert (work.made, work.hand_in) == ("2025-05-03T18:45:00.000Z", None)
    assert [one.kind for one in work.entries] == [
        "revealed", "rating", "answer", "draft", "downloaded",
    ]  # fmt: skip


def test_a_page_to_hand_in_is_read_with_its_name() -> None:
    """The record in a page to hand in is that of the file, and its name is told."""
    work = read_work(HAND_IN)

    assert work.hand_in == "Ada Example"
    assert work.entries == read_work(WORK).entries


@pytest.mark.parametrize(
    "tag",
    [
        '<script id="studywidgets-record" type="application/json">',
        "<SCRIPT TYPE='application/json' ID='studywidgets-record' >",
        "<script\n  id=studywidgets-record\n>",
        '<script>no record</script><script id="studywidgets-record"/>',
    ],
)
def test_a_page_that_was_saved_anew_is_read(tag: str) -> None:
    """The record is found however the page's markup is written."""
    work = parse_work(page(file_text(entry(value="a < b")), tag))

    assert [one.value for one in work.entries] == ["a < b"]


def test_a_page_that_lost_only_its_end_is_read() -> None:
    """A page that was cut behind its record has all the work."""
    text = page(file_text()).removesuffix("</script>")

    assert parse_work(text).entries == (entry(),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (page(file_text()), ""),
        (page(file_text(handIn="Ada")), "Ada"),
        (page(file_text(handIn=3)), ""),
        (file_text(handIn="Ada"), "Ada"),
        (file_text(handIn=""), ""),
        (file_text(handIn=None), ""),
        (file_text(), None),
    ],
)
def test_a_hand_in_is_known_as_one(text: str, name: str | None) -> None:
    """A page, or a file with a name in it, is a hand-in, and nothing else is."""
    assert parse_work(text).hand_in == name


def test_entries_are_sorted_and_each_is_there_once() -> None:
    """Entries come in the record's order, whatever order the file has, and without repetition."""
    entries = [entry(clock=clock) for clock in (3, 1, 2, 1)]

    work = parse_work(file_text(*entries))

    assert [one.clock for one in work.entries] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{file_text()}",
        f"\r\n {file_text()}\r\n",
        file_text().replace('"clock": 1', '"clock": 1.0'),
        file_text(title=3, made=None),
        file_text(mood="calm", __proto__={}),
    ],
    ids=["a mark at the start", "white space", "1.0", "no title", "unknown fields"],
)
def test_a_file_that_another_program_saved_is_read(tmp_path: Path, text: str) -> None:
    """What editors and other programs do to JSON does not matter."""
    path = tmp_path / "work.json"
    path.write_text(text, encoding="utf-8", newline="")

    work = read_work(path)

    assert work.entries == (entry(),)


@pytest.mark.parametrize(
    ("text", "message"), [*REFUSED.values(), *REFUSED_PAGES.values()],
    ids=[*REFUSED, *REFUSED_PAGES],
)  # fmt: skip
def test_refused(text: str, message: str) -> None:
    """A foreign, broken, newer or hostile file is refused in plain words that say what to do."""
    with pytest.raises(WorkFileError, match=message) as refusal:
        parse_work(text)

    assert re.search(r"\. (Choose a file|Load it there, or update)", str(refusal.value))


@pytest.mark.parametrize(
    "course", ["../../etc", "a/b", "", ".", "A course", "con\n", "x" * 61, None, ["course"]]
)
def test_a_course_that_is_no_name_is_refused(course: object) -> None:
    """A file whose course could lead anywhere on a disk is refused."""
    with pytest.raises(WorkFileError, match="no work"):
        parse_work(file_text(course=course))


def test_the_wrong_entry_is_named() -> None:
    """A refusal says which entry is wrong, and how."""
    text = file_text(entries=[entry().to_json(), {**entry().to_json(), "value": "b"}])

    with pytest.raises(WorkFileError, match=r'entry 2: the field "id" is not the hash'):
        parse_work(text)


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00}\x00", b'{"format": "\xe9"}', b"\x80"])
def test_what_is_not_utf_8_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file in another encoding is refused, and not read with characters replaced."""
    path = tmp_path / "work.json"
    path.write_bytes(content)

    with pytest.raises(WorkFileError, match="damaged"):
        read_work(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more than 64 MiB is refused by its size alone."""
    path = tmp_path / "work.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr("studywidgets.record.work_file.parse_work", pytest.fail)

    with pytest.raises(WorkFileError, match="too large"):
        read_work(path)


class Endless(io.BytesIO):
    """A pipe or a device that never ends."""

    def fileno(self) -> int:
        """Some number, which nobody uses."""
        return 0

    def read(self, size: int | None = -1) -> bytes:
        """As much as is asked for, which must not be everything."""
        assert size is not None
        assert 0 <= size <= MAX_BYTES + 1
        return b" " * size


def test_a_file_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pipe or a device, which tell no size, no more is read than a file may have."""
    monkeypatch.setattr(os, "fstat", lambda _: SimpleNamespace(st_size=0))
    monkeypatch.setattr(Path, "open", lambda *_: Endless())

    with pytest.raises(WorkFileError, match="too large"):
        read_work(Path("pipe"))


# Writing


@given(st.lists(st.text(), max_size=4), st.text())
def test_round_trip(texts: list[str], title: str) -> None:
    """What is written is read again, every text of any characters as it was."""
    entries = [entry(value=text, clock=number) for number, text in enumerate(texts, start=1)]
    text = work_text(entries, course="course", title=title, made=NOON)

    work = parse_work(text.encode().decode())

    assert work.entries == tuple(entries)
    assert [one.to_json() for one in work.entries] == [one.to_json() for one in entries]
    assert (work.course, work.title) == ("course", title)


def test_what_is_not_known_is_kept() -> None:
    """Kinds and fields of newer versions are written again as they were read."""
    fields: dict[str, Any] = {
        **entry().to_json(),
        "kind": "spoken",
        "value": {"seconds": 12},
        "mood": ["calm"],
    }
    fields["id"] = entry_id(fields)
    work = parse_work(file_text(entries=[fields]))

    text = written(*work.entries)

    assert json.loads(text)["entries"] == [fields]


def test_the_text_has_an_entry_a_line() -> None:
    """A file has its head, then each entry on a line of its own, in order, each once."""
    late, early = entry(clock=2), entry(clock=1)

    lines = written(late, early, late).splitlines()

    assert lines[0] == (
        '{"format":"studywidgets-work","version":1,"course":"course","title":"A course",'
        '"made":"2025-05-03T12:01:00.000Z","entries":['
    )
    assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == [
        early.to_json(),
        late.to_json(),
    ]
    assert lines[-1] == "]}"


def test_the_time_is_written_in_utc() -> None:
    """The time at which a file was made is written in UTC with milliseconds."""
    made = datetime(2025, 5, 3, 14, 1, 0, 987_654, tzinfo=timezone(timedelta(hours=2)))

    text = work_text([], course="course", title="", made=made)

    assert parse_work(text).made == "2025-05-03T12:01:00.987Z"


def test_a_file_that_is_there_is_left(tmp_path: Path) -> None:
    """Writing refuses to replace a file, a link to nowhere too, unless it is told to."""
    there, link = tmp_path / "there.json", tmp_path / "link.json"
    there.write_text("mine", encoding="utf-8")
    link.symlink_to(tmp_path / "nowhere")

    for path in (there, link):
        with pytest.raises(FileExistsError):
            write_work(path, "new")
    write_work(link, "new", replace=True)

    assert there.read_text(encoding="utf-8") == "mine"
    assert link.read_text(encoding="utf-8") == "new"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails, what was there is as it was, and nothing is left beside it."""
    path = tmp_path / "work.json"
    path.write_text("old", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_work(path, "new", replace=True)

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


# Union


@given(any_entries(), any_entries(), any_entries())
def test_union_of_any_entries(one: list[Entry], two: list[Entry], three: list[Entry]) -> None:
    """Union is commutative and idempotent, and associative in what holds, if forged too."""
    joined = union(one, two)

    assert joined == union(two, one) == union(joined, one, two)
    assert joined == sorted(set(joined), key=order)
    assert fold(union(joined, three)) == fold(union(one, union(two, three)))


@given(st.binary(min_size=60, max_size=100))
def test_union_of_histories(script: bytes) -> None:
    """The union of what devices wrote is the same entries, however it is joined."""
    one, two, three = (device.entries for device in play(script, drops=False))

    everything = union(one, two, three)

    assert union(union(one, two), three) == everything
    assert union(three, union(two, one)) == everything
    assert union(everything, two) == everything


def test_a_second_union_brings_nothing() -> None:
    """Drafts that a record has dropped are not new in an older file that still has them."""
    draft, answer = entry(kind="draft", clock=1), entry(clock=2)
    record = union([draft, answer])

    assert record == [answer]
    assert new_entries(record, [draft, answer]) == []
    assert new_entries(record, [draft, entry(clock=3, device="b")]) == [entry(clock=3, device="b")]


def test_summary() -> None:
    """Answers are items that have text now, and the last instant is that of any entry."""
    late = NOON + timedelta(days=1)
    entries = [
        entry(item="t/a", clock=1),
        entry(item="t/a", clock=2, kind="draft", value="more", at=late),
        entry(item="t/b", clock=3, kind="draft", value="  "),
        entry(item="t/c", clock=4, kind="practice", value="apart"),
    ]

    assert summarise(entries) == Summary(1, "2025-05-04T12:01:00.000Z")
    assert summarise([]) == Summary(0, "")


# The schema and its page


@pytest.fixture(scope="session")
def schema(root: Path) -> Draft202012Validator:
    """The schema of the file of work."""
    text = (root / "docs" / "work-file.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def test_the_schema_admits_what_is_written(schema: Draft202012Validator) -> None:
    """What Python and the front end write holds to the schema, unknown kinds and fields too."""
    odd = entry(kind="spoken", value=[{"seconds": 12}, None, True], question=None)
    answer = entry(value=HOSTILE, question="What?", after=["0" * 32], version="8ceee8661dd696f5")

    for text in (written(), written(odd, answer), WORK.read_text(encoding="utf-8")):
        assert list(schema.iter_errors(json.loads(text))) == []


@pytest.mark.parametrize(
    ("change", "remove"),
    [
        ({"item": ""}, None),
        ({"item": "é"}, None),
        ({"kind": "text"}, None),
        ({"kind": "Draft"}, None),
        ({"kind": "draft", "value": None}, None),
        ({"value": 0.5}, None),
        ({"value": {"a": [2**53]}}, None),
        ({"after": ["0" * 31]}, None),
        ({"after": ["0" * 32] * 2}, None),
        ({"clock": 0}, None),
        ({"clock": True}, None),
        ({"device": "a b"}, None),
        ({"at": "2025-05-03T12:01:00Z"}, None),
        ({"at": "2025-05-03T24:01:00.000Z"}, None),
        ({"at": "0000-05-03T12:01:00.000Z"}, None),
        ({"version": None}, None),
        ({"question": None}, None),
        ({"mood": 0.5}, None),
        ({"id": "x"}, None),
        *(({}, name) for name in entry().to_json()),
    ],
)
def test_the_schema_refuses_wrong_entries(
    schema: Draft202012Validator, change: dict[str, Any], remove: str | None
) -> None:
    """What Python refuses in an entry's fields, the schema refuses."""
    fields = {**entry().to_json(), "kind": "rating", **change}
    fields.pop(remove or "", None)
    text = file_text(entries=[fields])

    with pytest.raises(WorkFileError):
        parse_work(text)
    assert not schema.is_valid(json.loads(text))


@pytest.mark.parametrize("name", ["format", "version", "course", "title", "made", "entries"])
@pytest.mark.parametrize("value", [None, 2, "../x", "__gone"])
def test_the_schema_refuses_wrong_files(
    schema: Draft202012Validator, name: str, value: object
) -> None:
    """Every field of a file has to be there and to be what the page says."""
    work = json.loads(written(entry()))
    work[name] = value
    if value == "__gone":
        del work[name]

    assert schema.is_valid(work) == (name == "title" and value == "../x")


def test_the_schema_knows_hand_ins(schema: Draft202012Validator) -> None:
    """A page's record may have a name, and a name is text."""
    work = json.loads(written(entry()))

    assert schema.is_valid({**work, "handIn": ""})
    assert not schema.is_valid({**work, "handIn": None})


def test_the_example_is_a_file(schema: Draft202012Validator, root: Path) -> None:
    """The example in docs/work-file.md is read, holds to the schema, and is as it is written."""
    manual = (root / "docs" / "work-file.md").read_text(encoding="utf-8")
    example = manual.split("```json\n")[1].split("```")[0]

    work = parse_work(example)

    made = datetime.fromisoformat(work.made.replace("Z", "+00:00"))
    assert work_text(work.entries, course=work.course, title=work.title, made=made) == example
    assert list(schema.iter_errors(json.loads(example))) == []
    assert [one.kind for heads in fold(work.entries).values() for one in heads] == [
        "draft",
        "rating",
    ]


# JavaScript


@pytest.fixture(scope="session")
def ask(node: str, root: Path) -> Ask:
    """A function that asks the front end."""
    return asking(node, root / "tests" / "work_file_cases.mjs")


def some_work() -> list[Entry]:
    """Return entries of every sort: hostile text, a question, names, an unknown kind."""
    first = entry(value=HOSTILE, question=f"What? {HOSTILE}")
    return [
        first,
        entry(kind="draft", value="more", clock=2, device="b", after=[first.id]),
        entry(kind="spoken", value={"é": [1, None, -(2**53) + 1]}, clock=3),
    ]


def test_the_front_end_reads_what_python_writes(ask: Ask) -> None:
    """A file that Python writes is read by JavaScript, entry by entry the same."""
    entries = some_work()

    answer = ask({"texts": [written(*entries), written()]})

    assert answer["read"] == [
        {"entries": [one.to_json() for one in entries]},
        {"entries": []},
    ]


def test_python_reads_what_the_front_end_writes(ask: Ask) -> None:
    """A file that JavaScript writes is read by Python, and is the text that Python writes."""
    entries = some_work()
    work = {"entries": [one.to_json() for one in entries], "title": "A course"}

    [text] = ask({"works": [{**work, "now": "2025-05-03T12:01:00.000Z"}]})["made"]

    assert parse_work(text).entries == tuple(entries)
    assert text == written(*entries)


def test_the_front_end_refuses_the_same(ask: Ask) -> None:
    """Every text that Python refuses, JavaScript refuses for the same reason."""
    answer = ask({"texts": [text for text, _ in REFUSED.values()]})

    for name, (_, message), said in zip(REFUSED, REFUSED.values(), answer["read"], strict=True):
        assert isinstance(said, str), name
        assert message in said, name
