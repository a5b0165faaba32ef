"""Without storage the record says so, works in memory, and catches up when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.frontend.record_page import OPEN, SAVED, WRITE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page, Route

    OpenPage = Callable[..., Page]


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
        """async (options) => {
            globalThis.record = sw.openRecord("course", options);
            await record.ready;
            return record.status;
        }""",
        {"patience": 200} if failure == "no answer" else {},
    )

    assert (status["state"], status["error"]) == ("failed", error)
    assert page.evaluate(WRITE, "a") == ["a"]
    assert page.evaluate(WRITE, "ab") == ["ab"]
    page.evaluate("() => sw.reached(record, 'failed')")


def test_storage_that_stalls(open_page: OpenPage) -> None:
    """Storage that opens but reads nothing holds up no lesson; what it has joins later."""
    first = open_page()
    first.evaluate(OPEN)
    first.evaluate(WRITE, "kept")
    first.evaluate(SAVED)
    page = open_page(
        """globalThis.goes = new Promise((resolve) => { globalThis.go = resolve; });
        Object.defineProperty(IDBRequest.prototype, "onsuccess", {
            set(listener) {
                this.addEventListener("success", (event) => {
                    if (this instanceof IDBOpenDBRequest) listener.call(this, event);
                    else goes.then(() => listener.call(this, event));
                });
            },
        });"""
    )

    status = page.evaluate(
        """async () => {
            globalThis.record = sw.openRecord("course", { patience: 200 });
            await record.ready;
            return record.status;
        }"""
    )
    texts = page.evaluate("sw.texts(record)")
    page.evaluate("go()")
    page.wait_for_function("sw.texts(record)[0] === 'kept' && record.status.state === 'saved'")

    assert (status["state"], texts) == ("failed", [])
    assert status["error"] == "The storage of this browser does not answer."


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
            const request = indexedDB.open("studywidgets", 3);
            request.onblocked = () => resolve("blocked");
            request.onsuccess = () => { request.result.close(); resolve("upgraded"); };
        })"""
    )

    assert upgraded == "upgraded"
    assert opened.evaluate(WRITE, "a") == ["a"]
    assert "newer version" in opened.evaluate("() => sw.reached(record, 'failed')")["error"]
