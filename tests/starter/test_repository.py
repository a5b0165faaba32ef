"""A new course repository is whole, or nothing is left of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from studywidgets.notebooks.build import build
from studywidgets.reader import read_content
from studywidgets.starter.course import NewCourse
from studywidgets.starter.repository import FolderError, make_repository
from tests.launch import launch_link

if TYPE_CHECKING:
    from collections.abc import Callable

COURSE = NewCourse("Politics: “first” $5 & <b>more", "politics", "ada/politics")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet, in one that is not there either."""
    return tmp_path / "courses" / "politics"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_content(folder: Path) -> None:
    """The content has the course's title as it was given, an example unit, and no problems."""
    make_repository(folder, COURSE, "1.2.3")

    [course], diagnostics = read_content(folder / "content")
    assert diagnostics == []
    assert (course.title, course.namespace, course.id) == (COURSE.title, "politics", "politics")
    assert len(list(course.terms())) == 2


def test_lessons(folder: Path) -> None:
    """The lessons are built, and are what a build makes of the content."""
    names = make_repository(folder, COURSE, "1.2.3")

    report = build(folder / "content", folder / "lessons", check=True)
    assert (report.outdated, report.refused) == ([], [])
    assert len(report.unchanged) == 5
    assert names == sorted(snapshot(folder))


def test_pinned(folder: Path) -> None:
    """The requirements pin this version of the package."""
    make_repository(folder, COURSE, "1.2.3")

    lines = (folder / "binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "studywidgets[authoring]==1.2.3"
    ]


def test_readme(folder: Path) -> None:
    """The launch link opens the home page of the repository, which stands in one place."""
    make_repository(folder, COURSE, "1.2.3")

    link = launch_link(folder / "README.md")
    assert (link.repository, link.ref) == ("ada/politics", "HEAD")
    assert link.urlpath == "doc/tree/study/index.ipynb"
    assert (folder / "README.md").read_text(encoding="utf-8").count("ada/politics") == 1


def test_workflows(folder: Path) -> None:
    """The workflows are YAML that asks for no right but the ones that they need."""
    make_repository(folder, COURSE, "1.2.3")

    workflows = folder / ".github" / "workflows"
    lessons, pages = (
        yaml.safe_load((workflows / name).read_text(encoding="utf-8"))
        for name in ("lessons.yml", "pages.yml")
    )
    assert lessons["permissions"] == {"contents": "read"}
    assert pages["permissions"] == {"contents": "read", "id-token": "write", "pages": "write"}
    commands = [step["run"] for step in lessons["jobs"]["check"]["steps"] if "run" in step]
    assert commands == [
        "pip install -r binder/requirements.txt",
        "studywidgets validate --format github",
        "studywidgets build --check",
        "studywidgets execute --junit reports/lessons.xml",
    ]


def test_binder(folder: Path, root: Path) -> None:
    """Binder makes the image as it makes this repository's, with the package from the index."""
    make_repository(folder, COURSE, "1.2.3")

    own = (root / "binder" / "postBuild").read_text(encoding="utf-8").split("\n\n")
    assert (folder / "binder" / "postBuild").read_text(encoding="utf-8").split("\n\n") == [
        paragraph for paragraph in own if "pip install" not in paragraph
    ]
    assert os.access(folder / "binder" / "postBuild", os.X_OK)
    for name in ("overrides.json", "runtime.txt"):
        assert (folder / "binder" / name).read_bytes() == (root / "binder" / name).read_bytes()


def test_ignored(folder: Path) -> None:
    """Git is to keep content and lessons, and none of what commands leave behind."""
    make_repository(folder, COURSE, "1.2.3")
    for name in (".studywidgets/executed/x", "study/x", "site/x", ".venv/x", "reports/x"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)  # noqa: S607 - any git

    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],  # noqa: S607 - any git
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )

    kept = {name.partition("/")[0] for name in listed.stdout.splitlines()}
    assert kept == {
        ".gitattributes",
        ".github",
        ".gitignore",
        "README.md",
        "binder",
        "content",
        "lessons",
    }


def test_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Two repositories of one course are the same to the byte."""
    make_repository(folder, COURSE, "1.2.3")
    make_repository(tmp_path / "again", COURSE, "1.2.3")

    one, other = snapshot(folder), snapshot(tmp_path / "again")
    # The note of the last build has the times of the content's files; git ignores it.
    note = "lessons/.studywidgets/built.json"
    assert one.pop(note) != b""
    assert other.pop(note) != b""
    assert one == other


def test_a_repository_that_was_just_made(folder: Path) -> None:
    """What a code host puts into a new repository stays, and is no hindrance."""
    (folder / ".git").mkdir(parents=True)
    (folder / "LICENSE").write_text("A licence.", encoding="ascii")

    make_repository(folder, COURSE, "1.2.3")

    assert (folder / "LICENSE").read_text(encoding="ascii") == "A licence."
    assert (folder / "content" / "politics" / "course.md").is_file()


def a_file(folder: Path) -> None:
    """A file where the folder should be."""
    folder.write_text("mine", encoding="ascii")


def a_full_folder(folder: Path) -> None:
    """A folder that has something of the user's."""
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="ascii")


def a_dangling_link(folder: Path) -> None:
    """A symbolic link that leads nowhere."""
    folder.symlink_to("nowhere")


@pytest.mark.parametrize("harm", [a_file, a_full_folder, a_dangling_link])
def test_something_is_there(folder: Path, harm: Callable[[Path], None]) -> None:
    """Where something else is, nothing is written."""
    folder.parent.mkdir(parents=True)
    harm(folder)
    before = sorted(folder.parent.rglob("*"))

    with pytest.raises(FolderError, match="name a folder that is not there yet"):
        make_repository(folder, COURSE, "1.2.3")

    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.parametrize("number", range(6))
def test_nothing_half_made(folder: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails on the way, the folder is as it was."""
    folder.mkdir(parents=True)
    (folder / "LICENSE").touch()
    rename = Path.rename
    moves = []

    def fail(self: Path, target: Path) -> Path:
        if target.parent == folder:
            moves.append(target)
            if len(moves) == number + 1:
                raise OSError(28, os.strerror(28))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        make_repository(folder, COURSE, "1.2.3")

    assert [path.name for path in folder.iterdir()] == ["LICENSE"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_title_in_the_notebooks(folder: Path) -> None:
    """The title reaches the lessons as it was given, whatever is special in it."""
    make_repository(folder, COURSE, "1.2.3")

    notebook = json.loads((folder / "lessons" / "index.ipynb").read_text(encoding="utf-8"))
    [source] = ["".join(c["source"]) for c in notebook["cells"] if c["id"].endswith("_header")]
    assert "Politics: “first” $5 & <b>more" in source
