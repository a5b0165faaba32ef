"""What a new course repository is about: the values that stand in its files."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.identifiers import is_identifier, suggest

if TYPE_CHECKING:
    from pathlib import Path

NO_REPOSITORY = "OWNER/NAME"
"""What stands in the README's launch link until an instructor puts the repository there."""

# GitHub's: https://docs.github.com/en/rest/repos/repos (names of repositories and of accounts).
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_MAX_TITLE = 100


class CourseError(ValueError):
    """A value that no course can have; the message says what to give instead."""


@dataclass(frozen=True, slots=True)
class NewCourse:
    """The values of a new course.

    Attributes:
        title: What the course is called.
        namespace: The key of the students' work, and the name of the content's folder.
        repository: Owner and name on GitHub, for the link to Binder.
    """

    title: str
    namespace: str
    repository: str = NO_REPOSITORY

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            CourseError: One of them can't be used.
        """
        if not self.title.strip() or not self.title.isprintable() or len(self.title) > _MAX_TITLE:
            message = f"the title must be one line of 1 to {_MAX_TITLE} printable characters"
            raise CourseError(message)
        if not is_identifier(self.namespace):
            message = (
                f"{self.namespace!r} can't be a namespace; use lower-case letters a to z "
                "and digits, words joined by hyphens"
            )
            raise CourseError(message)
        if not _REPOSITORY.fullmatch(self.repository):
            message = f"{self.repository!r} is no repository; give its owner and name, OWNER/NAME"
            raise CourseError(message)


def course_for(folder: Path, title: str | None = None, repository: str | None = None) -> NewCourse:
    """The course that belongs into a folder.

    Args:
        folder: The repository's folder; without a title its name gives one.
        title: The course's title.
        repository: Owner and name on GitHub.

    Raises:
        CourseError: A value can't be used.
    """
    name = folder.absolute().name
    words = re.sub(r"[-_]+", " ", name).strip()
    title = title if title is not None else words[:1].upper() + words[1:]
    # A title in another script gives no words; two such courses still need two records.
    namespace = suggest(title, fallback=f"course-{zlib.crc32(title.encode()):08x}")
    return NewCourse(title, namespace, repository or NO_REPOSITORY)
