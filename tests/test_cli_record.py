"""The commands for records: show, export, import and merge."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from studywidgets.cli import main
from studywidgets.cli.record import record
from studywidgets.cli.record.words import fitted, plain
from studywidgets.record.folder import RecordFolder
from studywidgets.record.work_file import parse_work, read_work
from tests.commands import ROOT, environment
from tests.record_cases import NOON
from tests.work_files import HAND_IN, REFUSED, REFUSED_PAGES, WORK, entry, file_text, page
from tools.command_line_docs import all_commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

    from studywidgets.record.entries import Entry

COURSE = "social-studies-education"
COMMANDS = [(f"record {name}", command) for name, command in all_commands(record)]


def stand_in(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this process take a time zone for its own."""
    monkeypatch.setenv("TZ", zone)
    set_clock()


def set_clock() -> None:
    """Look again at which time zone the environment names."""
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the records, empty, while the working folder is another."""
    root = tmp_path / "records"
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("STUDYWIDGETS_RECORD", str(root))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path / "work")
    stand_in("UTC", monkeypatch)
    yield root
    monkeypatch.undo()
    set_clock()


def run(*arguments: str | Path, answer: str | None = None) -> Result:
    """Run a command of the record and see that it did not end with a traceback."""
    done = CliRunner().invoke(main, ["record", *map(str, arguments)], input=answer)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def file(name: str, *entries: Entry, **changes: object) -> Path:
    """Write a file of work into the working folder."""
    path = Path(name)
    text = file_text(*entries, **changes)
    path.write_text(page(text) if name.endswith(".html") else text, encoding="utf-8")
    return path


def keep(folder: Path, course: str, entries: list[Entry]) -> None:
    """Put entries into a record on disk."""
    record = RecordFolder(folder, course)
    record.add(entries)
    record.close()


def kept(folder: Path, course: str = "course") -> list[Entry]:
    """Return what a course's record on disk holds."""
    return RecordFolder(folder, course).entries()


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


# Help


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_documented(name: str, command: click.Command) -> None:
    """A command's help has its exit codes, an example, its arguments and its options."""
    text = command.help or ""

    assert "Exit codes: 0, " in text
    assert re.search(rf"\n +studywidgets {name}\b", text)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts
        else:
            assert str(parameter.name).upper() in text


# show


def test_show_of_a_file() -> None:
    """A file is shown as a table: its items by term, what holds, the rating and the date."""
    done = run("show", WORK)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{COURSE}: 2 answers, the last on 3 May 2025",
        "",
        "item                      text                           rating       date",
        "",
        "course",
        "  -                       (downloaded)                                2025-05-03",
        "",
        "track-ii-diplomacy",
        "  definition              (revealed)                     study again  2025-05-03",
        "  limits-of-track-two     Draft: </script><script>aler…               2025-05-03",
        "  track-one-and-two       Talks between private people…               2025-05-03",
    ]


def test_show_of_a_page_to_hand_in() -> None:
    """A page to hand in is shown with the name on it, without asking whose it is."""
    done = run("show", HAND_IN)

    assert done.exit_code == 0
    assert done.stdout.startswith(f"{COURSE}, handed in by Ada Example: 2 answers, the last on ")


def test_show_of_the_record(folder: Path) -> None:
    """Without a file, the record on this computer is shown: the only one there is."""
    keep(folder, "course", [entry(item="talks/why", value="Since\n they  can")])

    done = run("show")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("course: 1 answer, the last on 3 May 2025\n")
    assert re.search(r"^talks\n  why +Since they can +2025-05-03$", done.stdout, re.MULTILINE)


def test_show_of_two_versions() -> None:
    """Two texts that hold at once are counted, and the later one is shown."""
    path = file("a.json", entry(value="one"), entry(value="two", kind="draft", device="b", clock=2))

    assert re.search("q +2 versions: Draft: two +2025", run("show", path).stdout)


def test_show_of_a_try_in_a_self_test() -> None:
    """A try is shown as one where there is no answer, and an empty draft is none."""
    blank = entry(kind="draft", value=" \n")
    path = file("a.json", blank, entry(kind="practice", value="a try", clock=2))

    assert re.search("q +Self-test: a try +2025", run("show", path).stdout)


def test_show_by_term() -> None:
    """All of a term stands together, also beside a term whose name begins alike."""
    items = ("t/q", "t-2/q", "t", "t/p")
    path = file("a.json", *(entry(item=item, clock=n) for n, item in enumerate(items, start=1)))

    shown = [line.split("  a  ")[0].rstrip() for line in run("show", path).stdout.splitlines()]

    assert shown[3:] == ["", "t", "  -", "  p", "  q", "", "t-2", "  q"]


def test_show_of_what_is_not_known() -> None:
    """Kinds, ratings and items of newer versions are shown by their names."""
    path = file(
        "a.json",
        entry(item="guide", kind="spoken", value={"seconds": 12}),
        entry(item="t/q", kind="rating", value="easy", clock=2),
        entry(item="t/r", kind="rating", value=3, clock=3),
        entry(item="t/s/u", kind="text-2", value=None, clock=4),
    )

    shown = run("show", path).stdout

    assert re.search(r"guide\n  - +\(spoken\) +2025", shown)
    assert re.search(r"t\n  q +easy +2025-05-03\n  r +2025-05-03\n  s/u +\(text-2\) +2025", shown)


def test_show_of_hostile_text() -> None:
    """No text of a student gives a terminal an order, turns a line round or makes it too long."""
    hostile = "\x1b[31m\x1b]0;title\x07 \x9b2J \u202eno \u2028 \x00 \r over \ud83d 中" + "中" * 100
    path = file(
        "a.html",
        entry(item="t" * 100 + "/" + "q" * 90, value=hostile),
        entry(kind="rating", value=hostile, clock=2),
        handIn=f"{hostile}\nsecond line",
    )

    shown = run("show", path).stdout

    categories = {unicodedata.category(one) for one in shown.replace("\n", "")}
    assert categories.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert max(len(line) + line.count("中") for line in shown.splitlines()[1:]) == 80
    assert "handed in by \ufffd[31m\ufffd]0;title\ufffd \ufffd2J no " in shown.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("abc", "abc  "),
        ("abcde", "abcde"),
        ("abcdef", "abcd…"),
        ("ab def", "ab d…"),
        ("abc def", "abc… "),
        ("中中中", "中中…"),
        ("中中a中", "中中…"),
        ("e\u0301e\u0301", "e\u0301e\u0301   "),
        ("", "     "),
    ],
)
def test_a_cell_fits(text: str, cell: str) -> None:
    """A text is cut or filled to a number of columns, however wide its characters are."""
    assert fitted(plain(text), 5) == cell


def test_show_for_programs() -> None:
    """As JSON, every item is an object with what holds, each entry whole, in ASCII only."""
    one, two = entry(value="中 \x1b"), entry(value="b", device="b", kind="draft")
    rating = entry(kind="rating", value="good", clock=2, at=NOON + timedelta(days=1))
    path = file("a.json", one, two, rating)

    done = run("show", path, "--format", "json")

    assert done.stdout.isascii()
    assert json.loads(done.stdout) == [
        {
            "item": "t/q",
            "term": "t",
            "text": "b",
            "rating": "good",
            "at": "2025-05-04T12:01:00.000Z",
            "slots": {"rating": [rating.to_json()], "text": [one.to_json(), two.to_json()]},
        }
    ]


@pytest.mark.parametrize(
    ("zone", "date"), [("Pacific/Kiritimati", "2025-05-04"), ("Pacific/Pago_Pago", "2025-05-03")]
)
def test_dates_are_local(zone: str, date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date in the table is that of the place where it is read."""
    stand_in(zone, monkeypatch)

    assert date in run("show", file("a.json", entry(at=NOON))).stdout


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        (datetime(1, 1, 1, tzinfo=timezone.utc), "Pacific/Pago_Pago"),
        (datetime(9999, 12, 31, 23, tzinfo=timezone.utc), "Pacific/Kiritimati"),
    ],
)
def test_dates_of_a_wrong_clock(at: datetime, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that was set to an end of time breaks nothing, wherever the file is read."""
    stand_in(zone, monkeypatch)

    shown = run("show", file("a.json", entry(at=at))).stdout

    assert f"{at.day} {at:%B} {at.year}" in shown


@pytest.mark.parametrize(
    ("courses", "named", "message"),
    [
        ((), None, "There is no record in .*records"),
        (("course-a", "course-b"), None, r"several records in .*: course-a, course-b"),
        (("course-a",), "course-b", r"no record of course-b in .*: course-a"),
        (("course-a",), "../x", r"no record of \.\./x in .*: course-a"),
    ],
)
@pytest.mark.parametrize("command", ["show", "export"])
def test_which_record(
    folder: Path, courses: tuple[str, ...], named: str | None, message: str, command: str
) -> None:
    """Where it is not plain which record is meant, the command was used wrongly, and says so."""
    for course in courses:
        keep(folder, course, [entry()])
    options = ("--course", named) if named else ()

    done = run(command, *options)

    assert done.exit_code == 2
    assert re.search(message, done.stderr.replace("\n", " "))
    assert list(Path().iterdir()) == []


def test_another_folder(tmp_path: Path) -> None:
    """The records of another folder are shown when it is named."""
    for course in ("course-a", "course-b"):
        keep(tmp_path / "other", course, [entry()])

    done = run("show", "--folder", tmp_path / "other", "--course", "course-b")

    assert done.stdout.startswith("course-b: 1 answer")


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_damaged_record(folder: Path, command: str) -> None:
    """What can't be read of a record is said and gives exit code 1; the rest is there."""
    keep(folder, "course", [entry()])
    (folder / "course" / "broken.jsonl").write_text("{}\n", encoding="utf-8")

    done = run(command)

    assert done.exit_code == 1
    assert "broken.jsonl is damaged" in done.stderr
    assert "course: 1 answer" in done.stdout or ".json: 1 answer" in done.stdout


# export


def test_export(folder: Path) -> None:
    """The record is written into a file that is named after the course and the day."""
    entries = [entry(clock=clock, item=f"t/q{clock}") for clock in (1, 2)]
    keep(folder, "course", entries)

    done = run("export")

    [path] = Path().iterdir()
    assert re.fullmatch(r"course-\d{4}-\d\d-\d\d\.json", path.name)
    assert done.stdout == f"{path}: 2 answers, the last on 3 May 2025.\n"
    assert read_work(path).entries == tuple(entries)


def test_export_leaves_a_file(folder: Path) -> None:
    """A file that is there is replaced only with --force."""
    keep(folder, "course", [entry()])
    path = Path("there.json")
    path.write_text("mine", encoding="utf-8")

    refused = run("export", path)
    before = path.read_text(encoding="utf-8")
    forced = run("export", path, "--force")

    assert (refused.exit_code, forced.exit_code) == (1, 0)
    assert "there.json is there already. Choose another name, or add --force." in refused.stderr
    assert before == "mine"
    assert read_work(path).entries == (entry(),)


def test_export_to_nowhere(folder: Path) -> None:
    """A folder that does not exist is named in a sentence."""
    keep(folder, "course", [entry()])

    done = run("export", Path("nowhere") / "a.json")

    assert done.exit_code == 1
    assert re.search(r"nowhere.a\.json can't be written: No such file", done.stderr)


# import


def test_import_asks(folder: Path) -> None:
    """Import says what a file would add and asks; it adds after a yes."""
    path = file("a.json", entry(), entry(item="t/r", clock=2, kind="draft"))

    done = run("import", path, answer="y\n")

    assert done.exit_code == 0
    assert done.stdout == (
        "a.json: This file has 2 answers, the last on 3 May 2025. "
        "Add them to the record of course on this computer? [y/N]: y\n"
        "Added 2 new entries to the record of course on this computer.\n"
    )
    assert kept(folder) == [entry(), entry(item="t/r", clock=2, kind="draft")]


@pytest.mark.parametrize(("answer", "code"), [("n\n", 0), ("\n", 0), ("", 1)])
def test_import_without_a_yes(folder: Path, answer: str, code: int) -> None:
    """After a no, or without anybody to answer, nothing is added."""
    done = run("import", file("a.json"), answer=answer)

    assert done.exit_code == code
    assert "Nothing was added." in done.output
    assert files_of(folder) == {}


def test_import_again_adds_nothing(folder: Path) -> None:
    """A file that is imported again adds nothing and says so, and so does an older one."""
    old = file("old.json", entry(kind="draft", value="a dr"))
    new = file("new.json", entry(kind="draft", value="a dr"), entry(clock=2))
    run("import", new, "--yes")
    before = files_of(folder)

    done = run("import", new, old, "--yes")

    assert done.exit_code == 0
    assert done.stdout.count("All of it is in the record of course on this computer already.") == 2
    assert done.stdout.endswith("Nothing was added.\n")
    assert files_of(folder) == before


def test_import_of_several_files(folder: Path) -> None:
    """Each file is asked about on its own, goes to its own course, and counts for the next."""
    one, two = entry(clock=1), entry(clock=2, item="t/r")
    files = [
        file("a.json", one),
        file("b.json", one, two),
        file("c.json", two),
        file("d.json", one),
    ]
    other = file("e.json", course="other")

    done = run("import", *files, other, answer="n\ny\ny\n")

    assert done.exit_code == 0
    assert kept(folder) == [one, two]
    assert kept(folder, "other") == [one]
    assert done.stdout.count("already") == 2
    assert "Added 2 new entries to the record of course " in done.stdout
    assert "Added 1 new entry to the record of other " in done.stdout


def test_import_joins(folder: Path) -> None:
    """What the record has stays beside what a file brings, also of the same item."""
    keep(folder, "course", [entry(value="here")])

    run("import", file("a.json", entry(value="there", device="b")), "--yes")

    assert {one.value for one in kept(folder)} == {"here", "there"}


def test_import_into_another_course(folder: Path) -> None:
    """A file of another course than the one that is named is refused."""
    done = run("import", file("a.json"), "--course", COURSE, "--yes")

    assert done.exit_code == 1
    assert "a.json: This file belongs to another course (course)." in done.stderr
    assert files_of(folder) == {}


@pytest.mark.parametrize(
    ("name", "who"), [("Ada", "Ada"), ("", "somebody"), ("\x1b[1m", "\ufffd[1m")]
)
@pytest.mark.parametrize("ending", ["json", "html"])
def test_import_of_a_hand_in(folder: Path, name: str, who: str, ending: str) -> None:
    """What was handed in is refused, whatever its form, until somebody says that it is theirs."""
    path = file(f"a.{ending}", handIn=name)

    refused = run("import", path, "--yes")
    before = files_of(folder)
    taken = run("import", path, "--yes", "--mine")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert f"This is a page that {who} handed in." in refused.stderr
    assert before == {}
    assert kept(folder) == [entry()]


@pytest.mark.parametrize("command", [("import", "--yes"), ("merge", "-o", "out.json")])
def test_two_people_are_never_joined(folder: Path, command: tuple[str, ...]) -> None:
    """Pages under two names are refused, whoever claims both; one name in two spellings is not."""
    ada = [file("a.html", handIn="Ada"), file("b.html", handIn=" ADA ")]
    ben = file("c.html", handIn="Ben")

    refused = run(*command, *ada, ben, "--mine")
    before = (files_of(folder), Path("out.json").exists())
    taken = run(*command, *ada, "--mine")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "different names (ADA, Ben)" in refused.stderr
    assert before == ({}, False)


@pytest.mark.parametrize(
    "text",
    [text for text, _ in (*REFUSED.values(), *REFUSED_PAGES.values())],
    ids=[*REFUSED, *REFUSED_PAGES],
)
def test_import_of_a_bad_file_changes_nothing(folder: Path, text: str) -> None:
    """When one file is refused, none is taken, and the bad one is named."""
    keep(folder, "course", [entry()])
    before = files_of(folder)
    Path("bad").write_text(text, encoding="utf-8")

    done = run("import", file("good.json", entry(clock=2)), "bad", "--yes")

    assert done.exit_code == 1
    assert done.stderr.startswith("bad: This ")
    assert done.stderr.endswith("Error: Nothing was changed.\n")
    assert files_of(folder) == before


def test_every_bad_file_is_named() -> None:
    """All files are read before the command gives up."""
    bad = [file("a.json", version=2), file("b.json", format="x"), file("c.json")]

    done = run("import", *bad, "--yes")

    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "a.json",
        "b.json",
        "Error",
    ]


def test_import_where_nothing_can_be_written(folder: Path) -> None:
    """A place where no folder can be made is told in a sentence."""
    folder.mkdir()
    (folder / "course").write_text("in the way", encoding="utf-8")

    done = run("import", file("a.json"), "--yes")

    assert done.exit_code == 1
    assert re.search(r"records.course can't be (read|written): ", done.stderr)


def test_import_to_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told in a sentence, and nothing is said to be added."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    done = run("import", file("a.json"), "--yes")

    assert done.exit_code == 1
    assert f"{folder / 'course'} can't be written: {os.strerror(errno.ENOSPC)}" in done.stderr
    assert "Added" not in done.output


@pytest.mark.parametrize("command", ["show", "import", "merge -o out.json"])
def test_a_file_that_is_not_there(command: str) -> None:
    """A file that does not exist is wrong usage."""
    assert run(*command.split(), "nowhere.json").exit_code == 2


# merge


def test_merge(folder: Path) -> None:
    """The files' union is written, without superseded drafts, under the first title; they stay."""
    a = file("a.json", entry(kind="draft"), entry(item="t/r", clock=2), title="")
    b = file("b.json", entry(clock=3), title="A course")
    before = files_of(Path())

    done = run("merge", a, b, "-o", "out.json")

    work = read_work(Path("out.json"))
    assert done.stdout == "out.json: 2 answers, the last on 3 May 2025.\n"
    assert [one.clock for one in work.entries] == [2, 3]
    assert (work.course, work.title, work.hand_in) == ("course", "A course", None)
    assert {name: files_of(Path())[name] for name in before} == before
    assert files_of(folder) == {}


def test_merge_in_any_order() -> None:
    """The order of the files does not matter to what is in the result, nor does repetition."""
    files = [
        file(f"{clock}.json", entry(clock=clock, device="ab"[clock % 2])) for clock in (1, 2, 3)
    ]

    run("merge", *files, "-o", "one.json")
    run("merge", *reversed(files), "one.json", "-o", "two.json")

    assert read_work(Path("one.json")).entries == read_work(Path("two.json")).entries


def test_merge_of_two_courses() -> None:
    """Files of different courses are refused."""
    done = run("merge", file("a.json"), file("b.json", course="other"), "-o", "out.json")

    assert done.exit_code == 1
    assert "different courses: course, other" in done.stderr
    assert not Path("out.json").exists()


def test_merge_of_a_hand_in() -> None:
    """A page to hand in is refused, and with --mine it becomes a file without the name."""
    path = file("a.html", handIn="Ada")

    refused = run("merge", path, "-o", "out.json")
    exists = Path("out.json").exists()
    run("merge", path, "-o", "out.json", "--mine")

    assert (refused.exit_code, exists) == (1, False)
    assert "Ada" not in Path("out.json").read_text(encoding="utf-8")


def test_merge_leaves_a_file() -> None:
    """A file that is there is replaced only with --force, then also one that was read."""
    a, b = file("a.json"), file("b.json", entry(clock=2, item="t/r"))

    refused = run("merge", a, b, "-o", a)
    before = len(read_work(a).entries)
    run("merge", a, b, "-o", a, "--force")

    assert (refused.exit_code, before) == (1, 1)
    assert len(read_work(a).entries) == 2


# The real program


def test_from_one_computer_to_another(tmp_path: Path) -> None:
    """A record goes through export, import and show, on an output that knows only ASCII."""
    hostile = "中 \x1b[31m é"
    keep(tmp_path / "one", "course", [entry(value=hostile)])

    def on(computer: str, *arguments: str) -> str:
        names = {"STUDYWIDGETS_RECORD": str(tmp_path / computer), "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(
            [sys.executable, "-m", "studywidgets", "record", *arguments],
            env=environment(tmp_path) | names,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("ascii")

    on("one", "export", "a.json")
    said = on("other", "import", "a.json", "--yes")
    table = on("other", "show")

    assert said == "Added 1 new entry to the record of course on this computer.\n"
    assert kept(tmp_path / "other") == kept(tmp_path / "one") == [entry(value=hostile)]
    assert "? ?[31m ?" in table
    assert parse_work(Path("a.json").read_text(encoding="utf-8")).course == "course"


def test_help_imports_no_record() -> None:
    """Asking a command of the record for help imports nothing that reads records."""
    program = (
        "import sys; from studywidgets.cli import main; "
        "main(['record', 'import', '--help'], standalone_mode=False); "
        "sys.exit('\\n'.join(name for name in sys.modules if name.startswith('studywidgets.record')"
        " or name == 'platformdirs') or None)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
