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
    ("place", "link", "heading", "target"),
    [
        ("nav[aria-label=Lessons]", "Track I diplomacy", "Track I diplomacy", NEXT_LESSON),
        (".sw-related", "Track I diplomacy", "Track I diplomacy", NEXT_LESSON),
        ("nav[aria-label=Course]", "Social Studies Education", "Social Studies Education", "index.ipynb"),
    ],
    ids=["next", "related", "home"],
)
def test_link(lesson: OpenNotebook, place: str, link: str, heading: str, target: str, observed: Watch) -> None:
    """A link opens its notebook in the same application, without a question whether to leave."""
    # Typed text and a changed notebook are what browsers and applications ask about.
    lesson.widget("answer").first.get_by_role("textbox").fill("Not finished ye")
    lesson.run_all()

    lesson.hosts.locator(place).get_by_role("link", name=link, exact=True).click()
    print(lesson.page.url, [p.url for p in lesson.page.context.pages])
    lesson.page.wait_for_timeout(4000)
    print(lesson.page.url, [p.url for p in lesson.page.context.pages])

    expect(lesson.widget("header").get_by_role("heading")).to_have_text(heading)
    assert lesson.page.url.endswith(target)
    assert observed.problems() == []
