"""Where a page's notebook is on Binder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_ADDRESS = re.compile(
    r"https://[A-Za-z0-9.-]+(?::\d+)?/(?:[\w.%~-]+/)*v2/(?:[\w.%~-]+/)+[\w.%~-]+/?"
)
_STUDY = "doc/tree/study"
"""Where Binder's image has the executed copies: see binder/postBuild."""


class BinderError(ValueError):
    """What was given names no repository on Binder; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Binder:
    """A repository as Binder launches it.

    Attributes:
        address: The launch address without what is to be opened.
    """

    address: str

    @classmethod
    def parse(cls, text: str) -> Binder:
        """Read `OWNER/NAME` of a repository on GitHub, or the launch address of any.

        Raises:
            BinderError: It is neither.
        """
        if _REPOSITORY.fullmatch(text):
            return cls(f"https://mybinder.org/v2/gh/{text}/HEAD")
        if _ADDRESS.fullmatch(text):
            return cls(text.rstrip("/"))
        message = (
            f"{text!r} is no repository on Binder: write OWNER/NAME as on GitHub, or a launch "
            "address such as https://mybinder.org/v2/gh/OWNER/NAME/HEAD"
        )
        raise BinderError(message)

    def notebook(self, path: str) -> str:
        """The address that opens a notebook, given its path below the lessons folder."""
        return f"{self.address}?urlpath={quote(f'{_STUDY}/{path}', safe='')}"
