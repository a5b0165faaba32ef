"""Pages as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from studywidgets.pages import CoursePages
from studywidgets.pages.page import GLOSSARY, INDEX
from studywidgets.site.direction import direction
from studywidgets.site.places import sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.model import Course
    from studywidgets.pages import Page
    from studywidgets.site.binder import Binder

SUFFIX = ".html"
"""How a page's file name ends."""

TEMPLATES = Path(__file__).parent / "templates"

ASSETS = "assets"
"""The folder of scripts and style sheets, beside the pages of a single course."""

# Nothing but the site's own scripts and style sheets, and the images within its pages.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Site:
    """What all pages of a site have in common.

    Attributes:
        courses: Its courses; with several each has a folder of its own.
        binder: Where its notebooks are on Binder, if that is known.
        policy: The Content-Security-Policy of its pages.
        live: The version of the content that pages follow while they are looked at, "" for pages
            that stay as they are.
    """

    courses: Sequence[Course]
    binder: Binder | None = None
    policy: str = POLICY
    live: str = ""

    @cached_property
    def pages(self) -> Sequence[CoursePages]:
        """The pages of each course."""
        return [CoursePages(course, SUFFIX) for course in self.courses]

    @cached_property
    def _formerly(self) -> dict[str, Mapping[str, str]]:
        """For each course's namespace, the ids of now by terms' former ids."""
        return {
            course.namespace: pages.formerly
            for course, pages in zip(self.courses, self.pages, strict=True)
        }

    def prepare(self) -> None:
        """Find out what all pages need, before the work is divided."""
        _ = self._formerly
        _environment().get_template("page.html")

    def folder(self, course: Course) -> str:
        """The folder of a course's pages, with a slash, or "" for the site's own."""
        return f"{course.id}/" if len(self.courses) > 1 else ""

    def path(self, page: Page) -> str:
        """Where a page is, relative to the site."""
        return f"{self.folder(page.course)}{page.name}{SUFFIX}"

    def render(self, page: Page) -> bytes:
        """A page's file."""
        course = page.course
        folder = self.folder(course)
        notebook = f"{folder}{page.name}.ipynb"
        return _encoded(
            _environment()
            .get_template("page.html")
            .render(
                page=page,
                course=course,
                direction=direction(course.language),
                sections=sections(page),
                formerly=self._formerly[course.namespace],
                index=INDEX + SUFFIX,
                glossary=GLOSSARY + SUFFIX,
                root="../" if folder else "",
                assets=ASSETS,
                several=bool(folder),
                binder=self.binder.notebook(notebook) if self.binder else "",
                policy=self.policy,
                live=self.live,
                file=page.file,
            )
        )

    def render_missing(self) -> bytes:
        """What stands where there is no page, while the site is being written."""
        return _encoded(
            _environment()
            .get_template("missing.html")
            .render(index=INDEX + SUFFIX, assets=ASSETS, policy=self.policy, live=self.live)
        )

    def render_courses(self) -> bytes:
        """The first page of a site of several courses."""
        return _encoded(
            _environment()
            .get_template("courses.html")
            .render(
                courses=[(course, self.folder(course) + INDEX + SUFFIX) for course in self.courses],
                assets=ASSETS,
                policy=self.policy,
                live=self.live,
            )
        )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Text in other scripts would be six times as long, were it escaped.
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": True,
    }
    return environment


def _encoded(html: str) -> bytes:
    # Half a surrogate pair has no UTF-8.
    return html.encode(errors="backslashreplace")
