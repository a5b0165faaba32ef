"""Building a site from content files, as the command does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studywidgets.bundles import STATIC
from studywidgets.notebooks import build
from studywidgets.site import build_site
from studywidgets.site.binder import Binder
from studywidgets.site.folder import NOTE
from tests.commands import ROOT, studywidgets
from tests.notebooks_build.content import write_course, write_term

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_PAGE = 60_000


@pytest.fixture
def talking(tmp_path: Path) -> Path:
    """A folder with a course of two terms, not yet built."""
    write_course(tmp_path / "content", {"talks": ["mediation", "negotiation"]})
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_command_builds_a_site(talking: Path) -> None:
    """The pages, scripts, style sheets and licences are there, and the command says so."""
    done = studywidgets(talking, "site")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "site: 17 written, 0 up to date.\n"
        "Open site/index.html in a browser, or put the folder on a web server.\n"
    )
    names = set(contents(talking / "site"))
    assert names >= {"index.html", "glossary.html", "guide-talks.html", "mediation.html", NOTE}
    assert names >= {"assets/lesson.js", "assets/lesson.css", "assets/licenses.txt"}


def test_the_second_time_nothing_is_to_do(talking: Path) -> None:
    """Without a change in the content the site is up to date."""
    studywidgets(talking, "site")

    done = studywidgets(talking, "site")

    assert done.stdout.startswith("site: 17 up to date.\n")


def test_a_change_reaches_the_pages_that_show_it(talking: Path) -> None:
    """A new definition changes the lesson, the guide and the glossary, and nothing else."""
    studywidgets(talking, "site")
    before = contents(talking / "site")

    write_term(talking / "content" / "talks" / "mediation.md", "Another definition, in short. Yes.")
    studywidgets(talking, "site")

    after = contents(talking / "site")
    changed = {name for name in after if before[name] != after[name]} - {NOTE}
    assert changed == {"mediation.html", "guide-talks.html", "glossary.html"}


def test_the_page_of_a_term_that_is_gone_is_removed(talking: Path) -> None:
    """A term that is deleted takes its page along; the file beside it stays."""
    studywidgets(talking, "site")
    (talking / "site" / "CNAME").write_text("example.org")
    write_course(talking / "content", {"talks": ["mediation"]})
    (talking / "content" / "talks" / "negotiation.md").unlink()

    done = studywidgets(talking, "site")

    assert "1 removed" in done.stdout
    assert not (talking / "site" / "negotiation.html").exists()
    assert (talking / "site" / "CNAME").exists()


def test_content_with_an_error_leaves_the_site(talking: Path) -> None:
    """The problems are printed, the old site stays, and the exit code is 1."""
    studywidgets(talking, "site")
    before = contents(talking / "site")
    (talking / "content" / "talks" / "mediation.md").write_text("no front matter\n")

    done = studywidgets(talking, "site")

    assert done.returncode == 1
    assert "talks/mediation.md:1: SW" in done.stderr
    assert "Nothing built: " in done.stderr
    assert contents(talking / "site") == before


def test_a_foreign_folder_is_refused(talking: Path) -> None:
    """A folder that holds something else is named, and nothing in it changes."""
    before = contents(talking / "content")

    done = studywidgets(talking, "site", "-o", "content")

    assert done.returncode == 2
    assert "content holds files, and none of them says that this is a site" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(talking / "content") == before


def test_a_changed_page_is_named_and_left(talking: Path) -> None:
    """A page that somebody has changed is reported with what to do, and the exit code is 1."""
    studywidgets(talking, "site")
    (talking / "site" / "mediation.html").write_text("mine")
    write_term(talking / "content" / "talks" / "mediation.md", "Another definition, in short. Yes.")

    done = studywidgets(talking, "site")

    assert done.returncode == 1
    assert "site/mediation.html: was changed since it was built; " in done.stderr
    assert (talking / "site" / "mediation.html").read_text() == "mine"


def test_a_folder_that_can_not_be_made_is_named(talking: Path) -> None:
    """A file in the way of the site's folder is told without a traceback."""
    (talking / "file").write_text("")

    done = studywidgets(talking, "site", "-o", "file/site")

    assert done.returncode in {1, 2}
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_content_is_wrong_usage(tmp_path: Path) -> None:
    """A content folder that is not there, or holds no course, is wrong usage."""
    (tmp_path / "empty").mkdir()

    assert studywidgets(tmp_path, "site").returncode == 2
    assert studywidgets(tmp_path, "site", "empty").returncode == 2
    assert not (tmp_path / "site").exists()


def test_a_wrong_repository_is_wrong_usage(talking: Path) -> None:
    """What names no repository is refused before anything is written."""
    done = studywidgets(talking, "site", "--binder", "https://github.com/a/b")

    assert done.returncode == 2
    assert "write OWNER/NAME as on GitHub" in " ".join(done.stderr.split())
    assert not (talking / "site").exists()


def test_the_repository_reaches_the_pages(talking: Path) -> None:
    """Each page links to its notebook in the repository that the command is given."""
    studywidgets(talking, "site", "--binder", "ada/course")

    html = (talking / "site" / "mediation.html").read_text(encoding="utf-8")
    assert "https://mybinder.org/v2/gh/ada/course/HEAD?urlpath=" in html


def test_the_same_content_gives_the_same_bytes_elsewhere(talking: Path, tmp_path: Path) -> None:
    """Another folder, another order of hashing: the same bytes."""
    studywidgets(talking, "site")
    shutil.copytree(talking / "content", tmp_path / "elsewhere" / "texts")

    program = "import sys; from studywidgets.cli import main; main(sys.argv[1:])"
    subprocess.run(
        [sys.executable, "-c", program, "site", "texts", "-o", "out"],
        cwd=tmp_path / "elsewhere",
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "PATH": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )

    assert contents(tmp_path / "elsewhere" / "out") == contents(talking / "site")


def test_no_widget_is_made_for_a_page(talking: Path) -> None:
    """Building a site imports neither ipywidgets nor a kernel's client."""
    program = (
        "import sys; from pathlib import Path; from studywidgets.site import build_site;"
        "build_site(Path('content'), Path('site'));"
        "print(sorted({'ipywidgets', 'anywidget', 'nbformat', 'zmq'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=talking,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", ["lesson", "guide", "glossary", "index"])
def test_a_page_is_small(kind: str) -> None:
    """What a page loads at its opening, scripts and styles, is at most 60 KB."""
    files = [STATIC / "site" / f"{kind}.{ending}" for ending in ("js", "css")]

    assert sum(file.stat().st_size for file in files) <= LARGEST_PAGE


def test_where_nothing_has_changed_nothing_is_read(
    talking: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build takes the note's word; a change of content, site or options undoes it."""
    folder = talking / "site"
    first = build_site(talking / "content", folder)
    monkeypatch.setattr(
        "studywidgets.site.build.read_content", lambda *_, **__: pytest.fail("read")
    )

    again = build_site(talking / "content", folder)

    assert again.changes.unchanged == first.changes.written
    monkeypatch.undo()
    (folder / "index.html").unlink()
    assert build_site(talking / "content", folder).changes.written == ["index.html"]
    binder = Binder.parse("owner/name")
    assert "index.html" in build_site(talking / "content", folder, binder=binder).changes.written


def test_the_processes_do_not_show(talking: Path) -> None:
    """However many processes work, the site and the lessons have the same bytes."""
    write_course(
        talking / "content", {name: [f"{name}-{n}" for n in range(9)] for name in ("a", "b", "c")}
    )
    one, many = (talking / str(jobs) for jobs in (1, 3))
    for jobs, folder in ((1, one), (3, many)):
        build_site(talking / "content", folder / "site", jobs=jobs)
        build(talking / "content", folder / "lessons", jobs=jobs)

    assert "a-1.html" in contents(one / "site")
    assert contents(one / "site") == contents(many / "site")
    assert contents(one / "lessons") == contents(many / "lessons")
