"""Building a site from a folder of content."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studywidgets.bundles import STATIC, stemmer
from studywidgets.pages import pages
from studywidgets.pages.page import INDEX
from studywidgets.reader import read_content
from studywidgets.site.folder import Changes, SiteFolder
from studywidgets.site.html import ASSETS, SUFFIX, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Course
    from studywidgets.site.binder import Binder

_KINDS = ("lesson", "guide", "glossary", "index")
_LIBRARIES = ("work", "hints")
LICENSES = "licenses.txt"


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What building a site did.

    Attributes:
        changes: What was written; with an error in the content, nothing.
        diagnostics: Problems of the content.
    """

    changes: Changes = field(default_factory=Changes)
    diagnostics: Sequence[Diagnostic] = ()


def build_site(content: Path, folder: Path, *, binder: Binder | None = None) -> SiteReport:
    """Write the site of every course below `content` into `folder`.

    Every page is made before the first is written; each is written in one step, and only if its
    bytes differ.

    Args:
        content: The content folder, or the folder of one course.
        folder: The site's folder; it is made if it is not there.
        binder: Where the notebooks are on Binder, if that is known.

    Raises:
        FolderError: The folder holds something that is no site.
        FileNotFoundError: There is no content.
        OSError: The folder can't be written.
    """
    site_folder = SiteFolder(folder)
    courses, diagnostics = read_content(content)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return SiteReport(diagnostics=diagnostics)
    site = Site(courses, binder)
    files = dict(page_files(site)) | dict(asset_files(courses))
    return SiteReport(site_folder.write(files), diagnostics)


def page_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every page's path and bytes."""
    for course in site.courses:
        for page in pages(course, SUFFIX):
            yield site.path(page), site.render(page)
    if len(site.courses) > 1:
        yield INDEX + SUFFIX, site.render_courses()


def asset_files(courses: Sequence[Course], *, live: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of every script and style sheet that pages of these courses use.

    Args:
        courses: The courses.
        live: Whether the pages follow the content.
    """
    stemmers = sorted({name for course in courses if (name := stemmer(course.language))})
    names = [
        *(f"{kind}.{ending}" for kind in _KINDS for ending in ("js", "css")),
        *(f"{name}.js" for name in (*_LIBRARIES, *stemmers)),
        *(("preview.js", "preview.css") if live else ()),
    ]
    for name in names:
        yield f"{ASSETS}/{name}", (STATIC / "site" / name).read_bytes()
    yield f"{ASSETS}/{LICENSES}", (STATIC / LICENSES).read_bytes()
