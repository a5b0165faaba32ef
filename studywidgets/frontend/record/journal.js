// The last instant before a page goes: entries that IndexedDB has not confirmed yet are put into
// localStorage, which is synchronous, and are taken up by the next page of the course.

/** @import { Entry } from "./entry.js" */

const PREFIX = "studywidgets/journal/1/";
/** In characters, of all entries together: localStorage has room for about five million. */
const MAX_JOURNAL = 500_000;

export class Journal {
  #prefix;
  #key;
  #written = false;
  /** Journals of earlier pages, by key, as they were when read. @type {Map<string, string>} */
  #earlier = new Map();

  /**
   * @param {string} namespace
   * @param {string} device
   */
  constructor(namespace, device) {
    this.#prefix = `${PREFIX}${encodeURIComponent(namespace)}/`;
    this.#key = this.#prefix + device;
  }

  /**
   * @returns {unknown[]} what earlier pages left, unchecked
   * @throws {DOMException} when storage is blocked
   */
  read() {
    const found = [];
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(this.#prefix))) {
      const text = localStorage.getItem(key) ?? "[]";
      try {
        found.push(...JSON.parse(text));
        this.#earlier.set(key, text);
      } catch {
        // Not ours, or of another version: it stays where it is, for whoever can read it.
      }
    }
    return found;
  }

  /**
   * @param {readonly Entry[]} entries all that is not confirmed; the newest win when space is short
   * @throws {DOMException} when storage is full or blocked
   */
  keep(entries) {
    if (entries.length === 0) return;
    let room = MAX_JOURNAL;
    const newestFirst = [...entries].reverse();
    const kept = newestFirst.filter((entry) => (room -= JSON.stringify(entry).length) > 0);
    localStorage.setItem(this.#key, JSON.stringify(kept));
    this.#written = true;
    if (kept.length < entries.length) throw new DOMException("", "QuotaExceededError");
    // What earlier pages left is among the entries, so one journal takes the place of all.
    this.#forgetEarlier();
  }

  /**
   * Removes every journal of the course, also those of other pages.
   * @throws {DOMException} when storage is blocked
   */
  forget() {
    const ours = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix));
    for (const key of ours) localStorage.removeItem(key);
    this.#written = false;
    this.#earlier.clear();
  }

  /** Everything kept or read is confirmed by IndexedDB now. */
  clear() {
    if (this.#written) localStorage.removeItem(this.#key);
    this.#written = false;
    this.#forgetEarlier();
  }

  #forgetEarlier() {
    for (const [key, text] of this.#earlier) {
      // Another page may have added to its journal since.
      if (key !== this.#key && localStorage.getItem(key) === text) localStorage.removeItem(key);
    }
    this.#earlier.clear();
  }
}
