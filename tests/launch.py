"""The README's link to Binder, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from pathlib import Path


class LaunchLink(NamedTuple):
    """What the link tells Binder: the repository as "owner/name", its commit, and what to open."""

    repository: str
    ref: str
    urlpath: str


def launch_link(readme: Path) -> LaunchLink:
    """Read the link from the README's last line, where it is defined."""
    definition = readme.read_text(encoding="utf-8").splitlines()[-1]
    address = urlsplit(definition.removeprefix("[launch]: "))
    assert (address.scheme, address.netloc) == ("https", "mybinder.org"), definition
    path = re.fullmatch(r"/v2/gh/([\w.-]+/[\w.-]+)/([\w.-]+)", address.path)
    assert path, definition
    [urlpath] = parse_qs(address.query, strict_parsing=True)["urlpath"]
    return LaunchLink(path[1], path[2], urlpath)
