"""The content as it is now, and its pages, each made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studywidgets.diagnostics import Diagnostic
from studywidgets.model import Location
from studywidgets.pages import CoursePages
from studywidgets.pages.page import INDEX
from studywidgets.preview.kept import with_kept
from studywidgets.reader import Memory, read_content
from studywidgets.site.build import asset_files
from studywidgets.site.html import POLICY, SUFFIX, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studywidgets.model import Course

# The pages ask this server, and nobody else, for what has changed.
LIVE_POLICY = f"{POLICY}; connect-src 'self'"


class PreviewContent:
    """A content folder, read again when it has changed.

    Attributes:
        version: Counts how often it was different.
        diagnostics: What is wrong with it now.
    """

    def __init__(self, folder: Path) -> None:
        """Read the folder for the first time.

        Raises:
            FileNotFoundError: There is no such folder, or no course in it.
            NotADirectoryError: It is a file.
        """
        self._folder = folder
        self._memory = Memory()
        self.version = 0
        self.diagnostics: Sequence[Diagnostic] = ()
        self._courses: Sequence[Course] = ()
        self._show(*read_content(folder, memory=self._memory))

    def refresh(self, changed: Iterable[Path]) -> bool:
        """Read again what may have changed; what can't be read now is shown as it was.

        Returns:
            Whether anything is different.
        """
        self._memory.forget(changed)
        before = (self._courses, self.diagnostics)
        try:
            courses, diagnostics = read_content(self._folder, memory=self._memory)
        except OSError as error:
            # The folder is gone, or is being moved: it may come back with the next change.
            place = Location(self._folder.name, 1)
            message = f"the content can't be read: {error}"
            hint = "put the folder back, or press Ctrl-C and start the preview again"
            courses = list(self._courses)
            diagnostics = [Diagnostic(place, "SW000", "error", message, hint)]
        shown = with_kept(courses, diagnostics, self._courses)
        if (shown, diagnostics) == before:
            return False
        self._show(shown, diagnostics)
        return True

    def page(self, path: str) -> bytes | None:
        """A page's HTML by its path on the site, or None where there is none."""
        if path == INDEX + SUFFIX and len(self._courses) > 1:
            return self._site.render_courses()
        file = path.rpartition("/")[2]
        name = file.removesuffix(SUFFIX)
        pages = self._pages.get(path.removesuffix(file))
        if pages is None or name == file or name not in pages.names:
            return None
        return self._site.render(pages.page(name))

    def missing(self) -> bytes:
        """The page for an address that has none, which looks again whenever a file is saved."""
        return self._site.render_missing()

    def moved(self, path: str) -> str | None:
        """Where the page of a term is whose file had another name, as its `formerly` says."""
        folder, _, file = path.rpartition("/")
        former = file.removesuffix(SUFFIX)
        for course in self._courses:
            place = self._site.folder(course)
            if place.rstrip("/") == folder:
                for term in course.terms():
                    if former in term.formerly:
                        return f"{place}{term.id}{SUFFIX}"
        return None

    def asset(self, path: str) -> bytes | None:
        """A script's or a style sheet's bytes by its path on the site."""
        return dict(asset_files(self._courses, live=True)).get(path)

    def _show(self, courses: Sequence[Course], diagnostics: Sequence[Diagnostic]) -> None:
        self.version += 1
        self.diagnostics = diagnostics
        self._courses = with_kept(courses, diagnostics, ())
        self._site = Site(self._courses, policy=LIVE_POLICY, live=str(self.version))
        self._pages = {
            self._site.folder(course): CoursePages(course, SUFFIX) for course in self._courses
        }
