"""The record in a real browser: what was saved is there, and what is not saved is said."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser import CHROMIUM_FLAGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    OpenPage = Callable[..., Page]

OPEN = """async (namespace) => {
    globalThis.record = sw.openRecord(namespace ?? "course");
    await record.ready;
    return record.status;
}"""
WRITE = """(value) => {
    record.write({ item: "t/q", kind: "draft", value, version: "v" });
    return sw.texts(record);
}"""
SAVED = "() => sw.reached(record, 'saved')"
TEXTS = "() => sw.texts(record)"


@pytest.fixture
def opened(open_page: OpenPage) -> Page:
    """A page whose record is open."""
    page = open_page()
    page.evaluate(OPEN)
    return page


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
    """A transaction is strict, and a draft leaves with the one that brings its successor."""
    page = open_page(
        """globalThis.calls = [];
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
            calls.push(JSON.stringify(given));
            return transaction.apply(this, given);
        };"""
    )
    page.evaluate(OPEN)

    for value in ("a", "ab", "abc"):
        page.evaluate(WRITE, value)
        page.evaluate(SAVED)

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


def test_journal(open_page: OpenPage) -> None:
    """What was typed just before the page went is there at the next start, and then in storage."""
    page = open_page("IDBFactory.prototype.open = () => ({});")
    page.evaluate(
        """() => {
            globalThis.record = sw.openRecord("course");
            localStorage.setItem("other", "stays");
            new sw.Draft(record, { item: "t/q" }, new AbortController().signal).type("last words");
        }"""
    )
    page.close(run_before_unload=True)

    following = open_page()
    following.evaluate(OPEN)

    assert following.evaluate(TEXTS) == ["last words"]
    assert [one["value"] for one in following.evaluate("() => sw.stored('course')")] == [
        "last words"
    ]
    assert following.evaluate("() => Object.entries(localStorage)") == [["other", "stays"]]


def test_journal_of_a_hidden_page(opened: Page) -> None:
    """The journal is empty again once storage has what was in it."""
    opened.evaluate(
        """() => {
            record.write({ item: "t/q", kind: "draft", value: "a" });
            Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
            globalThis.kept = Object.keys(localStorage);
        }"""
    )
    opened.evaluate(SAVED)

    kept = opened.evaluate("() => kept")
    assert len(kept) == 1
    assert re.fullmatch(r"studywidgets/journal/1/course/[0-9a-f]{16}", kept[0])
    assert opened.evaluate("() => localStorage.length") == 0


def test_journal_without_storage(open_page: OpenPage) -> None:
    """While storage never works, one journal carries the work from page to page."""
    broken = "IDBFactory.prototype.open = () => { throw new DOMException('', 'UnknownError'); };"
    for value in ("first", "second"):
        page = open_page(broken)
        page.evaluate(OPEN)
        page.evaluate(
            "(value) => record.write({ item: `t/${value}`, kind: 'answer', value })", value
        )
        page.close(run_before_unload=True)

    last = open_page(broken)
    last.evaluate(OPEN)

    assert last.evaluate("() => record.entries().map(({ value }) => value)") == ["first", "second"]
    assert last.evaluate("() => localStorage.length") == 1


def test_full_journal(opened: Page) -> None:
    """A journal that finds no room is reported, and touches nobody else's key."""
    status = opened.evaluate(
        """() => {
            localStorage.setItem("other", "x".repeat(5 * 1024 * 1024 - 5));
            record.write({ item: "t/q", kind: "draft", value: "a" });
            dispatchEvent(new Event("pagehide"));
            return [record.status.state, record.status.error, Object.keys(localStorage)];
        }"""
    )

    assert status == ["failed", "The storage of this browser is full.", ["other"]]
    assert opened.evaluate(SAVED)["state"] == "saved"


FAILURES = {
    "no IndexedDB": (
        "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
        "This browser does not let the page save.",
    ),
    "forbidden": (
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };",
        "This browser does not let the page save.",
    ),
    "no answer": (
        "IDBFactory.prototype.open = () => ({});",
        "The storage of this browser does not answer.",
    ),
    "blocked": (
        """IDBFactory.prototype.open = () => {
            const request = {};
            queueMicrotask(() => request.onblocked());
            return request;
        };""",
        "Another tab holds the storage. Close the other tabs of this course.",
    ),
    "a newer version": (
        """const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (name, version) {
            IDBFactory.prototype.open = open;
            open.call(this, name, 9).onsuccess = ({ target }) => target.result.close();
            return open.call(this, name, version);
        };""",
        "A newer version of these lessons was used in this browser. Reload the page.",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_no_storage(open_page: OpenPage, failure: str) -> None:
    """Without storage the record is ready, says that it can't save, and works in memory."""
    script, error = FAILURES[failure]
    page = open_page(script)

    status = page.evaluate(
        """async () => {
            globalThis.record = sw.openRecord("course", { patience: 200 });
            await record.ready;
            return record.status;
        }"""
    )

    assert (status["state"], status["error"]) == ("failed", error)
    assert page.evaluate(WRITE, "a") == ["a"]
    assert page.evaluate(WRITE, "ab") == ["ab"]
    page.evaluate("() => sw.reached(record, 'failed')")


def allow_any_origin(route: Route) -> None:
    """Answer a request so that a page without an origin may read it."""
    response = route.fetch()
    headers = {**response.headers, "access-control-allow-origin": "*"}
    route.fulfill(response=response, headers=headers)


def test_opaque_origin(open_page: OpenPage, record_address: str) -> None:
    """In a frame that may not store anything the record works in memory, without an error."""
    page = open_page()
    page.route("**/*", allow_any_origin)
    page.evaluate(
        """(address) => {
            const frame = document.createElement("iframe");
            frame.sandbox = "allow-scripts";
            frame.src = address;
            document.body.append(frame);
        }""",
        record_address,
    )
    frame = page.frames[1]
    frame.wait_for_function("globalThis.sw !== undefined")

    status = frame.evaluate(OPEN)

    assert status["state"] == "failed"
    assert frame.evaluate(WRITE, "a") == ["a"]


def test_full_storage(open_page: OpenPage) -> None:
    """Full storage is said; the next write saves everything once there is room."""
    page = open_page(
        """globalThis.full = true;
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...given) {
            if (full) throw new DOMException("", "QuotaExceededError");
            return put.apply(this, given);
        };"""
    )
    page.evaluate(OPEN)
    page.evaluate("() => { record.write({ item: 't/other', kind: 'answer', value: 'first' }); }")
    status = page.evaluate("() => sw.reached(record, 'failed')")
    page.evaluate("() => { full = false; }")

    page.evaluate(WRITE, "second")
    page.evaluate(SAVED)

    assert status["error"] == "The storage of this browser is full."
    stored = page.evaluate("() => sw.stored('course')")
    assert {entry["value"] for entry in stored} == {"first", "second"}


def test_unsaved_work_of_another_tab(opened: Page, open_page: OpenPage) -> None:
    """What one tab can't save, another tab of the course saves."""
    failing = open_page(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'UnknownError'); };"
    )
    failing.evaluate(OPEN)

    failing.evaluate(WRITE, "from the failing tab")

    opened.wait_for_function("sw.texts(record).length === 1 && record.status.state === 'saved'")
    stored = opened.evaluate("() => sw.stored('course')")
    assert [entry["value"] for entry in stored] == ["from the failing tab"]


def test_cleared_storage(opened: Page, context: BrowserContext) -> None:
    """When the browser's storage is cleared under an open page, the next write saves it all."""
    opened.evaluate("() => { record.write({ item: 't/old', kind: 'answer', value: 'old' }); }")
    opened.evaluate(SAVED)
    origin = opened.evaluate("() => location.origin")
    context.new_cdp_session(opened).send(
        "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"}
    )
    opened.evaluate("() => sw.reached(record, 'failed')")

    opened.evaluate(WRITE, "new")
    opened.evaluate(SAVED)

    stored = opened.evaluate("() => sw.stored('course')")
    assert {entry["value"] for entry in stored} == {"old", "new"}


def test_newer_program(opened: Page) -> None:
    """A newer version that wants to change the database is not held up."""
    upgraded = opened.evaluate(
        """() => new Promise((resolve) => {
            const request = indexedDB.open("studywidgets", 2);
            request.onblocked = () => resolve("blocked");
            request.onsuccess = () => { request.result.close(); resolve("upgraded"); };
        })"""
    )

    assert upgraded == "upgraded"
    assert opened.evaluate(WRITE, "a") == ["a"]
    assert "newer version" in opened.evaluate("() => sw.reached(record, 'failed')")["error"]


def test_listener_that_writes(opened: Page) -> None:
    """An entry that is written while the end of saving is told is saved as well."""
    opened.evaluate(
        """() => {
            let more = 2;
            record.addEventListener("status", () => {
                if (record.status.state !== "loading" && more-- > 0) {
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


def start_browser(chromium_path: str, profile: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a browser on a profile; return its process and the address to drive it by."""
    process = subprocess.Popen(
        [
            chromium_path,
            *CHROMIUM_FLAGS,
            "--headless=new",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"listening on (ws://\S+)", line):
            return process, found[1]
    pytest.fail("the browser ended before it could be driven")


def test_killed_browser(
    chromium: Browser, chromium_path: str, record_address: str, tmp_path: Path
) -> None:
    """What was shown as saved survives the killing of the browser at that moment."""
    written = [f"try {number}" for number in range(2)]
    found = []
    for value in [*written, None]:
        process, address = start_browser(chromium_path, tmp_path)
        browser = chromium.browser_type.connect_over_cdp(address)
        page = browser.contexts[0].new_page()
        page.goto(record_address)
        page.wait_for_function("globalThis.sw !== undefined")
        page.evaluate(OPEN)
        found.append(page.evaluate(TEXTS))
        if value is not None:
            page.evaluate(WRITE, value)
            page.evaluate(SAVED)
        process.kill()
        process.communicate()

    assert found == [[], [written[0]], [written[1]]]
