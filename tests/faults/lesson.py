"""A lesson in JupyterLab: what a student does at random, and what the lesson has shown as saved."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import expect

from studywidgets.record.entries import Entry, read_entry
from studywidgets.record.folder import RecordFolder

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

    from tests.end_to_end.notebook_page import OpenNotebook
    from tests.faults.traffic import Traffic
    from tests.faults.tries import Tries

WORDS = ("trust", "because", "talks", "officials", "can't", "meet;", "in", "private.")

SHOWN_AS_SAVED = """() => {
    const [record] = globalThis[Symbol.for("studywidgets/record/1")].values();
    const line = document.querySelector(".sw-status-line");
    const isShown = !line.hidden && line.textContent.startsWith("Saved in this browser");
    return isShown && record.status.state === "saved" ? record.entries() : [];
}"""
ENTRIES = """async () => {
    const [record] = globalThis[Symbol.for("studywidgets/record/1")].values();
    await record.ready;
    return record.entries();
}"""


@dataclass
class Lesson:
    """An open lesson and what it has promised.

    Attributes:
        notebook: The notebook's page.
        traffic: What the page and the kernel say to each other.
        saved: What the lesson has shown as saved, by id.
    """

    notebook: OpenNotebook
    traffic: Traffic
    saved: dict[str, Entry] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        """The course's folder on disk."""
        return Path(self.traffic.replies[-1]["place"])

    def open(self) -> None:
        """Load the page, and wait for the kernel and for the widgets."""
        self.notebook.open()
        self.wait()

    def reload(self) -> None:
        """Load the page again."""
        self.notebook.reload()
        self.wait()

    def wait(self) -> None:
        """Wait for the widgets."""
        expect(self.notebook.hosts).to_have_count(7)
        expect(self.notebook.widget("header")).to_be_visible()

    def study(self, chance: random.Random) -> None:
        """Type a word, or rate a try."""
        if chance.random() < 0.2:
            definition = self.notebook.widget("definition")
            show = definition.get_by_role("button", name="Show the definition")
            if show.is_visible():
                show.click()
            definition.get_by_role("button", name=chance.choice(("Got it", "Study again"))).click()
        else:
            boxes = self.notebook.widget("answer").get_by_role("textbox")
            boxes.nth(chance.randrange(boxes.count())).press_sequentially(
                f"{chance.choice(WORDS)} ", delay=chance.randrange(20)
            )
        self.look()

    def write_down(self, text: str) -> None:
        """Write over what stands in the first answer box, and wait until that is saved."""
        self.notebook.widget("answer").get_by_role("textbox").first.fill(text)
        written = partial(self.notebook.page.evaluate, SHOWN_AS_SAVED)
        self.traffic.wait(lambda: any(data["value"] == text for data in written()))
        self.look()

    def look(self) -> None:
        """Note what is shown as saved now."""
        entries = [read_entry(data) for data in self.notebook.page.evaluate(SHOWN_AS_SAVED)]
        self.saved.update((entry.id, entry) for entry in entries)

    def wait_until_saved(self) -> None:
        """Wait until the lesson says that all is saved."""
        line = self.notebook.widget("header").locator(".sw-status-line")
        expect(line).to_contain_text("Saved in this browser")
        expect(line.locator(".sw-dot")).to_have_attribute("data-state", "saved")
        self.look()

    def wait_for_kernel(self, but: str = "") -> None:
        """Wait until a kernel has replied; `but` is the name of one that is not meant."""
        replies = self.traffic.replies
        self.traffic.wait(lambda: bool(replies) and self.traffic.kernel not in {"", but})

    def wait_until_stored(self) -> None:
        """Wait until a kernel has called stored all that is shown as saved."""
        self.wait_until_saved()
        self.traffic.wait(lambda: not missing(self.saved, self.traffic.stored.values()))

    def entries(self) -> list[Entry]:
        """What the page has."""
        return [read_entry(data) for data in self.notebook.page.evaluate(ENTRIES)]

    def on_disk(self) -> list[Entry]:
        """What a new kernel would find on disk."""
        return RecordFolder(self.place.parent, self.place.name).entries()

    def check(self, tries: Tries) -> None:
        """Note what the kernel has called stored and is not on disk, and was shown and is gone."""
        tries.expect(missing(self.traffic.stored, self.on_disk()), ())
        self.check_page(tries, self.saved)

    def check_page(self, tries: Tries, promised: Mapping[str, Entry]) -> None:
        """Note what was promised and does not come to the page, from the browser or from disk."""
        with suppress(AssertionError):
            self.traffic.wait(lambda: not missing(promised, self.entries()))
        tries.expect(missing(promised, self.entries()), ())

    def kernel_process(self) -> int:
        """The number of the kernel's process."""
        server = self.notebook.server
        [kernel] = [
            session["kernel"]["id"]
            for session in server.request("GET", "api/sessions")
            if session["path"] == self.notebook.path
        ]
        [process] = [
            process
            for process in psutil.process_iter(["cmdline"])
            if any(f"kernel-{kernel}.json" in part for part in process.info["cmdline"] or ())
        ]
        return int(process.pid)


def missing(promised: Mapping[str, Entry], found: Iterable[Entry]) -> list[str]:
    """What was promised and is not found, leaving out drafts that something later replaced."""
    found = list(found)
    ids = {entry.id for entry in found}
    last: dict[tuple[str, str], int] = {}
    for entry in found:
        place = entry.item, entry.slot
        last[place] = max(entry.clock, last.get(place, 0))
    return [
        json.dumps(entry.to_json())
        for entry in promised.values()
        if entry.id not in ids
        and not (entry.is_draft and last.get((entry.item, entry.slot), 0) > entry.clock)
    ]
