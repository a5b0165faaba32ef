"""The command `validate`: forms of output, fixing, and what it knows of the last build."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.commands import ROOT, studywidgets

if TYPE_CHECKING:
    from pathlib import Path

MEDIATION = "social-studies-education/international-relations/mediation.md"
FACT = "no power to give a **binding decision**. {#no-binding-decision}"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with the project's own content and lessons."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons", ignore=shutil.ignore_patterns(".*"))
    return tmp_path


@pytest.fixture
def mediation(course: Path) -> Path:
    """The file of a term, in which a fact has lost its id."""
    path = course / "content" / MEDIATION
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(" {#no-binding-decision}", ""), encoding="utf-8")
    return path


def test_lost_id_is_proposed(course: Path, mediation: Path) -> None:
    """Validate proposes the id of the last build, and writes nothing."""
    before = mediation.read_bytes()

    done = studywidgets(course, "validate")

    assert done.returncode == 1
    assert "write at its end: {#no-binding-decision}, its id in the last build\n" in done.stdout
    assert done.stdout.endswith("\n1 error, 0 warnings\n")
    assert mediation.read_bytes() == before


def test_fix_writes_what_the_last_build_had(course: Path, mediation: Path) -> None:
    """Validate --fix gives the file its id back, says so, and has nothing to do again."""
    first = studywidgets(course, "validate", "--fix")
    second = studywidgets(course, "validate", "--fix")

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == (
        f"{MEDIATION}:22: SW050 fixed: wrote {{#no-binding-decision}}, its id in the last build\n"
        "1 fixed, 0 errors, 0 warnings\n"
    )
    assert mediation.read_bytes() == (ROOT / "content" / MEDIATION).read_bytes()
    assert second.stdout == "0 errors, 0 warnings\n"


def test_lessons_may_lie_elsewhere(course: Path, mediation: Path) -> None:
    """The folder that --lessons names is the one that is read; without one an id is new."""
    (course / "lessons").rename(course / "built")

    unknown = studywidgets(course, "validate")
    known = studywidgets(course, "validate", "--lessons", "built")

    assert mediation.exists()
    assert "{#a-mediator-unlike-an}\n" in unknown.stdout
    assert "{#no-binding-decision}, its id in the last build\n" in known.stdout


def test_file_that_cannot_be_fixed(course: Path, mediation: Path) -> None:
    """Validate --fix ends with 1, names the file that it may not write, and counts what is left."""
    mediation.chmod(0o444)

    done = studywidgets(course, "validate", "--fix")

    assert done.returncode == 1
    assert done.stderr == f"{MEDIATION}: is read-only; make it writable (chmod u+w) and try again\n"
    assert done.stdout.endswith("\n1 error, 0 warnings\n")


def test_fixed_problems_are_in_the_json(course: Path, mediation: Path) -> None:
    """With --fix and --format json the problems that are gone come along, marked so."""
    done = studywidgets(course, "validate", "--fix", "--format", "json")

    (problem,) = json.loads(done.stdout)
    assert mediation.exists()
    assert (done.returncode, problem["code"], problem["fixed"]) == (0, "SW050", True)


def test_annotations(course: Path, mediation: Path) -> None:
    """Validate --format github prints a workflow command a problem, with the file to annotate."""
    done = studywidgets(course, "validate", "--format", "github")

    assert mediation.exists()
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"::error file=content/{MEDIATION},line=22,title=SW050 missing-id::the fact "
    )


def test_warnings_alone_end_with_0(course: Path) -> None:
    """A warning is printed, and the exit code is 0; a build is not stopped either."""
    path = course / "content" / MEDIATION
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A way of handling", "Mediating, which is"), encoding="utf-8")

    done = studywidgets(course, "validate")
    built = studywidgets(course, "build")

    assert done.returncode == built.returncode == 0
    assert "SW092 the definition of “Mediation” uses “mediating” to define it" in done.stdout
    assert done.stdout.endswith("\n0 errors, 1 warning\n")


def test_reused_id_stops_validate_and_build(course: Path) -> None:
    """An id of the last build that stands for something else is an error for both."""
    path = course / "content" / MEDIATION
    text = path.read_text(encoding="utf-8")
    start = text.index("2. A mediator, unlike")
    end = text.index(FACT) + len(FACT)
    other = "2. Ships **sail**. {#no-binding-decision}"
    path.write_text(text[:start] + other + text[end:], encoding="utf-8")

    done = studywidgets(course, "validate")
    built = studywidgets(course, "build")

    assert done.returncode == built.returncode == 1
    assert "SW063 the id “no-binding-decision” stood for the fact “A mediator, " in done.stdout
    assert "Nothing built: 1 error" in built.stderr


def test_allowed_alarm_is_silent(course: Path) -> None:
    """What a file allows with a reason is neither printed nor counted."""
    path = course / "content" / MEDIATION
    text = path.read_text(encoding="utf-8").replace("A way of handling", "Mediating, which is")
    allowed = text.replace("formerly: []", "allow:\n  SW092: it is explained below")
    path.write_text(allowed, encoding="utf-8")

    assert studywidgets(course, "validate").stdout == "0 errors, 0 warnings\n"
