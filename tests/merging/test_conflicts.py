"""Both sides changed the same lines: what is in force, what is told, and how it is settled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studywidgets.notebooks.reading import KeptError
from studywidgets.notebooks.resolving import resolve
from tests.commands import environment, studywidgets
from tests.merging.conftest import LESSON, named

if TYPE_CHECKING:
    from tests.merging.conftest import Desk

DEFINITION = "mediation--definition"
EXAMPLE = "mediation_example"
OLD = "What mediation is, in one sentence."
NEW = "Help from a third party."
OWN = "What I say mediation is."


@pytest.fixture
def torn(desk: Desk) -> Desk:
    """A lesson with two conflicts, just built: in the definition and in the example."""
    desk.edit(DEFINITION, OLD, OWN)
    desk.edit(EXAMPLE, "In 1999", "In 1997")
    desk.reword(OLD, NEW)
    desk.reword("In 1999", "In 1998")
    desk.build()
    return desk


class TestBuild:
    """What a build makes of a conflict."""

    def test_in_force(self, torn: Desk) -> None:
        """The edit stays in force, to the letter."""
        said = torn.sources()

        assert OWN in said[DEFINITION]
        assert NEW not in said[DEFINITION]
        assert "In 1997" in said[EXAMPLE]

    def test_notice(self, torn: Desk) -> None:
        """A notice right below the cell shows the new text and says how to settle it."""
        ids = list(torn.sources())
        notice = torn.read().cells[ids.index(DEFINITION) + 1]

        assert notice.cell_type == "markdown"
        assert notice.metadata.tags == ["studywidgets-conflict"]
        assert f'    "{NEW} And a second one.",' in notice.source
        assert f"`studywidgets resolve LESSON {DEFINITION} --theirs`" in notice.source

    def test_report(self, torn: Desk) -> None:
        """Each build names the conflicts until they are settled, and changes no byte."""
        before = torn.lesson.read_bytes()

        report = torn.build()

        assert [one.cell for one in report.conflicts[LESSON]] == [DEFINITION, EXAMPLE]
        assert torn.lesson.read_bytes() == before

    def test_check(self, torn: Desk) -> None:
        """Build --check names conflicts too."""
        report = torn.build(check=True)

        assert len(report.conflicts[LESSON]) == 2
        assert report.outdated == []

    def test_command(self, torn: Desk) -> None:
        """The command ends with 1, names lesson and cell, and says what to type."""
        done = studywidgets(torn.root, "build")

        assert done.returncode == 1
        assert f"lessons/{LESSON}: the cell {DEFINITION} was edited" in done.stderr
        assert f"studywidgets resolve lessons/{LESSON} {DEFINITION} --mine" in done.stderr
        assert "1 with a conflict" in done.stdout
        assert "Traceback" not in done.stderr

    def test_command_in_a_folder_with_a_space(self, torn: Desk) -> None:
        """What is to be typed is quoted for the shell."""
        (torn.root / "lessons").rename(torn.root / "my lessons")

        done = studywidgets(torn.root, "build", "--output", "my lessons")

        quote = '"' if os.name == "nt" else "'"
        lesson = f"{quote}{Path('my lessons') / LESSON}{quote}"
        assert f"studywidgets resolve {lesson} {DEFINITION} --mine keeps" in done.stderr

    def test_newer_content(self, torn: Desk) -> None:
        """Newer content of a cell in conflict shows in its one notice."""
        torn.reword(NEW, "Help from anybody.")

        report = torn.build()

        definition, example = torn.notices()
        assert len(report.conflicts[LESSON]) == 2
        assert "Help from anybody." in definition.source
        assert NEW not in definition.source
        assert "In 1998" in example.source

    def test_content_goes_back(self, torn: Desk) -> None:
        """The notice goes when the content is again what was edited."""
        torn.reword(NEW, OLD)
        torn.reword("In 1998", "In 1999")

        report = torn.build()

        assert report.conflicts == {}
        assert torn.notices() == []
        assert OWN in torn.sources()[DEFINITION]

    def test_taken_by_hand(self, torn: Desk) -> None:
        """The notice goes when somebody writes the new text into the cell."""
        torn.edit(DEFINITION, OWN, NEW)

        report = torn.build()

        assert [one.cell for one in report.conflicts[LESSON]] == [EXAMPLE]
        assert len(torn.notices()) == 1

    def test_notice_deleted(self, torn: Desk) -> None:
        """Deleting a notice settles its conflict for the edit, for good."""
        notebook = torn.read()
        for notice in torn.notices():
            notebook.cells.remove(named(notebook.cells, notice.id))
        torn.save(notebook)

        report = torn.build()

        assert report.conflicts == {}
        assert torn.notices() == []
        assert OWN in torn.sources()[DEFINITION]

    def test_later_content(self, torn: Desk) -> None:
        """After a conflict was settled, new content of other lines comes in by itself."""
        resolve(torn.lesson, None, "mine")
        torn.reword("(Author 2001)\n", "(Author 2001)\n\nAnd more.\n")

        report = torn.build()

        assert report.conflicts == {}
        assert torn.sources()[EXAMPLE].startswith("## Example\n\nIn 1997")
        assert torn.sources()[EXAMPLE].endswith("And more.")

    def test_notice_edited(self, torn: Desk) -> None:
        """A notice into which somebody wrote stays as a cell of theirs."""
        notebook = torn.read()
        name = torn.notices()[0].id
        named(notebook.cells, name).source += "\n\nAsk the dean."
        torn.save(notebook)

        torn.build()
        report = torn.build()

        assert "Ask the dean." in torn.sources()[name]
        assert [one.cell for one in report.conflicts[LESSON]] == [EXAMPLE]

    def test_cell_deleted(self, torn: Desk) -> None:
        """Deleting the cell settles its conflict: the notice goes too, which is said."""
        notebook = torn.read()
        notebook.cells.remove(named(notebook.cells, DEFINITION))
        torn.save(notebook)

        report = torn.build()

        assert DEFINITION not in torn.sources()
        assert [one.cell for one in report.conflicts[LESSON]] == [EXAMPLE]
        assert len(torn.notices()) == 1
        assert "was deleted here and has changed" in report.notes[LESSON][0]

    def test_fence(self, desk: Desk) -> None:
        """Backticks in the new text do not end the block that shows it."""
        desk.edit(EXAMPLE, "In 1999", "In 1997")
        desk.reword("In 1999 somebody", "In 1998 `then` ````` somebody")

        desk.build()

        (notice,) = desk.notices()
        assert "\n``````markdown\n" in notice.source


class TestResolve:
    """Settling by command."""

    def test_mine(self, torn: Desk) -> None:
        """--mine keeps every edit, and the next build is quiet."""
        done = studywidgets(torn.root, "resolve", "mediation", "--mine")

        report = torn.build()
        assert done.returncode == 0
        assert f"the cell {DEFINITION} stays as it is" in done.stdout
        assert report.conflicts == {}
        assert torn.notices() == []
        assert OWN in torn.sources()[DEFINITION]
        assert "In 1997" in torn.sources()[EXAMPLE]

    def test_theirs(self, torn: Desk) -> None:
        """--theirs takes every new text, outputs and all: the lesson is as if just built."""
        done = studywidgets(torn.root, "resolve", f"lessons/{LESSON}", "--theirs")

        settled = torn.lesson.read_bytes()
        torn.lesson.unlink()
        torn.build()
        assert done.returncode == 0
        assert settled == torn.lesson.read_bytes()

    def test_one_cell(self, torn: Desk) -> None:
        """With a cell's id only its conflict is settled."""
        done = studywidgets(torn.root, "resolve", "mediation", DEFINITION, "--theirs")

        report = torn.build()
        assert done.returncode == 0
        assert NEW in torn.sources()[DEFINITION]
        assert [one.cell for one in report.conflicts[LESSON]] == [EXAMPLE]

    def test_both_ways(self, torn: Desk) -> None:
        """The cells of one lesson may be settled differently."""
        resolve(torn.lesson, DEFINITION, "theirs")
        resolve(torn.lesson, EXAMPLE, "mine")

        report = torn.build()

        assert report.conflicts == {}
        assert NEW in torn.sources()[DEFINITION]
        assert "In 1997" in torn.sources()[EXAMPLE]

    def test_notices_name(self, torn: Desk) -> None:
        """The id of the notice names its conflict as well."""
        settled = resolve(torn.lesson, torn.notices()[0].id, "theirs")

        assert [one.cell for one in settled] == [DEFINITION]
        assert NEW in torn.sources()[DEFINITION]

    @pytest.mark.parametrize("choices", [(), ("--mine", "--theirs"), ("--theirs", "--mine")])
    def test_one_choice(self, torn: Desk, choices: tuple[str, ...]) -> None:
        """Without one choice, or with both, nothing is settled."""
        before = torn.lesson.read_bytes()

        done = studywidgets(torn.root, "resolve", "mediation", *choices)

        assert done.returncode == 2
        assert "Say which text to keep: --mine or --theirs." in done.stderr
        assert torn.lesson.read_bytes() == before

    @pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's size")
    def test_a_disk_that_takes_nothing(self, torn: Desk) -> None:
        """What can't be written stays as it was, and why is told in words."""
        before = torn.lesson.read_bytes()
        command = f"ulimit -f 0; exec {sys.executable} -m studywidgets resolve mediation --mine"

        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=torn.root,
            env=environment(torn.root),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        said = (
            f"lessons/{LESSON}: can't be written (File too large); check the folder's permissions"
        )
        assert done.stderr == f"{said}\n"
        assert torn.lesson.read_bytes() == before

    def test_unknown_cell(self, torn: Desk) -> None:
        """A cell without a conflict is an error that names those with one; nothing changes."""
        before = torn.lesson.read_bytes()

        done = studywidgets(torn.root, "resolve", "mediation", "mediation_facts", "--mine")

        assert done.returncode == 1
        assert f"cells with one: {DEFINITION}, {EXAMPLE}" in done.stderr
        assert torn.lesson.read_bytes() == before

    def test_nothing_to_settle(self, desk: Desk) -> None:
        """A lesson without conflicts is left as it is, with 0."""
        before = desk.lesson.read_bytes()

        done = studywidgets(desk.root, "resolve", "mediation", "--theirs")

        assert done.returncode == 0
        assert "there is no conflict" in done.stdout
        assert desk.lesson.read_bytes() == before

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [(["mediation"], "--mine or --theirs"), (["nothing", "--mine"], "no lesson nothing")],
    )
    def test_usage(self, desk: Desk, arguments: list[str], told: str) -> None:
        """No choice and no such lesson are wrong usage."""
        done = studywidgets(desk.root, "resolve", *arguments)

        assert done.returncode == 2
        assert told in done.stderr

    def test_read_only(self, torn: Desk) -> None:
        """A read-only lesson is named and left."""
        before = torn.lesson.read_bytes()
        torn.lesson.chmod(0o444)

        with pytest.raises(KeptError, match="is read-only"):
            resolve(torn.lesson, None, "theirs")

        assert torn.lesson.read_bytes() == before

    @pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"<<<<<<< HEAD\n"])
    def test_no_notebook(self, desk: Desk, content: bytes) -> None:
        """A file that is no notebook is named without a traceback, and left."""
        desk.lesson.write_bytes(content)

        done = studywidgets(desk.root, "resolve", "mediation", "--mine")

        assert done.returncode == 1
        assert done.stderr.startswith(f"lessons/{LESSON}: ")
        assert "Traceback" not in done.stderr
        assert desk.lesson.read_bytes() == content
