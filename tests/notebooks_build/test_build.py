"""Builds of whole folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studywidgets.notebooks import build
from tests.notebooks_build.content import write_course

if TYPE_CHECKING:
    from pathlib import Path

    from tests.notebooks_build.conftest import Workplace

ALL = [
    "glossary.ipynb",
    "guide-states.ipynb",
    "guide-talks.ipynb",
    "index.ipynb",
    "mediation.ipynb",
    "negotiation.ipynb",
    "sovereignty.ipynb",
]


def remove_states(workplace: Workplace) -> None:
    """Take the unit "states" with its term out of the content."""
    shutil.rmtree(workplace.content / "talking" / "states")
    write_course(workplace.content / "talking", {"talks": ["mediation", "negotiation"]})


class TestFirstBuild:
    """Building into an empty or absent folder."""

    def test_written(self, workplace: Workplace) -> None:
        """Every notebook is written and named."""
        report = workplace.build()

        assert report.written == ALL
        assert list(workplace.files()) == ALL

    def test_nothing_else(self, workplace: Workplace) -> None:
        """No draft is left behind, and what is not a notebook hides from git."""
        workplace.build()

        others = [path.name for path in workplace.lessons.iterdir() if path.suffix != ".ipynb"]
        assert others == [".studywidgets"]
        assert (workplace.lessons / ".studywidgets" / ".gitignore").read_text() == "*\n"

    def test_same_bytes(self, workplace: Workplace, tmp_path: Path) -> None:
        """Another place, another process and another seed of hashes give the same bytes."""
        workplace.build()
        shutil.copytree(workplace.content, tmp_path / "elsewhere" / "content")
        other = tmp_path / "elsewhere" / "lessons"
        code = (
            "import sys; from pathlib import Path; from studywidgets.notebooks import build;"
            "build(Path(sys.argv[1]), Path(sys.argv[2]))"
        )

        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "elsewhere" / "content"), str(other)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        )

        assert {path.name: path.read_bytes() for path in other.glob("*.ipynb")} == workplace.files()

    def test_one_course(self, workplace: Workplace, tmp_path: Path) -> None:
        """The folder of a single course may be given itself, with the same result."""
        workplace.build()

        build(workplace.content / "talking", tmp_path / "other")

        assert (tmp_path / "other" / "mediation.ipynb").read_bytes() == workplace.files()[
            "mediation.ipynb"
        ]

    def test_two_courses(self, workplace: Workplace) -> None:
        """With several courses each has its own folder."""
        write_course(workplace.content / "writing", {"texts": ["essay"]}, title="Writing")

        report = workplace.build()

        assert "talking/index.ipynb" in report.written
        assert "writing/essay.ipynb" in report.written
        assert not [name for name in report.written if "/" not in name]

    def test_second_course(self, built: Workplace) -> None:
        """When a second course joins, the first moves into its folder."""
        write_course(built.content / "writing", {"texts": ["essay"]}, title="Writing")

        report = built.build()

        assert report.removed == ALL
        assert [name for name in built.files() if name.startswith("talking/")] == [
            f"talking/{name}" for name in ALL
        ]


class TestErrors:
    """Content with errors."""

    def test_nothing_written(self, workplace: Workplace) -> None:
        """With one bad file nothing is written at all, and the problem is reported."""
        (workplace.content / "talking" / "talks" / "mediation.md").write_text("")

        report = workplace.build()

        assert any(problem.severity == "error" for problem in report.diagnostics)
        assert not workplace.lessons.exists()

    def test_lessons_stay(self, built: Workplace) -> None:
        """Good lessons on disk stay when the content goes bad, also that of the bad file."""
        before = built.files()
        built.rewrite("negotiation", "Another definition.")
        (built.content / "talking" / "talks" / "mediation.md").write_bytes(b"\xff\xfe")

        report = built.build()

        assert report.written == report.removed == []
        assert built.files() == before

    def test_warning(self, built: Workplace) -> None:
        """A warning does not stop a build, and it is told at each build."""
        unit = built.content / "talking" / "talks" / "unit.md"
        unit.write_text(unit.read_text().replace(", negotiation]", "]"))

        first = built.build()
        second = built.build()

        assert [problem.severity for problem in first.diagnostics] == ["warning"]
        assert second.diagnostics == first.diagnostics


class TestRebuild:
    """Building again."""

    def test_unchanged(self, built: Workplace) -> None:
        """Nothing is written when nothing changed."""
        times = {path: path.stat().st_mtime_ns for path in built.lessons.glob("*.ipynb")}

        report = built.build()

        assert report.unchanged == ALL
        assert report.written == []
        assert {path: path.stat().st_mtime_ns for path in built.lessons.glob("*.ipynb")} == times

    def test_changed(self, built: Workplace) -> None:
        """A changed definition changes the lesson, the guide and the glossary, and no other."""
        built.rewrite("mediation", "Another definition.")

        report = built.build()

        assert report.written == ["glossary.ipynb", "guide-talks.ipynb", "mediation.ipynb"]
        assert b"Another definition." in built.files()["mediation.ipynb"]

    def test_deleted(self, built: Workplace) -> None:
        """A lesson that was deleted is made again."""
        before = built.files()
        (built.lessons / "mediation.ipynb").unlink()

        report = built.build()

        assert report.written == ["mediation.ipynb"]
        assert built.files() == before

    def test_term_gone(self, built: Workplace) -> None:
        """The lesson of a term that is gone is removed."""
        remove_states(built)

        report = built.build()

        assert report.removed == ["guide-states.ipynb", "sovereignty.ipynb"]
        assert "sovereignty.ipynb" not in built.files()

    def test_edited(self, built: Workplace) -> None:
        """An edited lesson keeps its edit and gets what is new."""
        built.edit("mediation.ipynb", lambda notebook: notebook.cells.pop(1))
        built.rewrite("mediation", "Another definition.")
        cells = built.read("mediation.ipynb").cells

        report = built.build()

        merged = built.read("mediation.ipynb").cells
        assert report.written == ["glossary.ipynb", "guide-talks.ipynb", "mediation.ipynb"]
        assert report.refused == []
        assert [cell.id for cell in merged] == [cell.id for cell in cells]
        assert "Another definition." in merged[1].source

    def test_term_gone_edited(self, built: Workplace) -> None:
        """The lesson of a term that is gone is kept and named when somebody edited it."""
        remove_states(built)
        built.edit("sovereignty.ipynb", lambda notebook: notebook.cells.pop())

        report = built.build()

        assert report.removed == ["guide-states.ipynb"]
        assert report.refused == ["sovereignty.ipynb"]
        assert "sovereignty.ipynb" in built.files()

    def test_mode(self, built: Workplace) -> None:
        """A replaced lesson keeps its permissions."""
        path = built.lessons / "mediation.ipynb"
        path.chmod(0o640)
        built.rewrite("mediation", "Another definition.")

        built.build()

        assert path.stat().st_mode & 0o777 == 0o640


class TestRefusal:
    """Notebooks that a build leaves alone."""

    def test_somebody_elses(self, built: Workplace) -> None:
        """Files that are not ours are neither touched nor named."""
        others = {
            "notes.ipynb": b"{}",
            "broken.ipynb": b"<<<<<<< ours",
            "read.me": b"x",
        }
        for name, content in others.items():
            (built.lessons / name).write_bytes(content)
        built.rewrite("mediation", "Another definition.")

        report = built.build()

        assert report.refused == report.removed == []
        assert {name: (built.lessons / name).read_bytes() for name in others} == others

    def test_other_course(self, workplace: Workplace) -> None:
        """Lessons of another course in the same folder stay, unless they bear the same name."""
        write_course(workplace.content.parent / "writing", {"texts": ["essay"]}, title="Writing")
        build(workplace.content.parent / "writing", workplace.lessons)

        report = workplace.build()

        assert report.refused == ["glossary.ipynb", "index.ipynb"]
        assert "belongs to another course, 'writing'" in report.reasons["index.ipynb"]
        assert report.removed == []
        assert "essay.ipynb" in workplace.files()

    def test_folder_in_place(self, workplace: Workplace) -> None:
        """A folder under a lesson's name is named, and the others are built."""
        (workplace.lessons / "mediation.ipynb").mkdir(parents=True)

        report = workplace.build()

        assert report.refused == ["mediation.ipynb"]
        assert len(report.written) == len(ALL) - 1

    def test_file_in_place(self, workplace: Workplace) -> None:
        """A file where the lessons folder should be refuses every notebook."""
        workplace.lessons.write_text("x")

        report = workplace.build()

        assert report.refused == ALL
        assert "can't be written" in report.reasons["index.ipynb"]


class TestCheck:
    """Only looking."""

    def test_up_to_date(self, built: Workplace) -> None:
        """Nothing is outdated after a build."""
        report = built.build(check=True)

        assert report.outdated == []
        assert report.unchanged == ALL

    def test_first(self, workplace: Workplace) -> None:
        """Everything is outdated before the first build, and nothing is written."""
        report = workplace.build(check=True)

        assert report.outdated == ALL
        assert not workplace.lessons.exists()

    def test_outdated(self, built: Workplace) -> None:
        """What would be written or removed is named and left as it is."""
        remove_states(built)
        before = built.files()

        report = built.build(check=True)

        assert set(report.outdated) >= {"guide-states.ipynb", "index.ipynb", "sovereignty.ipynb"}
        assert report.outdated == sorted(report.outdated)
        assert report.written == report.removed == []
        assert built.files() == before

    def test_edited(self, built: Workplace) -> None:
        """An edited lesson that a build would leave as it is, is up to date."""
        built.edit("mediation.ipynb", lambda notebook: notebook.cells.pop())

        report = built.build(check=True)

        assert report.outdated == []
        assert report.unchanged == ALL

    def test_edited_and_outdated(self, built: Workplace) -> None:
        """An edited lesson with something new is outdated, and is left as it is."""
        built.edit("mediation.ipynb", lambda notebook: notebook.cells.pop())
        built.rewrite("mediation", "Another definition.")
        before = built.files()

        report = built.build(check=True)

        assert "mediation.ipynb" in report.outdated
        assert built.files() == before


@pytest.mark.parametrize("check", [False, True])
def test_errors_are_found_by_check(workplace: Workplace, check: bool) -> None:  # noqa: FBT001
    """Problems of the content are reported with and without check."""
    (workplace.content / "talking" / "talks" / "mediation.md").write_text("")

    assert workplace.build(check=check).diagnostics
