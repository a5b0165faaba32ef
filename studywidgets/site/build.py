"""Building a site from a folder of content."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from studywidgets import unchanged
from studywidgets.bundles import STATIC, stemmer
from studywidgets.markup.fallback import rendered
from studywidgets.pages.page import INDEX
from studywidgets.processes import spread
from studywidgets.reader import read_content
from studywidgets.site.folder import NOTE, Changes, SiteFolder
from studywidgets.site.html import ASSETS, SUFFIX, TEMPLATES, Site

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


def build_site(
    content: Path, folder: Path, *, binder: Binder | None = None, jobs: int = 1
) -> SiteReport:
    """Write the site of every course below `content` into `folder`.

    Each page is written in one step, as soon as it is made, and only if its bytes differ.

    Args:
        content: The content folder, or the folder of one course.
        folder: The site's folder; it is made if it is not there.
        binder: Where the notebooks are on Binder, if that is known.
        jobs: How many processes may work, see `studywidgets.processes`.

    Raises:
        FolderError: The folder holds something that is no site.
        FileNotFoundError: There is no content.
        OSError: The folder can't be written.
    """
    site_folder = SiteFolder(folder)
    told = binder.address if binder else ""
    inputs = unchanged.fingerprint(content, told, _own_files())
    up_to_date = unchanged.recall(folder, inputs, [folder / NOTE]) if inputs else None
    if up_to_date is not None and site_folder.is_whole():
        return SiteReport(Changes(unchanged=up_to_date))
    courses, diagnostics = read_content(content, jobs=jobs)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return SiteReport(diagnostics=diagnostics)
    site = Site(courses, binder)
    files = itertools.chain(page_files(site, jobs), asset_files(courses))
    changes = site_folder.write(files)
    # A note is only true of a build that had nothing to say, from content that stood still.
    quiet = not (diagnostics or changes.refused)
    if inputs and quiet and inputs == unchanged.fingerprint(content, told, _own_files()):
        built = sorted([*changes.written, *changes.unchanged])
        unchanged.remember(folder, inputs, built, [folder / NOTE])
    return SiteReport(changes, diagnostics)


def _own_files() -> list[Path]:
    """What pages are made of besides the content and this package's modules."""
    return sorted([*TEMPLATES.iterdir(), *(STATIC / "site").iterdir(), STATIC / LICENSES])


def page_files(site: Site, jobs: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield every page's path and bytes, as they are made.

    Args:
        site: The site.
        jobs: How many processes may work.
    """
    site.prepare()
    groups = [(place, names) for place, pages in enumerate(site.pages) for names in pages.groups]
    for _, files in spread(partial(_rendered, site), groups, jobs):
        yield from files
    if len(site.courses) > 1:
        yield INDEX + SUFFIX, site.render_courses()


def _rendered(site: Site, group: tuple[int, Sequence[str]]) -> list[tuple[str, bytes]]:
    """The paths and bytes of some pages of one of the courses."""
    place, names = group
    pages = [site.pages[place].page(name) for name in names]
    files = [(site.path(page), site.render(page)) for page in pages]
    rendered.forget()
    return files


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
