"""Every state of every widget, judged by axe-core with the rules of WCAG 2.2 AA."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.widgets import samples
from tests.widgets.states import STATES
from tests.widgets.student import press, study

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage

ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
}
# A theme changes nothing but colours.
COLOURS = {"runOnly": ["color-contrast"]}
RUN = """async (options) => {
    const results = await axe.run(".sw-host", {
        ...options,
        resultTypes: ["violations", "incomplete"],
    });
    // What axe can't decide counts too: nobody else looks at it.
    return [...results.violations, ...results.incomplete].flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\\n${failureSummary}`));
}"""


def problems(page: Page) -> list[str]:
    """What axe finds, in every theme, wide and narrow."""
    found: list[str] = page.evaluate(RUN, ALL)
    for theme in ("dark", "dark-high-contrast", "light"):
        page.evaluate("(theme) => harness.setTheme(theme)", theme)
        found += [f"{theme}: {problem}" for problem in page.evaluate(RUN, COLOURS)]
    page.set_viewport_size({"width": 360, "height": 900})
    return [*found, *(f"narrow: {problem}" for problem in page.evaluate(RUN, ALL))]


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(stage: Stage, root: Path, name: str) -> None:
    """A state has no violation in any theme, wide or narrow."""
    # A colour half-way to another is none that a student reads.
    stage.page.emulate_media(reduced_motion="reduce")
    page = STATES[name].show(stage)
    page.add_script_tag(path=root / "node_modules/axe-core/axe.min.js")

    assert problems(page) == []


def test_axe_would_find_something(stage: Stage, root: Path) -> None:
    """The check is awake: a pale text, an unnamed button and a tiny target are found."""
    page = stage.show([samples.definition()])
    page.add_script_tag(path=root / "node_modules/axe-core/axe.min.js")

    page.evaluate(
        """() => {
            const [button] = document.querySelectorAll(".sw-button");
            const tiny = "width: 9px; height: 9px; min-width: 0; min-height: 0; padding: 0";
            for (const text of ["", "x"]) {
                const copy = button.cloneNode();
                copy.style = `${tiny}; color: #ccc; background: #ddd; border: 0; font-size: 5px`;
                copy.textContent = text;
                button.after(copy);
            }
        }"""
    )

    found = {problem.split(":")[0] for problem in page.evaluate(RUN, ALL)}
    assert {"button-name", "color-contrast", "target-size"} <= found


SECRETS = ("Meetings of people", "March 1993", "Moscow", "Norway", "They can try out new ideas")


def test_nothing_hidden_is_in_the_accessibility_tree(stage: Stage) -> None:
    """Before it is revealed, no definition, key word or model answer can be heard."""
    page = stage.show(samples.lesson())

    tree = page.locator("main").aria_snapshot()

    assert "Missing words 1 of 2, show" in tree
    for secret in SECRETS:
        assert secret not in tree


def test_the_cards_of_the_guide_hide_as_well(stage: Stage) -> None:
    """No card of the self-test tells its solution before it is asked for."""
    page = stage.show([samples.guide()])
    press(page, "Start")
    solutions = {
        "definition": ("Quiet talks", "Mediation"),
        "fact": ("Norway", "third party"),
        "question": ("People without office.", "Because it works."),
    }

    for _ in range(6):
        face = page.locator(".sw-face")
        tree = face.aria_snapshot()
        for solution in solutions[str(face.get_attribute("data-kind"))]:
            assert solution not in tree
        press(page, "Skip")


def test_what_is_hidden_again_can_not_be_heard(stage: Stage) -> None:
    """Items to study again leave the accessibility tree."""
    page = stage.show(samples.lesson())
    study(page)

    press(page, "Study 2 items again")

    tree = page.locator("main").aria_snapshot()
    assert "Norway" not in tree
    assert "They can try out new ideas" not in tree


def test_live_regions_are_there_from_the_start(stage: Stage) -> None:
    """Every widget has one empty live region before anything happens."""
    page = stage.show(samples.lesson())

    regions = page.locator(".sw-host > [role=status]")

    expect(regions).to_have_count(5)
    expect(regions).to_have_text([""] * 5)


def style(page: Page, name: str, of: str) -> str:
    """A property of a button's computed style."""
    read = "(button, of) => getComputedStyle(button)[of]"
    return str(page.get_by_role("button", name=name, exact=True).evaluate(read, of))


# The lightest against the darkest pixel inside an element, as WCAG counts contrast. What the
# system paints over can't be read from styles.
CONTRAST = """async (url) => {
    const image = await createImageBitmap(await (await fetch(url)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const inset = 4;
    const { width, height } = image;
    const area = [inset, inset, width - 2 * inset, height - 2 * inset];
    const { data } = context.getImageData(...area);
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const lights = [];
    for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [0, 1, 2].map((part) => linear(data[at + part] / 255));
        lights.push(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    }
    return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
}"""


@pytest.mark.parametrize("theme", ["", "light"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_can_be_read_in_forced_colours(
    stage: Stage, scheme: Literal["light", "dark"], theme: str
) -> None:
    """With the system's few colours the text of every kind of button and mark stands out."""
    stage.page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    page = stage.show(samples.lesson(), theme=theme)
    study(page)

    # WCAG asks 4.5 of text (1.4.3) and 3 of a graphic (1.4.11).
    kinds = {
        "main button": (".sw-end .sw-primary", 4.5),
        "quiet button": (".sw-definition .sw-quiet >> visible=true", 4.5),
        "pressed rating": (".sw-definition .sw-rate-good", 4.5),
        "mark of a known fact": (".sw-mark >> nth=0", 3),
    }
    for kind, (selector, least) in kinds.items():
        picture = base64.b64encode(page.locator(selector).screenshot()).decode()
        assert page.evaluate(CONTRAST, f"data:image/png;base64,{picture}") > least, kind


def test_a_state_is_more_than_a_colour(stage: Stage) -> None:
    """In forced colours the pressed rating has an outline, the other one none."""
    stage.page.emulate_media(forced_colors="active")
    page = stage.show(samples.lesson())

    press(page, "Show the definition", "Got it: definition")

    assert style(page, "Got it: definition", "outlineStyle") == "solid"
    assert style(page, "Study again: definition", "outlineStyle") == "none"


def test_nothing_moves_where_motion_is_unwanted(stage: Stage) -> None:
    """Transitions take at most 150 ms, and none where the system asks for reduced motion."""
    page = stage.show(samples.lesson())
    assert style(page, "Show the definition", "transitionDuration") == "0.12s, 0.12s"

    page.emulate_media(reduced_motion="reduce")

    assert style(page, "Show the definition", "transitionDuration") == "0s"
