// The entries of a record by item and slot, without superseded drafts.

import { slotOf } from "./entry.js";
import { bySlot, compact, heads, slotKey } from "./fold.js";

/** @import { Entry } from "./entry.js" */
/** @typedef {{ entries: readonly Entry[], heads?: readonly Entry[] }} Slot */

/** @type {Slot} */
const EMPTY = Object.freeze({ entries: [] });

export class Slots {
  /** @type {Map<string, Slot>} */
  #slots = new Map();
  /** Terms' ids of now, by those that they had before. @type {Map<string, string>} */
  #renamed = new Map();

  /**
   * @param {string} item
   * @returns {string} the item's id of now
   */
  current(item) {
    if (this.#renamed.size === 0) return item;
    const [term = "", ...rest] = item.split("/");
    const now = this.#renamed.get(term);
    return now === undefined ? item : [now, ...rest].join("/");
  }

  /**
   * What holds now: more than one entry means that two devices wrote at once.
   * @param {string} item
   * @param {string} slot
   * @returns {readonly Entry[]} in order
   */
  heads(item, slot) {
    const found = this.#slots.get(slotKey(this.current(item), slot));
    if (!found) return [];
    return (found.heads ??= heads(found.entries));
  }

  /**
   * @param {string} item
   * @param {string} kind
   * @returns {readonly Entry[]} all entries of the kind's slot
   */
  entries(item, kind) {
    return (this.#slots.get(slotKey(this.current(item), slotOf(kind))) ?? EMPTY).entries;
  }

  /**
   * @param {Iterable<Entry>} added entries that are not there yet
   * @returns {Entry[]} those that are superseded drafts now, added ones among them
   */
  add(added) {
    const dropped = [];
    for (const [key, fresh] of bySlot(added, (item) => this.current(item))) {
      const all = [...(this.#slots.get(key) ?? EMPTY).entries, ...fresh];
      const entries = compact(all);
      this.#slots.set(key, { entries });
      if (entries.length === all.length) continue;
      const kept = new Set(entries);
      dropped.push(...all.filter((entry) => !kept.has(entry)));
    }
    return dropped;
  }

  /**
   * Makes what was done under a term's former ids count for the term.
   * @param {Iterable<[string, string]>} names former id and id of now
   * @returns {boolean} whether anything was not known yet
   */
  rename(names) {
    const fresh = [...names].filter(([before, now]) => this.#renamed.get(before) !== now);
    if (fresh.length === 0) return false;
    for (const [before, now] of fresh) this.#renamed.set(before, now);
    const all = [...this.#slots.values()].flatMap(({ entries }) => entries);
    this.#slots.clear();
    // Nothing is dropped here: a draft of the former id stays until the next entry comes.
    for (const [key, entries] of bySlot(all, (item) => this.current(item))) {
      this.#slots.set(key, { entries });
    }
    return true;
  }

  clear() {
    this.#slots.clear();
  }
}
