// Does in Node what tests/test_record.py does in Python: reads {texts, checks, records} from standard
// input and answers with what JavaScript makes of them.

import { text } from "node:stream/consumers";
import { canonical, entryId, makeEntry, readEntry } from "../../studywidgets/frontend/record/entry.js";
import { bySlot, compact, fold, heads, namesAfter } from "../../studywidgets/frontend/record/fold.js";

const BASE = { item: "t/q", at: "2025-05-03T12:01:00.000Z", version: "" };

/** Entries from fields with labels; "after" names labels of earlier ones. */
function build(described) {
  const byLabel = new Map();
  for (const { label, after = [], absent, ...fields } of described) {
    const ids = [...new Set(after.map((one) => byLabel.get(one).entry.id))].sort();
    byLabel.set(label, { entry: makeEntry({ ...BASE, ...fields, after: ids }), absent });
  }
  return byLabel;
}

function answer(described) {
  const byLabel = build(described);
  const labels = new Map([...byLabel].map(([label, { entry }]) => [entry.id, label]));
  const entries = [...byLabel.values()].filter(({ absent }) => !absent).map(({ entry }) => entry);
  const named = (those) => those.map(({ id }) => labels.get(id));
  const kept = [...bySlot(entries).values()].flatMap(compact);
  return {
    ids: Object.fromEntries([...byLabel].map(([label, { entry }]) => [label, entry.id])),
    heads: Object.fromEntries([...fold(entries)].map(([key, those]) => [key, named(those)])),
    kept: named(kept),
  };
}

function accepts(data, options) {
  try {
    readEntry(data, options);
    return true;
  } catch (error) {
    if (error.name !== "EntryError") throw error;
    return false;
  }
}

/**
 * Devices that write as the store does: they take turns and meet at times.
 * @returns {Record<string, object[]>} the entries of each
 */
function simulate({ steps, drops }) {
  const devices = new Map();
  for (const { device, meets, kind } of steps) {
    const known = [...(devices.get(device) ?? []), ...(devices.get(meets) ?? [])];
    const slot = [...new Map(known.map((entry) => [entry.id, entry])).values()];
    const clock = 1 + Math.max(0, ...slot.map((entry) => entry.clock));
    const after = namesAfter(slot, heads(slot), { device, clock });
    const entry = makeEntry({ ...BASE, kind, value: `${clock}`, device, clock, after });
    devices.set(device, drops ? compact([...slot, entry]) : [...slot, entry]);
  }
  return Object.fromEntries(devices);
}

const { texts = [], checks = [], records = [], runs = [] } = JSON.parse(await text(process.stdin));
process.stdout.write(
  JSON.stringify({
    texts: texts.map((value) => canonical(value)),
    ids: checks.map((data) => entryId(data)),
    accepted: checks.map((data) => [accepts(data, { hashed: true }), accepts(data, { hashed: false })]),
    records: records.map(answer),
    runs: runs.map(simulate),
  }),
);
