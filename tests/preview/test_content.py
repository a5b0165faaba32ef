"""The content as a preview has it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from studywidgets.preview.content import PreviewContent
from studywidgets.site.html import Site
from tests.notebooks_build.content import write_course, write_term

if TYPE_CHECKING:
    from pathlib import Path

    from studywidgets.pages import Page


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A course of three terms in two units."""
    units = {"talks": ["mediation", "negotiation"], "states": ["sovereignty"]}
    return write_course(tmp_path / "talking", units)


def test_a_page_is_made_when_it_is_asked_for(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand pages only the one that somebody looks at is made."""
    made: list[str] = []
    render = Site.render

    def noted(self: Site, page: Page) -> bytes:
        made.append(page.name)
        return render(self, page)

    monkeypatch.setattr(Site, "render", noted)
    preview = PreviewContent(content)
    write_term(content / "talks" / "mediation.md", "Another definition. With two sentences.")

    preview.refresh([content / "talks" / "mediation.md"])
    html = preview.page("mediation.html")

    assert made == ["mediation"]
    assert html is not None
    assert b"Another definition." in html


def test_nothing_different_is_no_news(content: Path) -> None:
    """A file that was saved as it was changes no version."""
    preview = PreviewContent(content)
    path = content / "talks" / "mediation.md"
    path.write_bytes(path.read_bytes())

    assert preview.refresh([path]) is False
    assert preview.version == 1


def test_a_page_knows_its_version_and_its_file(content: Path) -> None:
    """Each page says which version it shows and which content file it is made from."""
    preview = PreviewContent(content)
    expected = {
        "mediation.html": b'data-version="1" data-file="talks/mediation.md"',
        "guide-states.html": b'data-version="1" data-file="states/unit.md"',
        "index.html": b'data-version="1" data-file="course.md"',
    }

    for name, attributes in expected.items():
        assert attributes in (preview.page(name) or b"")


def test_a_page_of_the_site_follows_nothing(content: Path) -> None:
    """What `site` builds has nothing of a preview in it."""
    preview = PreviewContent(content)
    built = Site(preview._courses)

    html = built.render(preview._pages[""].page("mediation"))

    assert b"preview" not in html
    assert b"data-file" not in html


@pytest.mark.parametrize(
    "path", ["", "nothing.html", "mediation", "mediation.md", "talks/mediation.html", "/index.html"]
)
def test_there_is_no_other_page(content: Path, path: str) -> None:
    """Only the pages of the site are pages."""
    assert PreviewContent(content).page(path) is None


def test_several_courses(content: Path) -> None:
    """Each of several courses is in its folder, and the first page names both."""
    write_course(content.parent / "other", {"words": ["deed"]}, title="Other")
    preview = PreviewContent(content.parent)

    assert b"Other" in (preview.page("index.html") or b"")
    assert b"Deed" in (preview.page("other/deed.html") or b"")
    assert preview.page("deed.html") is None


def test_a_second_course_comes(content: Path) -> None:
    """When a second course is written, both have a folder."""
    preview = PreviewContent(content.parent)
    assert preview.page("mediation.html") is not None

    write_course(content.parent / "other", {"words": ["deed"]}, title="Other")
    preview.refresh([content.parent / "other" / "course.md"])

    assert preview.page("mediation.html") is None
    assert preview.page("talking/mediation.html") is not None


def test_a_renamed_term_has_moved(content: Path) -> None:
    """The former address of a term leads to its page, as long as the term says so."""
    path = content / "talks" / "mediation.md"
    path.write_text(path.read_text().replace("formerly: []", "formerly: [helping]"))
    preview = PreviewContent(content)

    assert preview.moved("helping.html") == "mediation.html"
    assert preview.moved("mediation.html") is None
    assert preview.moved("talks/helping.html") is None


def test_a_folder_that_goes_is_a_problem(content: Path) -> None:
    """When the folder is gone, the pages stay, and what to do is told; then it may come back."""
    preview = PreviewContent(content)
    content.rename(content.with_name("away"))

    assert preview.refresh([]) is True
    [problem] = preview.diagnostics
    assert "can't be read" in problem.message
    assert preview.page("mediation.html") is not None

    shutil.copytree(content.with_name("away"), content)
    assert preview.refresh([]) is True
    assert preview.diagnostics == []


def test_assets_are_those_of_the_site_and_two_more(content: Path) -> None:
    """A preview has the site's scripts and styles, and its own."""
    preview = PreviewContent(content)

    assert preview.asset("assets/lesson.js")
    assert preview.asset("assets/preview.js")
    assert preview.asset("assets/preview.css")
    assert preview.asset("assets/nothing.js") is None
    assert preview.asset("preview.js") is None
