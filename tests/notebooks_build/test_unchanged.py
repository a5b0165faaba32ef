"""The note of the last build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studywidgets import unchanged
from studywidgets.notebooks.files import notebooks_below

if TYPE_CHECKING:
    from pathlib import Path

    from tests.notebooks_build.conftest import Workplace


class TestNote:
    """When a build believes the note."""

    def test_believed(self, built: Workplace) -> None:
        """With nothing changed the note is the answer, and the content is not read."""
        inputs = str(unchanged.fingerprint(built.content))
        unchanged.remember(
            built.lessons, inputs, ["from-the-note.ipynb"], notebooks_below(built.lessons)
        )

        report = built.build()

        assert report.unchanged == ["from-the-note.ipynb"]

    def test_check(self, built: Workplace) -> None:
        """Check does not believe it."""
        inputs = str(unchanged.fingerprint(built.content))
        unchanged.remember(
            built.lessons, inputs, ["from-the-note.ipynb"], notebooks_below(built.lessons)
        )

        report = built.build(check=True)

        assert report.unchanged == sorted(built.files())

    @pytest.mark.parametrize("damage", [b"", b"[]", b'{"inputs": 1}', b"\xff"])
    def test_damaged(self, built: Workplace, damage: bytes) -> None:
        """A damaged note counts as none."""
        (built.lessons / ".studywidgets" / "built.json").write_bytes(damage)

        assert built.build().unchanged == sorted(built.files())

    def test_foreign_notebook(self, built: Workplace) -> None:
        """A lesson that comes back after its term was removed is found."""
        stale = (built.lessons / "sovereignty.ipynb").read_bytes()
        (built.content / "talking" / "states" / "sovereignty.md").rename(
            built.content / "talking" / "states" / "autonomy.md"
        )
        unit = built.content / "talking" / "states" / "unit.md"
        unit.write_text(unit.read_text().replace("sovereignty", "autonomy"))
        built.build()
        (built.lessons / "sovereignty.ipynb").write_bytes(stale)

        assert built.build().removed == ["sovereignty.ipynb"]

    def test_unwritable(self, workplace: Workplace) -> None:
        """A note that can't be written does not matter."""
        workplace.lessons.mkdir()
        (workplace.lessons / ".studywidgets").write_text("in the way")

        assert workplace.build().refused == []


class TestFingerprint:
    """What goes into the fingerprint of the content."""

    def test_same(self, built: Workplace) -> None:
        """The same files give the same fingerprint."""
        assert unchanged.fingerprint(built.content) == unchanged.fingerprint(built.content)

    def test_changed(self, built: Workplace) -> None:
        """Another text gives another fingerprint."""
        before = unchanged.fingerprint(built.content)
        built.rewrite("mediation", "Another definition.")

        assert unchanged.fingerprint(built.content) != before

    def test_renamed(self, built: Workplace) -> None:
        """Another file name gives another fingerprint."""
        before = unchanged.fingerprint(built.content)
        (built.content / "talking" / "states").rename(built.content / "talking" / "powers")

        assert unchanged.fingerprint(built.content) != before

    def test_image(self, built: Workplace) -> None:
        """Every file counts, also those that are no Markdown."""
        before = unchanged.fingerprint(built.content)
        (built.content / "talking" / "talks" / "map.png").write_bytes(b"x")

        assert unchanged.fingerprint(built.content) != before

    def test_link(self, built: Workplace, tmp_path: Path) -> None:
        """With a symbolic link there is none, since what it leads to may change unseen."""
        (built.content / "talking" / "more").symlink_to(tmp_path)

        assert unchanged.fingerprint(built.content) is None
