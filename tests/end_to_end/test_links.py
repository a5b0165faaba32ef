"""Links from one page of the course to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.end_to_end.conftest import NEXT_LESSON

if TYPE_CHECKING:
    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.end_to_end.watch import Watch


@pytest.mark.parametrize(
    ("place", "link", "target"),
    [
        ("nav[aria-label=Lessons]", "Track I diplomacy", NEXT_LESSON),
        (".sw-related", "Track I diplomacy", NEXT_LESSON),
        ("nav[aria-label=Course]", "Social Studies Education", "index.ipynb"),
    ],
    ids=["next", "related", "home"],
)
def test_link(lesson: OpenNotebook, place: str, link: str, target: str, observed: Watch) -> None:
    """A link opens its notebook in the same application, without a question whether to leave."""
    # Typed text and a changed notebook are what browsers and applications ask about.
    lesson.widget("answer").first.get_by_role("textbox").fill("Not finished ye")
    lesson.run_all()

    anchor = lesson.hosts.locator(place).get_by_role("link", name=link, exact=True)
    other = lesson.follow(anchor, target)

    expect(other.widget("header").get_by_role("heading")).to_have_text(link)
    assert other.page.url.startswith(lesson.server.address)
    assert other.page.url.endswith(f"/{other.path}")
    assert observed.problems() == []
