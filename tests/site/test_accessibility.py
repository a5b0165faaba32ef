"""Every kind of page, judged by axe-core and looked at in every width and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.site.conftest import wait_for_widgets
from tests.site.courses import quiet_talks, write_site
from tests.widgets.student import press, study
from tests.widgets.test_reflow import LONG, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser import Observed
    from tests.site.conftest import Visit

PAGES = ["quiet-talks", "guide-talks", "glossary", "index"]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
RUN = """async (options) => {
    const results = await axe.run(document, options);
    // What axe can't decide counts too: nobody else looks at it.
    return [...results.violations, ...results.incomplete].flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\\n${failureSummary}`));
}"""
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    """The source of axe-core, which is evaluated: the site's policy lets no script in."""
    return (root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def problems(page: Page, axe: str) -> list[str]:
    """What axe finds on a page."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    visit: Visit, axe: str, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """A page has no violation of WCAG 2.2 AA, light or dark, narrow or wide."""
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit.page.set_viewport_size({"width": width, "height": 900})

    page = visit.open(name)

    assert problems(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_studied_lesson(
    visit: Visit, axe: str, scheme: Literal["light", "dark"]
) -> None:
    """With everything revealed, rated and open, there is still no violation."""
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page = visit.open("quiet-talks")
    study(page)

    press(page, "My work", "Check my ticks")

    assert problems(page, axe) == []


@pytest.mark.parametrize("name", [*PAGES, "missing-script"])
def test_axe_finds_nothing_without_widgets(
    chromium: Browser, site_address: str, axe: str, name: str
) -> None:
    """The plain forms have no violation either."""
    context = chromium.new_context(reduced_motion="reduce")
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{site_address}/{name if name in PAGES else PAGES[0]}.html")
    page.locator("main .sw-plain").last.wait_for()
    for summary in page.locator("summary").all():
        summary.click()

    assert problems(page, axe) == []
    context.close()


def test_axe_would_find_something(visit: Visit, axe: str) -> None:
    """The check is awake: a pale text and a page without language are found."""
    page = visit.open("glossary")

    page.evaluate(
        """() => {
            document.documentElement.removeAttribute("lang");
            document.querySelector("h1").style.color = "#eee";
        }"""
    )

    found = {problem.split(":")[0] for problem in problems(page, axe)}
    assert {"html-has-lang", "color-contrast"} <= found


@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_a_narrow_window(visit: Visit, name: str) -> None:
    """At 320 px, with the text spaced out, and mirrored, a page fits the window."""
    visit.page.set_viewport_size({"width": 320, "height": 600})
    page = visit.open(name)

    for change in ("() => {}", SPACING, "() => { document.documentElement.dir = 'rtl'; }"):
        page.evaluate(change)
        assert page.evaluate(OUTSIDE) == [], change


@pytest.fixture(scope="module")
def long_address(
    http_server: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A course whose titles are ten thousand letters long."""
    folder = tmp_path_factory.mktemp("long")
    talking = quiet_talks(title=LONG, term_changes={"title": LONG, "definition": f"`{LONG}`"})
    return http_server(write_site(folder, talking))


@pytest.mark.parametrize("name", PAGES)
def test_long_words_fit_a_narrow_window(page: Page, long_address: str, name: str) -> None:
    """No text is so long that a page scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{long_address}/{name}.html")
    wait_for_widgets(page)

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide == 320


# How light the ground and the text are, from 0 to 1, as the screen shows them.
LIGHTNESS = """() => [["body", "backgroundColor"], ["h1", "color"]].map(([selector, property]) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = getComputedStyle(document.querySelector(selector))[property];
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 765;
})"""


@pytest.mark.parametrize("name", PAGES)
def test_the_colours_follow_the_device(visit: Visit, name: str) -> None:
    """A device in dark mode gets light text on a dark ground, others dark text on a light one."""
    visit.page.emulate_media(color_scheme="light")
    ground, text = visit.open(name).evaluate(LIGHTNESS)
    visit.page.emulate_media(color_scheme="dark")
    dark_ground, light_text = visit.page.evaluate(LIGHTNESS)

    assert (ground > 0.9, text < 0.2) == (True, True)
    assert (dark_ground < 0.15, light_text > 0.8) == (True, True)


@pytest.fixture
def printer(visit: Visit) -> Iterator[Page]:
    """A lesson as it comes on paper when the browser itself prints it."""
    page = visit.open("quiet-talks")
    page.emulate_media(media="print")
    yield page
    page.emulate_media(media="screen")


def test_paper_has_no_navigation(printer: Page, observed: Observed) -> None:
    """The browser's own print leaves the bar, the status and the footer out."""
    for selector in (".sw-site-bar", ".sw-skip", ".sw-site-foot", ".sw-status"):
        assert not printer.locator(selector).is_visible(), selector

    assert printer.get_by_role("heading", level=1).is_visible()
    assert observed.problems() == []
