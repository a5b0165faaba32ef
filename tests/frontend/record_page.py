"""What the tests of the record say to a page, which has its modules as ``sw``."""

from __future__ import annotations

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
