"""The links to notebooks on Binder."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from studywidgets.site.binder import Binder, BinderError
from tests.commands import ROOT
from tests.launch import launch_link


def test_a_repository_on_github() -> None:
    """OWNER/NAME is a repository on GitHub, launched by mybinder.org at its newest commit."""
    address = Binder.parse("ada/my.course").notebook("mediation.ipynb")

    assert address.startswith("https://mybinder.org/v2/gh/ada/my.course/HEAD?urlpath=")


@pytest.mark.parametrize("path", ["index.ipynb", "talking/mediation.ipynb"])
def test_a_notebook_is_opened_by_itself(path: str) -> None:
    """The address opens the executed copy in the image's study folder."""
    address = Binder.parse("ada/course").notebook(path)

    assert parse_qs(urlsplit(address).query) == {"urlpath": [f"doc/tree/study/{path}"]}


def test_it_is_the_launch_link_of_the_readme() -> None:
    """The home page's address is of the same form as the README's launch link."""
    launch = launch_link(ROOT / "README.md")

    address = Binder.parse(launch.repository).notebook("index.ipynb")

    assert address.endswith(
        f"/v2/gh/{launch.repository}/{launch.ref}?urlpath=doc%2Ftree%2Fstudy%2Findex.ipynb"
    )
    assert address in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "https://mybinder.org/v2/gl/owner%2Fname/HEAD",
        "https://hub.example.org:8443/binder/v2/gh/ada/course/v1.0/",
    ],
)
def test_a_launch_address_is_taken_as_it_is(address: str) -> None:
    """Another host of code, another Binder and a fixed commit are named by a launch address."""
    assert Binder.parse(address).address == address.rstrip("/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "a/b/c",
        "a b/c",
        "../name",
        "https://github.com/ada/course",
        "http://mybinder.org/v2/gh/ada/course/HEAD",
        "https://mybinder.org/v2/gh/ada/course/HEAD?urlpath=x",
        "https://mybinder.org/v2/gh/ada/course/HEAD#x",
        'https://mybinder.org/v2/gh/"onclick=x/c/HEAD',
        "javascript:alert(1)/v2/gh/a/b/HEAD",
        "https://mybinder.org/v2/" + "a/" * 5000 + "!",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """What is neither is refused, with what to write."""
    with pytest.raises(BinderError, match="write OWNER/NAME as on GitHub"):
        Binder.parse(text)
