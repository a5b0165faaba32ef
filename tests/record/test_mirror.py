"""The kernel's side of the record: what a page sends is stored, what it lacks goes back."""

from __future__ import annotations

import errno
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from IPython.core.formatters import DisplayFormatter

from studywidgets.record import mirror as module
from studywidgets.record.folder import RecordFolder
from studywidgets.record.mirror import Mirror, Reply
from tests.record.samples import COURSE, answer, answers, draft, of_a_newer_version, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from studywidgets.record.entries import Entry

    Start = Callable[[], Mirror]


@pytest.fixture
def start(records: Path) -> Iterator[Start]:
    """A function that starts a kernel."""
    started: list[Mirror] = []

    def start_() -> Mirror:
        started.append(Mirror(RecordFolder(records, COURSE)))
        return started[-1]

    yield start_
    for mirror in started:
        mirror.folder.close()


@pytest.fixture
def mirror(start: Start) -> Mirror:
    """A kernel that was just started."""
    return start()


def first(page: Iterable[Entry], sent: Iterable[Entry] = ()) -> dict[str, Any]:
    """A page's first request to a kernel."""
    return {"ids": [entry.id for entry in page], **later("", sent)}


def later(cursor: str, sent: Iterable[Entry] = ()) -> dict[str, Any]:
    """A further request."""
    return {"course": COURSE, "since": cursor, "entries": [entry.to_json() for entry in sent]}


def ids(entries: Iterable[Entry]) -> list[str]:
    """The ids of entries, sorted."""
    return sorted(entry.id for entry in entries)


def given(reply: Reply) -> list[str]:
    """The ids of the entries that a reply brings, sorted."""
    return sorted(entry["id"] for entry in reply["entries"])


def test_first_request(mirror: Mirror, records: Path) -> None:
    """A first request is told what the page lacks and what the kernel wants."""
    write_lines(records / COURSE / "other.jsonl", answers(3))

    reply = mirror.sync(first([answer(2), answer(3)]))

    assert given(reply) == ids([answer(0), answer(1)])
    assert reply["wanted"] == ids([answer(3)])
    assert (reply["stored"], reply["error"], reply["problems"]) == (True, "", [])
    assert reply["place"] == str(records / COURSE)


def test_only_what_is_wanted_is_sent(mirror: Mirror, records: Path) -> None:
    """After a first request and what was wanted, both sides have everything."""
    write_lines(records / COURSE / "other.jsonl", answers(2))
    page = {answer(1), answer(2)}

    opening = mirror.sync(first(page))
    reply = mirror.sync(later(opening["cursor"], [answer(2)]))

    assert opening["wanted"] == ids([answer(2)])
    assert reply["entries"] == []
    assert "wanted" not in reply
    assert RecordFolder(records, COURSE).entries() == answers(3)


def test_first_request_with_entries(mirror: Mirror) -> None:
    """What a first request brings along is neither wanted nor sent back."""
    reply = mirror.sync(first(answers(2), answers(2)))

    assert (reply["wanted"], reply["entries"], reply["stored"]) == ([], [], True)


def test_cursor(mirror: Mirror, start: Start) -> None:
    """A page is told once of what other kernels stored, and never of what it sent."""
    other = start()
    cursor = mirror.sync(first([]))["cursor"]
    other.sync(first([], [answer(0, "other")]))

    told = mirror.sync(later(cursor, [answer(1)]))
    again = mirror.sync(later(told["cursor"]))

    assert given(told) == ids([answer(0, "other")])
    assert again["entries"] == []
    assert again["cursor"] == told["cursor"]


@pytest.mark.parametrize("cursor", [None, "", 3, "x:1", "nonsense", ["a"]], ids=repr)
def test_unknown_cursor(mirror: Mirror, records: Path, cursor: Any) -> None:
    """A page whose place the kernel does not know is asked to begin again; its work is stored."""
    reply = mirror.sync(later(cursor, [answer(0)]))

    assert reply["again"] is True
    assert "cursor" not in reply
    assert reply["stored"]
    assert RecordFolder(records, COURSE).entries() == [answer(0)]


def test_cursor_of_another_kernel(mirror: Mirror, start: Start) -> None:
    """After a restart of the kernel the page begins again, and then lacks nothing."""
    cursor = mirror.sync(first([], answers(2)))["cursor"]

    restarted = start()
    reply = restarted.sync(later(cursor))
    begun = restarted.sync(first([answer(0)]))

    assert reply["again"] is True
    assert given(begun) == ids([answer(1)])


def test_cursor_of_before_forgetting(mirror: Mirror, start: Start) -> None:
    """After the course's work was forgotten, by whomever, the page begins again."""
    cursor = mirror.sync(first([], answers(2)))["cursor"]

    reply = start().forget()

    assert reply["stored"]
    assert mirror.sync(later(cursor))["again"] is True
    assert mirror.sync(first([]))["entries"] == []


def test_what_is_no_entry(mirror: Mirror, records: Path) -> None:
    """What is no entry is left out, and stops no other entry."""
    forged = {**answer(1).to_json(), "value": "forged"}
    request = first([], [answer(0), of_a_newer_version()])
    request["entries"][1:1] = [None, {}, "text", forged]

    reply = mirror.sync(request)

    assert reply["stored"]
    assert {*RecordFolder(records, COURSE).entries()} == {answer(0), of_a_newer_version()}


def test_superseded_drafts(mirror: Mirror, start: Start) -> None:
    """A draft that was superseded is not sent to a page."""
    for number in range(4):
        mirror.sync(first([], [draft(number)]))

    reply = start().sync(first([]))

    assert given(reply) == ids([draft(3)])


REASONS = [
    (errno.ENOSPC, "The disk is full."),
    (errno.EDQUOT, "The disk quota is used up."),
    (errno.EROFS, "The folder can only be read."),
    (errno.EACCES, "The folder can only be read."),
    (errno.EPERM, "The folder can only be read."),
    (errno.EIO, "Input/output error."),
]


@pytest.mark.parametrize(("code", "sentence"), REASONS)
def test_errors_are_told(
    mirror: Mirror, records: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    """A disk that does not store is told of in a sentence, and what was sent is stored later."""

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        failed = mirror.sync(first([], [answer(0)]))
        removing = mirror.forget() if code == errno.EIO else None
    if removing is not None:
        mirror.sync(first([], [answer(0)]))
    reply = mirror.sync(later(failed["cursor"]))

    assert (failed["stored"], failed["error"]) == (False, sentence)
    assert failed["entries"] == []
    assert reply["stored"]
    assert RecordFolder(records, COURSE).entries() == [answer(0)]


def test_error_without_a_number(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of which the system says nothing more is told with its own words."""

    def refuse(*_: object) -> None:
        message = "no luck"
        raise OSError(message)

    monkeypatch.setattr(os, "fsync", refuse)

    assert mirror.sync(first([], [answer(0)]))["error"] == "no luck."


def test_place_that_is_no_folder(start: Start, records: Path) -> None:
    """A place where there can be no folder is told of, from the first request on."""
    records.write_text("in the way", encoding="ascii")
    mirror = start()

    reply = mirror.sync(first([], [answer(0)]))
    records.unlink()
    stored = mirror.sync(later(reply["cursor"]))

    assert not reply["stored"]
    assert reply["error"]
    assert stored["stored"]
    assert RecordFolder(records, COURSE).entries() == [answer(0)]


def test_problems_are_told(mirror: Mirror, records: Path) -> None:
    """A damaged file is told of once, when it is found and set aside."""
    (records / COURSE).mkdir(parents=True)
    (records / COURSE / "other.jsonl").write_bytes(b"damage\n")

    found = mirror.sync(first([]))
    after = mirror.sync(later(found["cursor"]))

    assert len(found["problems"]) == 1
    assert "other.jsonl is damaged" in found["problems"][0]
    assert found["stored"]
    assert after["problems"] == []


def test_removed_while_the_kernel_lives(mirror: Mirror, records: Path) -> None:
    """When the folder goes, the next request stores everything again, and is not begun again."""
    cursor = mirror.sync(first([], answers(3)))["cursor"]

    shutil.rmtree(records)
    reply = mirror.sync(later(cursor))

    assert reply["stored"]
    assert "again" not in reply
    assert RecordFolder(records, COURSE).entries() == answers(3)


def test_reply_is_json(mirror: Mirror) -> None:
    """IPython gives the page a reply as JSON, and shows nobody its content as text."""
    reply = mirror.sync(first([], answers(2)))

    formats, _ = DisplayFormatter().format(reply)

    assert json.loads(json.dumps(formats["application/json"])) == reply
    assert formats["text/plain"] == "studywidgets reply"


@pytest.fixture
def _kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that is a kernel: its folder is a notebook's, and no request has come yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_mirrors", {})
    monkeypatch.setenv("STUDYWIDGETS_RECORD", "of-the-user")
    yield
    for mirror in module._mirrors.values():
        mirror.folder.close()


@pytest.mark.usefixtures("_kernel")
def test_folders_of_courses(tmp_path: Path) -> None:
    """A course's own folder is meant from the notebook's; others are in the user's."""
    own = {**first([], [answer(0)]), "folder": "../record of the course"}
    other = {**first([], [answer(1)]), "course": "history"}

    replies = [module.sync(json.dumps(request)) for request in (own, other, own)]

    assert [reply["place"] for reply in replies] == [
        str(tmp_path / ".." / "record of the course" / COURSE),
        str(tmp_path / "of-the-user" / "history"),
        str(tmp_path / ".." / "record of the course" / COURSE),
    ]
    assert replies[0]["cursor"] == replies[2]["cursor"]
    assert all(reply["stored"] for reply in replies)
    shutil.rmtree(tmp_path / ".." / "record of the course")


@pytest.mark.usefixtures("_kernel")
def test_forget(tmp_path: Path) -> None:
    """Forgetting removes the course's work, and that of no other course."""
    for course in (COURSE, "history"):
        module.sync(json.dumps({**first([], answers(2)), "course": course}))

    reply = module.forget(json.dumps({"course": COURSE}))

    assert reply["stored"]
    assert RecordFolder(tmp_path / "of-the-user", COURSE).entries() == []
    assert RecordFolder(tmp_path / "of-the-user", "history").entries() == answers(2)


@pytest.mark.usefixtures("_kernel")
def test_relative_to_where_the_kernel_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson's cell that changes the working folder moves no record."""
    module.sync(json.dumps(first([], [answer(0)])))
    (tmp_path / "elsewhere").mkdir()

    monkeypatch.chdir(tmp_path / "elsewhere")
    reply = module.sync(json.dumps(first([], [answer(1)])))

    assert reply["place"] == str(tmp_path / "of-the-user" / COURSE)
