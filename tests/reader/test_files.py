"""Tests of files that can't be read, folders that are no content, and hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studywidgets.reader import read_content
from tests.reader.contents import (
    COURSE,
    GOOD,
    MEDIATION,
    TREATY_TEXT,
    codes,
    edited,
    read_mediation,
    read_one,
    write,
)


def test_no_folder(tmp_path: Path) -> None:
    """A folder that does not exist is an error of its own, which names it."""
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere"):
        read_content(tmp_path / "nowhere")


def test_file_instead_of_a_folder(tmp_path: Path) -> None:
    """A file can't be read as a content folder."""
    file = write(tmp_path, GOOD) / MEDIATION

    with pytest.raises(NotADirectoryError, match=r"mediation\.md is a file"):
        read_content(file)


def test_folder_without_courses(tmp_path: Path) -> None:
    """A folder in which nothing looks like a course is no content folder."""
    write(tmp_path, {"notes/a.md": "a", "b.md": "b"})

    with pytest.raises(FileNotFoundError, match=r"holds no course; .*course\.md"):
        read_content(tmp_path)


def test_course_as_content_folder(tmp_path: Path) -> None:
    """A folder that holds course.md is read as one course, whose id is its namespace."""
    folder = write(tmp_path, GOOD) / "history"
    folder.rename(tmp_path / "Some Clone")

    (course,), problems = read_content(tmp_path / "Some Clone")

    assert problems == []
    assert course.id == "history"
    assert course.location.file == "course.md"


def test_units_without_course_file(tmp_path: Path) -> None:
    """A folder with units and no course.md is told to have one."""
    files = {name.removeprefix("history/"): text for name, text in GOOD.items() if name != COURSE}

    assert codes(tmp_path, files) == ["course.md:1 SW009"]


def test_folder_named_relatively(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content folder may be named relative to the working folder."""
    write(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path / "history")

    (course,), problems = read_content(Path())

    assert problems == []
    assert course.id == "history"


def test_hidden_and_other_files_are_left_alone(tmp_path: Path) -> None:
    """Hidden folders and files, folders of images and files of other types are no content."""
    files = {
        **GOOD,
        "history/conflict/.ipynb_checkpoints/mediation-checkpoint.md": "x",
        "history/.git/a.md": "x",
        "history/conflict/.draft.md": "x",
        "history/.drafts/a.png": "x",
        "history/images/a.txt": "x",
        "history/conflict/notes.txt": "x",
        "README.md": "x",
    }

    assert codes(tmp_path, files) == []


def test_link_to_nowhere(tmp_path: Path) -> None:
    """A symbolic link whose target is gone can't be opened."""
    write(tmp_path, GOOD)
    (tmp_path / MEDIATION).unlink()
    (tmp_path / MEDIATION).symlink_to(tmp_path / "gone.md")

    assert codes(tmp_path, {}) == ["conflict/mediation.md:1 SW005"]


def test_link_in_a_circle(tmp_path: Path) -> None:
    """A symbolic link to itself can't be opened."""
    write(tmp_path, GOOD)
    (tmp_path / MEDIATION).unlink()
    (tmp_path / MEDIATION).symlink_to(tmp_path / MEDIATION)

    assert codes(tmp_path, {}) == ["conflict/mediation.md:1 SW005"]


def test_link_out_of_the_content(tmp_path: Path) -> None:
    """A symbolic link to a file outside the content folder is refused, though it can be read."""
    write(tmp_path / "content", GOOD)
    (tmp_path / "content" / MEDIATION).rename(tmp_path / "elsewhere.md")
    (tmp_path / "content" / MEDIATION).symlink_to(tmp_path / "elsewhere.md")

    assert codes(tmp_path / "content", {}) == ["conflict/mediation.md:1 SW005"]


def test_link_within_the_content(tmp_path: Path) -> None:
    """A symbolic link within the content folder, and one to the folder itself, are followed."""
    write(tmp_path / "content", GOOD)
    (tmp_path / "content" / MEDIATION).rename(tmp_path / "content" / "shared.txt")
    (tmp_path / "content" / MEDIATION).symlink_to(tmp_path / "content" / "shared.txt")
    (tmp_path / "link").symlink_to(tmp_path / "content")

    assert codes(tmp_path / "link", {}) == []


def test_folder_named_like_a_file(tmp_path: Path) -> None:
    """A folder whose name ends in .md is no term."""
    assert codes(tmp_path, {**GOOD, "history/conflict/old.md/a.txt": "x"}) == []


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    """Two files that a computer which ignores case would take for one are reported."""
    found = codes(tmp_path, {**GOOD, "history/conflict/Mediation.md": TREATY_TEXT})

    assert "conflict/mediation.md:1 SW080" in found


@pytest.mark.parametrize(
    "text",
    [
        ">" * 400_000,
        "- " * 200_000,
        "[" * 200_000,
        "*a **a " * 50_000,
        "![" * 50_000 + "](a)" * 50_000,
        "a\n" * 400_000,
        "`" * 3 + "`a" * 300_000,
        ">" * 50 + "a\n" * 4_900,
        "| a " * 50 + "|\n" + "|---" * 50 + "|\n" + "| a |\n" * 4_000,
        "".join("  " * n + "- a\n" for n in range(600)),
    ],
    ids=[
        "quotes",
        "lists",
        "brackets",
        "stars",
        "images",
        "lines",
        "ticks",
        "lazy",
        "table",
        "steps",
    ],
)
def test_pathological_markdown(text: str, tmp_path: Path) -> None:
    """Input that makes Markdown parsers slow or deep is refused without an exception."""
    files = edited(MEDIATION, "It may be a state.", text)

    _, problems = read_content(write(tmp_path, files))

    assert {problem.location.file for problem in problems} <= {MEDIATION}


def test_hostile_content_is_kept_as_text(tmp_path: Path) -> None:
    """Markup, formulas and code in content stay the text that they are, for others to escape."""
    text = (
        "<script>alert(1)</script> <img src=x onerror=y> $x$ %%bash '''\"\"\" {{a}} {%b%} "
        "<a id=x name=y data-commandlinker-command=z> __proto__"
    )

    term = read_mediation(tmp_path, edited(MEDIATION, "It may be a state.", text))

    assert term.definition.endswith(text)


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    st.integers(0, len(GOOD[MEDIATION])),
    st.integers(0, 60),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_is_read_or_reported(
    tmp_path: Path, inserted: bytes, position: int, removed: int
) -> None:
    """Whatever is typed into a file anywhere, reading raises nothing and other files are fine."""
    content = GOOD[MEDIATION].encode()
    spoilt = content[:position] + inserted + content[position + removed :]

    courses, problems = read_content(write(tmp_path, {**GOOD, MEDIATION: spoilt}))

    others = [problem.code for problem in problems if problem.location.file != MEDIATION]
    # Only that it is not related to negotiation.md any more is reported in that file.
    assert set(others) <= {"SW089"}
    assert problems == sorted(problems)
    ids = [term.id for course in courses for term in course.terms()]
    severe = any(problem.severity == "error" for problem in problems)
    assert ids == (["negotiation"] if severe else ["mediation", "negotiation"])


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """The same files give the same course."""
    assert read_one(tmp_path, GOOD) == read_one(tmp_path, GOOD)
