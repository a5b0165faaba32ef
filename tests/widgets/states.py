"""Every state in which a student can see the widgets, reached as a student reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.widgets import samples, student

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.widgets.conftest import Stage

BLOCKED = """Object.defineProperty(IDBFactory.prototype, "open", {
    value() { throw new DOMException("blocked", "SecurityError"); },
});"""


@dataclass(frozen=True)
class State:
    """A state: the widgets that are shown, and what the student does then."""

    widgets: Callable[[], list[Any]]
    reach: Callable[[Stage], None] = lambda _: None
    script: str = ""

    def show(self, stage: Stage) -> Page:
        """Bring the stage into the state."""
        if self.script:
            stage.page.add_init_script(self.script)
        page = stage.show(self.widgets())
        self.reach(stage)
        return page


def _half(stage: Stage) -> None:
    stage.page.get_by_label(student.GUESS).fill("Talks between people")
    student.press(stage.page, "Missing words 1 of 2, show")
    student.answer(stage.page)
    student.wait_until_saved(stage.page)
    expect(stage.page.get_by_text("6 words · saved")).to_be_visible()


def _nudged(stage: Stage) -> None:
    student.press(stage.page, "Compare with a model answer")


def _done(stage: Stage) -> None:
    student.study(stage.page)
    student.press(stage.page, "Check my ticks")
    expect(stage.page.get_by_text("Your words seem to mention this")).to_be_visible()


def _handing_in(stage: Stage) -> None:
    student.study(stage.page)
    student.press(stage.page, "My work", "Make a page to hand in")


def _loading(stage: Stage) -> None:
    student.study(stage.page)
    student.press(stage.page, "My work")
    file = student.download(stage.page, "Download my work", stage.folder)
    student.load(stage.page, file)
    expect(stage.page.get_by_text("This file has 2 answers")).to_be_visible()


def _refused(stage: Stage) -> None:
    student.load(stage.page, {"name": "a.json", "mimeType": "application/json", "buffer": b"no"})
    expect(stage.page.get_by_text("This file is damaged")).to_be_visible()


def _covered(stage: Stage) -> None:
    student.press(stage.page, "Hide the definition and facts")


def _reworded(stage: Stage) -> None:
    student.compare(stage.page)
    student.wait_until_saved(stage.page)
    stage.show([samples.header(), samples.answer_box(question="Who helps, and how?")])
    student.press(stage.page, "Show the old wording")


def _all_reworded(stage: Stage) -> None:
    student.study(stage.page)
    facts = {**samples.FACTS, "second": "The talks were held in **Oslo**."}
    definition = samples.definition(text="Talks among private people.")
    stage.show([samples.header(), definition, samples.facts(facts=facts)])
    student.press(stage.page, "Show all words")
    for toggle in student.button(stage.page, "Show the old wording").all():
        toggle.click()


def _forgetting(stage: Stage) -> None:
    student.study(stage.page)
    student.press(stage.page, "My work", "Forget my work on this device")


def _forgotten(stage: Stage) -> None:
    _forgetting(stage)
    student.press(stage.page, "Forget my work")
    expect(stage.page.get_by_text("Your work was removed from this browser")).to_be_visible()


def _two_versions(stage: Stage) -> None:
    student.answer(stage.page, "What one computer had.")
    expect(stage.page.get_by_text("4 words · saved")).to_be_visible()
    stage.page.evaluate(OTHER_DEVICE)
    expect(stage.page.get_by_text("2 versions of this answer")).to_be_visible()


# What another computer wrote at the same time, as a loaded file brings it.
OTHER_DEVICE = """async () => {
    const record = globalThis[Symbol.for("studywidgets/record/1")].get("a-course");
    const item = "quiet-talks/who-takes-part";
    const other = new record.constructor("elsewhere");
    // Its clock is one ahead, so that its text always stands last.
    other.write({ item, kind: "seen", value: true });
    const { version } = record.heads(item, "text")[0];
    const kind = "answer";
    const value = "What the other one had.";
    await record.add([other.write({ item, kind, value, version, question: "?" })]);
}"""


def _lost(stage: Stage) -> None:
    student.study(stage.page)
    stage.page.evaluate("harness.setKernel({ connectionStatus: 'disconnected' })")


def _guide_card(kind: str, show: str) -> Callable[[Stage], None]:
    def reach(stage: Stage) -> None:
        student.press(stage.page, "Start")
        while not stage.page.locator(f".sw-face[data-kind={kind}]").count():
            student.press(stage.page, "Skip")
        student.press(stage.page, show)

    return reach


def _guide_end(stage: Stage) -> None:
    page = stage.page
    student.press(page, "Start")
    for _ in range(6):
        page.locator(".sw-primary, .sw-blank").first.click()
        page.get_by_role("button", name="Study again").first.click()
    student.press(page, "Choose terms")


def _home_used(stage: Stage) -> None:
    stage.show([samples.header(), *samples.lesson()[1:]])
    student.study(stage.page)
    stage.show(home())
    stage.page.get_by_label("Practise: Mediation").check()


def _searched(words: str) -> Callable[[Stage], None]:
    def reach(stage: Stage) -> None:
        stage.page.get_by_role("searchbox").fill(words)

    return reach


def home() -> list[Any]:
    """The course's first page."""
    return [samples.header(title="A course", unit=None, guide=None, id="course"), samples.home()]


def _temporary() -> list[Any]:
    header = samples.header()
    header.set_trait("temporary", True)  # noqa: FBT003 - the trait's value
    return [header, *samples.lesson()[1:]]


def _bare_end() -> list[Any]:
    return [samples.end(related={}, sources=[], previous=None, next=None)]


STATES = {
    "empty": State(samples.lesson),
    "half done": State(samples.lesson, _half),
    "nothing written": State(samples.lesson, _nudged),
    "done": State(samples.lesson, _done),
    "handing in": State(samples.lesson, _handing_in),
    "loading a file": State(samples.lesson, _loading),
    "file refused": State(samples.lesson, _refused),
    "covered": State(samples.lesson, _covered),
    "reworded": State(samples.lesson, _reworded),
    "facts and definition reworded": State(samples.lesson, _all_reworded),
    "forgetting": State(samples.lesson, _forgetting),
    "forgotten": State(samples.lesson, _forgotten),
    "two versions": State(samples.lesson, _two_versions),
    "not saved": State(samples.lesson, lambda stage: student.compare(stage.page), BLOCKED),
    "connection lost": State(samples.lesson, _lost),
    "temporary": State(_temporary, lambda stage: student.study(stage.page)),
    "bare end": State(_bare_end),
    "guide, start": State(lambda: [samples.guide()]),
    "guide, definition": State(
        lambda: [samples.guide()], _guide_card("definition", "Show the term")
    ),
    "guide, fact": State(
        lambda: [samples.guide()], _guide_card("fact", "Missing words 1 of 1, show")
    ),
    "guide, question": State(
        lambda: [samples.guide()], _guide_card("question", "Show a model answer")
    ),
    "guide, end": State(lambda: [samples.guide()], _guide_end),
    "home": State(home),
    "home, used": State(home, _home_used),
    "glossary": State(lambda: [samples.glossary()]),
    "glossary, found": State(lambda: [samples.glossary()], _searched("malaga")),
    "glossary, nothing found": State(lambda: [samples.glossary()], _searched("war")),
}
