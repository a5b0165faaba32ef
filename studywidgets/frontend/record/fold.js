// What holds now, out of a set of entries. The result depends on the set alone, never on the order
// of arrival. studywidgets/record/fold.py is the same in Python; tests/cases/record.json holds both to it.

import { isDraft, MAX_AFTER, slotOf } from "./entry.js";

/** @import { Entry } from "./entry.js" */

/**
 * @param {string} item
 * @param {string} slot
 * @returns {string} neither part can hold a line break
 */
export const slotKey = (item, slot) => `${item}\n${slot}`;

/**
 * Order of the entries of a record: clock, then device, then id.
 * @param {Entry} a
 * @param {Entry} b
 */
export function order(a, b) {
  if (a.clock !== b.clock) return a.clock - b.clock;
  if (a.device !== b.device) return a.device < b.device ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/**
 * @param {Iterable<Entry>} entries
 * @param {(item: string) => string} [current] an item's id of now
 * @returns {Map<string, Entry[]>} the entries of each item's slot, by `slotKey`
 */
export function bySlot(entries, current = (item) => item) {
  /** @type {Map<string, Entry[]>} */
  const slots = new Map();
  for (const entry of entries) {
    const key = slotKey(current(entry.item), slotOf(entry.kind));
    const slot = slots.get(key);
    if (slot) slot.push(entry);
    else slots.set(key, [entry]);
  }
  return slots;
}

/**
 * @param {Iterable<Entry>} slot the entries of one slot
 * @returns {Map<string, Entry>} each device's last entry in it
 */
function lastOfDevices(slot) {
  /** @type {Map<string, Entry>} */
  const last = new Map();
  for (const entry of slot) {
    const known = last.get(entry.device);
    if (!known || order(known, entry) < 0) last.set(entry.device, entry);
  }
  return last;
}

/**
 * What nothing supersedes. An entry supersedes the earlier entries of its own device, and those
 * that it names in `after`, unless they have a higher clock: no honest entry names such a one, and
 * with it two entries could supersede each other, so that nothing would be left.
 * @param {readonly Entry[]} slot the entries of one slot
 * @returns {Entry[]} in order; never empty when the slot is not
 */
export function heads(slot) {
  const last = lastOfDevices(slot);
  /** @type {Map<string, number>} the highest clock of those that name an id */
  const named = new Map();
  for (const { after, clock } of slot) {
    for (const id of after) named.set(id, Math.max(named.get(id) ?? 0, clock));
  }
  return slot
    .filter(({ id, clock, device }) => {
      const lastClock = last.get(device)?.clock ?? 0;
      return lastClock <= clock && (named.get(id) ?? 0) < clock;
    })
    .sort(order);
}

/**
 * @param {Iterable<Entry>} entries
 * @returns {Map<string, Entry[]>} the heads of each slot, by `slotKey`
 */
export function fold(entries) {
  const folded = new Map();
  for (const [key, slot] of bySlot(entries)) folded.set(key, heads(slot));
  return folded;
}

/**
 * Drops the drafts that are no longer needed. A draft goes when its device's last entry in the slot
 * names everything that the draft names: then that entry supersedes the draft and all that the
 * draft supersedes, so no union with an older copy can bring any of it back. One draft a device and
 * slot may stay for this reason after another device has superseded it.
 * @param {readonly Entry[]} slot the entries of one slot
 * @returns {Entry[]}
 */
export function compact(slot) {
  if (!slot.some(({ kind }) => isDraft(kind))) return [...slot];
  const last = lastOfDevices(slot);
  const names = new Map([...last].map(([device, { after }]) => [device, new Set(after)]));
  return slot.filter(({ kind, device, clock, after }) => {
    const isLast = (last.get(device)?.clock ?? 0) <= clock;
    return !isDraft(kind) || isLast || !after.every((id) => names.get(device)?.has(id));
  });
}

/**
 * What a device's next entry in a slot must name: the entries that it replaces, and all that the
 * device's last entry named, so that `compact` can drop that one.
 * @param {readonly Entry[]} slot the entries of one slot
 * @param {readonly Entry[]} replaced usually the slot's heads
 * @param {{ device: string, clock: number }} next the device and the clock of the next entry
 * @returns {string[]}
 */
export function namesAfter(slot, replaced, { device, clock }) {
  const direct = replaced
    .filter((entry) => entry.device !== device || entry.clock >= clock)
    .map(({ id }) => id);
  const inherited = lastOfDevices(slot).get(device)?.after ?? [];
  const all = new Set([...direct, ...inherited]);
  // With too many names the inherited ones are left out: then the earlier draft simply stays.
  return [...(all.size <= MAX_AFTER ? all : new Set(direct))].sort();
}
