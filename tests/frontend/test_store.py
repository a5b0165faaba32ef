"""The record in a real browser: what was saved is there, and what is not saved is said."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.frontend.record_page import OPEN, SAVED, TEXTS, WRITE
from tests.own_browser import own_browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    OpenPage = Callable[..., Page]


def reopened(page: Page) -> list[str]:
    """Reload a page and return the texts that its record holds then."""
    page.reload()
    page.wait_for_function("globalThis.sw !== undefined")
    page.evaluate(OPEN)
    texts: list[str] = page.evaluate(TEXTS)
    return texts


def test_reload(opened: Page) -> None:
    """What was saved is there after a reload."""
    opened.evaluate(WRITE, "my words 🙂 <b>")
    opened.evaluate(SAVED)

    assert reopened(opened) == ["my words 🙂 <b>"]


def test_saved_means_stored(opened: Page) -> None:
    """When the status says saved, another connection reads the entry from storage."""
    found = opened.evaluate(
        """async () => {
            const first = new Promise((resolve) => {
                record.addEventListener("status", () => {
                    if (record.status.state === "saved") resolve(sw.stored("course"));
                });
            });
            record.write({ item: "t/q", kind: "answer", value: "mine", question: "What?" });
            const before = record.status;
            return [before, await first, record.entries(), record.status.at instanceof Date];
        }"""
    )

    before, stored, entries, has_time = found
    assert before["state"] == "saving"
    assert stored == entries
    assert stored[0]["question"] == "What?"
    assert has_time


def test_transactions(open_page: OpenPage) -> None:
    """Saved is said after a strict transaction, in which a draft leaves as its successor comes."""
    page = open_page(
        """globalThis.calls = [];
        globalThis.running = 0;
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
            calls.push(JSON.stringify(given));
            const started = transaction.apply(this, given);
            running += 1;
            started.addEventListener("complete", () => { running -= 1; });
            return started;
        };"""
    )
    page.evaluate(OPEN)
    page.evaluate(
        """() => record.addEventListener("status", () => {
            if (record.status.state === "saved") globalThis.early = running > 0;
        })"""
    )

    for value in ("a", "ab", "abc"):
        page.evaluate(WRITE, value)
        page.evaluate(SAVED)
        assert page.evaluate("() => early") is False

    stored = page.evaluate("() => sw.stored('course')")
    assert [entry["value"] for entry in stored] == ["abc"]
    calls = page.evaluate("() => calls.filter((call) => call.includes('readwrite'))")
    assert calls == ['["entries","readwrite",{"durability":"strict"}]'] * 3


def test_nothing_found(open_page: OpenPage) -> None:
    """An empty record is ready, and has not been saved by this page."""
    assert open_page().evaluate(OPEN) == {"state": "saved"}


def test_two_tabs(opened: Page, open_page: OpenPage) -> None:
    """A change in one tab arrives in the other, with the item that changed."""
    other = open_page()
    other.evaluate(OPEN)
    other.evaluate(
        """() => record.addEventListener("change", ({ detail }) => {
            globalThis.changed = [...detail.items];
        })"""
    )

    opened.evaluate(WRITE, "from the first tab")

    other.wait_for_function("globalThis.changed !== undefined")
    assert other.evaluate("changed") == ["t/q"]
    assert other.evaluate(TEXTS) == ["from the first tab"]
    other.evaluate(WRITE, "and on in the second")
    opened.wait_for_function("sw.texts(record)[0] === 'and on in the second'")
    assert opened.evaluate(TEXTS) == ["and on in the second"]


def test_courses_apart(opened: Page) -> None:
    """Two courses of one origin with the same item ids never mix."""
    opened.evaluate(WRITE, "mine")
    opened.evaluate(SAVED)

    opened.evaluate(OPEN, "course/2")

    assert opened.evaluate(TEXTS) == []
    assert reopened(opened) == ["mine"]


def test_one_record_a_page(opened: Page) -> None:
    """Another copy of the module, as another widget's bundle has one, gives the same record."""
    same = opened.evaluate(
        """async () => {
            const copy = await import("/studywidgets/frontend/record/store.js?another");
            return copy.openRecord("course") === record
                && copy.CourseRecord !== sw.CourseRecord;
        }"""
    )

    assert same


def test_entries_from_outside(opened: Page) -> None:
    """Adding is union: it can be repeated, and brings back no draft that was superseded."""
    counts = opened.evaluate(
        """async () => {
            const old = record.write({ item: "t/q", kind: "draft", value: "a" });
            record.write({ item: "t/q", kind: "draft", value: "ab" });
            const other = sw.makeEntry({
                item: "t/q", kind: "answer", value: "theirs", after: [], clock: 40, device: "x",
                at: "2025-05-03T12:00:00.000Z", version: "",
            });
            return [await record.add([old, other]), await record.add([old, other])];
        }"""
    )

    assert counts == [1, 0]
    assert opened.evaluate(TEXTS) == ["ab", "theirs"]
    clock = "() => record.write({ item: 't/q', kind: 'rating', value: 'good' }).clock"
    assert opened.evaluate(clock) == 41
    opened.evaluate(SAVED)
    assert reopened(opened) == ["ab", "theirs"]


def test_entries_are_frozen(opened: Page) -> None:
    """A widget can't change an entry under another, nor by what it handed in."""
    value = opened.evaluate(
        """() => {
            const ticks = ["a"];
            const entry = record.write({ item: "t/q", kind: "ticked", value: ticks });
            ticks.push("b");
            try { entry.value.push("c"); } catch (error) { return [entry.value, error.name]; }
        }"""
    )

    assert value == [["a"], "TypeError"]


def test_strange_entries_in_storage(opened: Page) -> None:
    """What this program did not write into its storage is left alone, and does no harm."""
    opened.evaluate(WRITE, "mine")
    opened.evaluate(SAVED)
    opened.evaluate(
        """() => new Promise((resolve) => {
            const request = indexedDB.open("studywidgets");
            request.onsuccess = () => {
                const transaction = request.result.transaction("entries", "readwrite");
                const strange = [null, "text", { id: 3 }, JSON.parse('{"__proto__": {"x": 1}}')];
                strange.forEach((one, i) => {
                    transaction.objectStore("entries").put(one, ["course", `strange ${i}`]);
                });
                transaction.oncomplete = () => { request.result.close(); resolve(); };
            };
        })"""
    )

    assert reopened(opened) == ["mine"]
    assert len(opened.evaluate("() => sw.stored('course')")) == 5


ROWS = """() => new Promise((resolve) => {
    const request = indexedDB.open("studywidgets");
    request.onsuccess = () => {
        const all = request.result.transaction("entries").objectStore("entries").getAllKeys();
        all.onsuccess = () => { request.result.close(); resolve(all.result.map(([, id]) => id)); };
    };
})"""


def test_many_entries_are_packed(opened: Page) -> None:
    """Hundreds of answers end up in one row, with nothing lost, forgotten or kept twice."""
    opened.evaluate(
        """() => {
            for (let n = 0; n < 600; n += 1) {
                record.write({ item: `t/q${n}`, kind: "answer", value: `answer ${n}` });
            }
            record.write({ item: "t/q", kind: "draft", value: "a draft" });
        }"""
    )
    opened.evaluate(SAVED)
    assert len(opened.evaluate(ROWS)) == 601

    opened.reload()
    opened.evaluate(OPEN)
    opened.evaluate(
        f"""async () => {{
            while ((await ({ROWS})()).length > 2) await new Promise(requestAnimationFrame);
        }}"""
    )

    assert "pack" in opened.evaluate(ROWS)
    opened.evaluate("() => { record.write({ item: 't/q0', kind: 'answer', value: 'more' }); }")
    opened.evaluate(SAVED)
    assert reopened(opened) == ["a draft"]
    assert opened.evaluate("record.size") == 602
    assert opened.evaluate("sw.texts(record, 't/q0')") == ["more"]
    assert opened.evaluate("sw.texts(record, 't/q599')") == ["answer 599"]
    opened.evaluate("record.forget()")
    assert opened.evaluate(ROWS) == []


def test_listener_that_writes(opened: Page) -> None:
    """An entry that is written while the end of saving is told is saved as well."""
    opened.evaluate(
        """() => {
            let more = 2;
            record.addEventListener("status", () => {
                if (record.status.state === "saved" && more-- > 0) {
                    record.write({ item: `t/${more}`, kind: "rating", value: "good" });
                }
            });
            record.write({ item: "t/q", kind: "answer", value: "a" });
        }"""
    )
    opened.wait_for_function("record.entries().length === 3 && record.status.state === 'saved'")

    assert len(opened.evaluate("() => sw.stored('course')")) == 3


def test_time_and_chance_are_arguments(open_page: OpenPage) -> None:
    """The same time and the same random bytes give the same entry."""
    entry = open_page().evaluate(
        """async () => {
            const now = () => new Date("2025-05-03T12:01:00Z");
            const record = new sw.CourseRecord("course", { now, random: (bytes) => bytes.fill(7) });
            await record.ready;
            return record.write({ item: "t/q", kind: "rating", value: "good", version: "v" });
        }"""
    )

    assert entry == {
        "item": "t/q",
        "kind": "rating",
        "value": "good",
        "after": [],
        "clock": 1,
        "device": "0707070707070707",
        "at": "2025-05-03T12:01:00.000Z",
        "version": "v",
        "id": entry["id"],
    }


def test_outside_a_browser(node: str, root: Path) -> None:
    """In Node, where there is no storage, the modules load and the record works in memory."""
    program = """
        const { openRecord } = await import("./studywidgets/frontend/record/store.js");
        const record = openRecord("course");
        await record.ready;
        record.write({ item: "t/q", kind: "answer", value: "a" });
        process.stdout.write(`${record.status.state} ${record.value("t/q", "text")}`);
        process.exit();
    """

    done = subprocess.run(
        [node, "--input-type=module", "--eval", program],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "failed a"


def test_killed_browser(
    chromium: Browser, chromium_path: str, record_address: str, tmp_path: Path
) -> None:
    """What was shown as saved survives the killing of the browser at that moment."""
    written = [f"try {number}" for number in range(2)]
    found = []
    for value in [*written, None]:
        with own_browser(chromium.browser_type, chromium_path, tmp_path) as own:
            page = own.context.new_page()
            page.goto(record_address)
            page.wait_for_function("globalThis.sw !== undefined")
            page.evaluate(OPEN)
            found.append(page.evaluate(TEXTS))
            if value is not None:
                page.evaluate(WRITE, value)
                page.evaluate(SAVED)
            own.kill()

    assert found == [[], [written[0]], [written[1]]]
