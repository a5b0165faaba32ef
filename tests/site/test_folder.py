"""What writing a site does to the folder it is written to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studywidgets.files import write_atomically
from studywidgets.site.folder import BEGUN, NOTE, FolderError, SiteFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {"index.html": b"home", "talks/a.html": b"a", "assets/x.js": b"x"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the note, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != NOTE
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a site in it."""
    folder = tmp_path / "site"
    SiteFolder(folder).write(FILES.items())
    return folder


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    """A site can be written where there is no folder yet, and every file is named."""
    changes = SiteFolder(tmp_path / "deep" / "site").write(FILES.items())

    assert contents(tmp_path / "deep" / "site") == FILES
    assert changes.written == sorted(FILES)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder is as good as a new one."""
    SiteFolder(tmp_path).write(FILES.items())

    assert contents(tmp_path) == FILES


def test_nothing_new_writes_nothing(site: Path) -> None:
    """The same files again change no file, the note included."""
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}

    changes = SiteFolder(site).write(FILES.items())

    assert (changes.written, changes.unchanged) == ([], sorted(FILES))
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_what_the_site_no_longer_has_is_removed(site: Path) -> None:
    """A page that is gone is removed, with the folder that it leaves empty."""
    changes = SiteFolder(site).write({"index.html": b"home", "assets/x.js": b"x"}.items())

    assert changes.removed == ["talks/a.html"]
    assert not (site / "talks").exists()


def test_other_files_stay(site: Path) -> None:
    """Files that the site did not put there are never touched, also beside removed ones."""
    (site / "CNAME").write_bytes(b"example.org")
    (site / "talks" / "notes.txt").write_bytes(b"mine")

    SiteFolder(site).write({"index.html": b"new"}.items())

    assert contents(site) == {
        "index.html": b"new",
        "CNAME": b"example.org",
        "talks/notes.txt": b"mine",
    }


def test_a_foreign_file_of_the_same_name_stays(site: Path) -> None:
    """Somebody's file with the name of a new page is named and left; the others are written."""
    (site / "b.html").write_bytes(b"mine")

    changes = SiteFolder(site).write({**FILES, "b.html": b"b", "c.html": b"c"}.items())

    assert changes.written == ["c.html"]
    assert list(changes.refused) == ["b.html"]
    assert "is not part of the site" in changes.refused["b.html"]
    assert (site / "b.html").read_bytes() == b"mine"


def test_a_changed_page_is_left(site: Path) -> None:
    """A page that somebody has changed is not overwritten, and comes back once it is deleted."""
    (site / "index.html").write_bytes(b"changed by hand")

    first = SiteFolder(site).write({**FILES, "index.html": b"new"}.items())
    left = (site / "index.html").read_bytes()
    (site / "index.html").unlink()
    second = SiteFolder(site).write({**FILES, "index.html": b"new"}.items())

    assert (list(first.refused), left) == (["index.html"], b"changed by hand")
    assert (second.written, second.refused) == (["index.html"], {})


def test_a_changed_page_that_is_gone_is_left(site: Path) -> None:
    """A changed page is not removed either, and stays known as one of the site's."""
    (site / "talks" / "a.html").write_bytes(b"changed by hand")

    for _ in range(2):
        changes = SiteFolder(site).write({"index.html": b"home", "assets/x.js": b"x"}.items())
        assert list(changes.refused) == ["talks/a.html"]

    assert (site / "talks" / "a.html").read_bytes() == b"changed by hand"


def test_a_change_that_is_undone_is_forgiven(site: Path) -> None:
    """Once a changed page is as it was built, a build goes on with it."""
    (site / "index.html").write_bytes(b"changed by hand")
    SiteFolder(site).write({**FILES, "index.html": b"new"}.items())
    (site / "index.html").write_bytes(b"home")

    changes = SiteFolder(site).write({**FILES, "index.html": b"new"}.items())

    assert changes.written == ["index.html"]


def test_a_crash_leaves_a_site_that_can_be_built_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash between two files, neither the old nor the new ones count as changed."""
    module = "studywidgets.site.folder.write_atomically"

    def crash(path: Path, content: bytes) -> None:
        if path.name == "index.html":
            raise KeyboardInterrupt
        write_atomically(path, content)

    monkeypatch.setattr(module, crash)
    with pytest.raises(KeyboardInterrupt):
        SiteFolder(site).write(
            {"assets/x.js": b"x2", "index.html": b"home2", "b.html": b"b"}.items()
        )
    monkeypatch.undo()

    changes = SiteFolder(site).write(
        {"assets/x.js": b"x3", "index.html": b"home3", "b.html": b"b"}.items()
    )

    assert changes.refused == {}
    assert contents(site) == {"assets/x.js": b"x3", "index.html": b"home3", "b.html": b"b"}


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    """A folder that holds something, but no site, is refused and left as it is."""
    (tmp_path / "thesis.html").write_bytes(b"years of work")

    with pytest.raises(FolderError, match="name an empty or a new folder"):
        SiteFolder(tmp_path)

    assert contents(tmp_path) == {"thesis.html": b"years of work"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file in the place of the folder is refused."""
    (tmp_path / "site").write_bytes(b"mine")

    with pytest.raises(FolderError, match="is a file; name a folder"):
        SiteFolder(tmp_path / "site")


@pytest.mark.parametrize(
    "note",
    [
        "no JSON",
        "[]",
        '{"format": 2, "files": {}}',
        '{"format": 1}',
        '{"format": 1, "files": {"../../etc/passwd": ["x"]}}',
        '{"format": 1, "files": {"/etc/passwd": ["x"]}}',
        '{"format": 1, "files": {"C:\\\\x": ["x"]}}',
        '{"format": 1, "files": {"a.html": "x"}}',
        '{"format": 1, "files": {"a.html": [1]}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_note_is_refused(site: Path, note: str) -> None:
    """When the list of the site's files can't be read, or leads elsewhere, nothing is touched."""
    (site / NOTE).write_text(note)
    before = contents(site)

    with pytest.raises(FolderError, match="is damaged"):
        SiteFolder(site)

    assert contents(site) == before


def test_a_link_out_of_the_folder_is_not_followed(site: Path, tmp_path: Path) -> None:
    """A linked file and a linked folder are named; what they lead to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"outside")
    (site / "talks" / "a.html").unlink()
    (site / "talks").rmdir()
    (site / "talks").symlink_to(outside)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside / "a.html")

    changes = SiteFolder(site).write({**FILES, "index.html": b"new"}.items())

    assert list(changes.refused) == ["index.html", "talks/a.html"]
    assert all("symbolic link" in reason for reason in changes.refused.values())
    assert contents(outside) == {"a.html": b"outside"}


def test_a_folder_in_the_place_of_a_page_is_named(site: Path) -> None:
    """A folder that has a page's name is named; the other pages are written."""
    (site / "b.html").mkdir()

    changes = SiteFolder(site).write({**FILES, "b.html": b"b"}.items())

    assert changes.refused == {"b.html": "is no file; move it away and build again"}


def test_a_linked_folder_for_the_whole_site_is_fine(tmp_path: Path) -> None:
    """The site's own folder may be a link: whoever made it chose where the site is."""
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    SiteFolder(tmp_path / "site").write(FILES.items())

    assert contents(tmp_path / "real") == FILES


def test_the_note_lists_every_file_and_nothing_else(site: Path) -> None:
    """The note has the files' names and hashes: no time, no path of this machine."""
    note = json.loads((site / NOTE).read_bytes())

    assert set(note) == {"format", "files"}
    assert sorted(note["files"]) == sorted(FILES)
    assert {len(value) for hashes in note["files"].values() for value in hashes} == {64}


def test_no_drafts_are_left(site: Path) -> None:
    """Nothing but the site's files is in the folder after a build."""
    found = {path.name for path in site.iterdir()} - {NOTE}

    assert found == {"index.html", "talks", "assets"}


def test_a_first_build_that_was_cut_short_can_be_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a note too, what was written before a crash is known, also beside a torn line."""

    def crash(path: Path, content: bytes) -> None:
        if path.name == NOTE:
            raise KeyboardInterrupt
        write_atomically(path, content)

    monkeypatch.setattr("studywidgets.site.folder.write_atomically", crash)
    with pytest.raises(KeyboardInterrupt):
        SiteFolder(tmp_path).write(FILES.items())
    monkeypatch.undo()
    with (tmp_path / BEGUN).open("ab") as begun:
        begun.write(b'["../x", "0"]\n["b.html", "12')

    changes = SiteFolder(tmp_path).write({"index.html": b"new"}.items())

    assert (changes.written, changes.refused) == (["index.html"], {})
    assert contents(tmp_path) == {"index.html": b"new"}


def test_files_are_written_as_they_come(tmp_path: Path) -> None:
    """Each file is there before the next one is asked for, so that not all are in memory."""
    there = []

    def come() -> Iterator[tuple[str, bytes]]:
        for name, content in FILES.items():
            yield name, content
            there.append((tmp_path / name).exists())

    SiteFolder(tmp_path).write(come())

    assert there == [True, True, True]


@pytest.mark.parametrize("change", ["edited", "gone", "linked"])
def test_a_site_is_whole(site: Path, tmp_path: Path, change: str) -> None:
    """A site is whole until a file of it has other bytes, is gone, or is a link."""
    before = SiteFolder(site).is_whole()
    page = site / "index.html"
    page.rename(tmp_path / "moved")
    if change == "edited":
        page.write_bytes(b"h0me")
    elif change == "linked":
        page.symlink_to(tmp_path / "moved")

    assert (before, SiteFolder(site).is_whole()) == (True, False)
