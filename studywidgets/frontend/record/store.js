// The student's record in the browser: one object a page and course, kept in IndexedDB, shared by
// all widgets and bundles of the page, and in step with the other tabs.

import { explain, openDatabase, pack, readAll, removeAll, renewLog, store } from "./database.js";
import { makeEntry, readable, slotOf } from "./entry.js";
import { namesAfter, order } from "./fold.js";
import { hex } from "./hash.js";
import { Journal } from "./journal.js";
import { Slots } from "./slots.js";
import { Tabs } from "./tabs.js";
import { inTime } from "./time.js";

/** @import { Entry, Json } from "./entry.js" */
/**
 * @typedef {object} Status
 * @property {"loading" | "saved" | "saving" | "failed"} state
 * @property {Date} [at] when this page last saved
 * @property {string} [error] a sentence for the student, only when failed
 */
/**
 * @typedef {object} Options
 * @property {() => Date} [now]
 * @property {(bytes: Uint8Array<ArrayBuffer>) => Uint8Array} [random] fills the bytes
 * @property {number} [patience] in ms, for a browser's storage to open
 */

/** In ms after the opening. */
const UNHURRIED = 3000;

/** Bundles of other widgets find the page's records here; the number changes with the interface. */
const SHARED = Symbol.for("studywidgets/record/1");

/**
 * The record of a course, the same object for every caller of a page.
 * @param {string} namespace the course's
 * @param {Options} [options] count only for the first caller
 * @returns {CourseRecord}
 */
export function openRecord(namespace, options) {
  const page = /** @type {{ [SHARED]?: Map<string, CourseRecord> }} */ (globalThis);
  const records = (page[SHARED] ??= new Map());
  const record = records.get(namespace) ?? new CourseRecord(namespace, options);
  records.set(namespace, record);
  return record;
}

/**
 * Events: "change" (`detail.items`, a Set of item ids, and `detail.added`, the new entries),
 * "status", "leave" just before the page may go, for those who hold unsaved text, and "forget" for
 * those who hold anything.
 */
export class CourseRecord extends EventTarget {
  /** Resolves when all that is stored has been read, and also when storage fails. @type {Promise<void>} */
  ready;
  #now;
  #patience;
  #journal;
  #tabs;
  /** @type {IDBDatabase | undefined} */
  #database;
  #renewed = Promise.resolve();
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #slots = new Slots();
  #clock = 0;
  /** @type {Map<string, Entry>} */
  #unsaved = new Map();
  /** @type {Set<string>} */
  #dropped = new Set();
  #saving = false;
  #saved = Promise.resolve();
  /** @type {Status} */
  #status = { state: "loading" };

  /**
   * @param {string} namespace
   * @param {Options} [options]
   */
  constructor(namespace, options = {}) {
    super();
    const { now = () => new Date(), random = (bytes) => crypto.getRandomValues(bytes) } = options;
    this.namespace = namespace;
    this.device = hex(random(new Uint8Array(8)));
    this.#now = now;
    this.#patience = options.patience ?? 5000;
    this.#journal = new Journal(namespace, this.device);
    this.#tabs = new Tabs(namespace, {
      entries: (entries, saved) => {
        this.#take(readable(entries, { hashed: false }), { saved });
        if (!saved) this.#save();
      },
      forgotten: () => {
        this.#empty();
        this.#save();
      },
    });
    this.#readJournal();
    this.#listen();
    this.ready = this.#open();
  }

  /**
   * Storage that opens and then does not answer must not keep the lesson from the student. What is in
   * it joins when it does answer.
   */
  #open() {
    return inTime(this.#save(), this.#patience).catch((error) => {
      this.#setStatus({ state: "failed", error: explain(error) });
    });
  }

  get status() {
    return this.#status;
  }

  /** How many entries there are. */
  get size() {
    return this.#entries.size;
  }

  /**
   * What holds now: more than one entry means that two devices wrote at once.
   * @param {string} item
   * @param {string} slot "text" for drafts and answers, otherwise the kind
   * @returns {readonly Entry[]} in order; await `ready` first
   */
  heads(item, slot) {
    return this.#slots.heads(item, slot);
  }

  /**
   * @param {string} item
   * @param {string} slot
   * @returns {Json | undefined} the last head's value
   */
  value(item, slot) {
    return this.heads(item, slot).at(-1)?.value;
  }

  /**
   * @param {string} [item] all entries of this item, also of the ids that its term had before
   * @returns {Entry[]} by default all, in order
   */
  entries(item) {
    const all = [...this.#entries.values()];
    const wanted =
      item === undefined ? all : all.filter((entry) => this.#slots.current(entry.item) === item);
    return wanted.sort(order);
  }

  /**
   * @param {number} clock
   * @param {string} slot
   * @returns {Set<string>} the items with such entries after the clock
   */
  itemsSince(clock, slot) {
    const items = new Set();
    for (const entry of this.#entries.values()) {
      if (slotOf(entry.kind) === slot && entry.clock > clock) items.add(this.#slots.current(entry.item));
    }
    return items;
  }

  /**
   * @param {string} id
   * @returns {Entry | undefined}
   */
  entry(id) {
    return this.#entries.get(id);
  }

  /**
   * Makes what was done under a term's former ids count for the term.
   * @param {Iterable<[string, string]>} names former id and id of now
   */
  rename(names) {
    if (this.#slots.rename(names)) this.#announce([...this.#entries.values()], []);
  }

  /**
   * Writes down what the student did: in memory at once, stored soon after.
   * @param {object} what
   * @param {string} what.item
   * @param {string} what.kind
   * @param {Json} what.value
   * @param {string} [what.version]
   * @param {string} [what.question] the wording that the student saw
   * @param {readonly Entry[]} [what.replaces] what the student saw when doing it; by default what holds now
   * @returns {Entry}
   * @throws {EntryError} when a field does not hold to the format
   */
  write({ item, kind, value, version = "", question, replaces }) {
    const slot = slotOf(kind);
    const clock = Math.min(this.#clock + 1, Number.MAX_SAFE_INTEGER);
    const entries = this.#slots.entries(item, kind);
    const next = { clock, device: this.device };
    const entry = makeEntry({
      item,
      kind,
      value,
      after: namesAfter(entries, replaces ?? this.heads(item, slot), next),
      ...next,
      at: this.#now().toISOString(),
      version,
      ...(question !== undefined && { question }),
    });
    this.#take([entry], { saved: false });
    this.#save();
    return entry;
  }

  /**
   * Joins entries of the same person, from a file for instance; `readEntry` has checked them.
   * @param {Iterable<Entry>} entries
   * @returns {Promise<number>} how many were new, when they are stored or storing has failed (see `status`)
   */
  async add(entries) {
    const added = this.#take(entries, { saved: false });
    if (added > 0) await this.#save();
    return added;
  }

  /**
   * @param {Iterable<Entry>} entries
   * @param {{ saved: boolean }} options whether IndexedDB holds them already
   * @returns {number} how many are new, superseded drafts left aside
   */
  #take(entries, { saved }) {
    const fresh = new Map();
    for (const entry of entries) if (!this.#entries.has(entry.id)) fresh.set(entry.id, entry);
    for (const { id } of this.#slots.add(fresh.values())) {
      fresh.delete(id);
      this.#entries.delete(id);
      this.#unsaved.delete(id);
      this.#dropped.add(id);
    }
    for (const entry of fresh.values()) {
      this.#entries.set(entry.id, entry);
      if (!saved) this.#unsaved.set(entry.id, entry);
      this.#clock = Math.max(this.#clock, entry.clock);
    }
    if (fresh.size > 0) this.#announce(fresh.values(), [...fresh.values()]);
    return fresh.size;
  }

  /**
   * @param {Iterable<Entry>} changed
   * @param {Entry[]} added
   */
  #announce(changed, added) {
    const items = new Set([...changed].map(({ item }) => this.#slots.current(item)));
    this.dispatchEvent(new CustomEvent("change", { detail: { items, added } }));
  }

  /**
   * Removes the course's work from this browser: its storage, this page and the other tabs.
   * @throws {Error} with a sentence for the student, when storage could not be reached; it may
   *   still hold the work
   */
  async forget() {
    this.#tabs.postForgotten();
    this.#empty();
    try {
      await inTime(this.#clearStorage(), this.#patience);
      this.#setStatus({ state: "saved" });
    } catch (error) {
      throw new Error(explain(error), { cause: error });
    }
  }

  async #clearStorage() {
    try {
      // What is being stored now would come after the removal.
      await this.#saved;
      this.#database ??= await this.#connect();
      await removeAll(this.#database, this.namespace);
    } finally {
      this.#journal.forget();
      // The connection may just have read it all.
      this.#empty();
    }
  }

  #empty() {
    const gone = [...this.#entries.values()];
    this.#entries.clear();
    this.#slots.clear();
    // What is on its way into storage just now is taken out again.
    this.#dropped = new Set(this.#unsaved.keys());
    this.#unsaved.clear();
    this.dispatchEvent(new Event("forget"));
    this.#announce(gone, []);
  }

  /** @returns {Promise<void>} resolves when nothing is left to store, or storing has failed */
  #save() {
    if (!this.#saving) {
      this.#saving = true;
      this.#saved = this.#saveAll();
    }
    return this.#saved;
  }

  async #saveAll() {
    /** @type {Status} */
    let status;
    try {
      if (this.#database) {
        this.#status = { at: this.#status.at, state: "saving" };
        // What the student sees comes first; until then the journal has what is unsaved.
        await new Promise((resolve) => setTimeout(resolve));
        this.dispatchEvent(new Event("status"));
      }
      this.#database ??= await this.#connect();
      while (this.#unsaved.size + this.#dropped.size > 0) await this.#saveBatch(this.#database);
      this.#journal.clear();
      status = { ...this.#status, state: "saved" };
    } catch (error) {
      // Full storage can have room again; any other failure calls for a new connection.
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") this.#disconnect();
      this.#tabs.post([...this.#unsaved.values()], false);
      status = { at: this.#status.at, state: "failed", error: explain(error) };
    }
    // Before the listeners hear of it: one of them may write.
    this.#saving = false;
    this.#setStatus(status);
  }

  /** @param {IDBDatabase} database */
  async #saveBatch(database) {
    const entries = [...this.#unsaved.values()];
    const dropped = [...this.#dropped];
    if (this.#status.state !== "saving") {
      this.#setStatus({ at: this.#status.at, state: "saving" });
    }
    // What is written before would be lost with the old log.
    await this.#renewed;
    await store(database, this.namespace, entries, dropped);
    for (const { id } of entries) this.#unsaved.delete(id);
    for (const id of dropped) this.#dropped.delete(id);
    // The student may have forgotten them meanwhile.
    this.#tabs.post(entries.filter(({ id }) => this.#entries.has(id)), true);
    this.#status = { state: "saving", at: this.#now() };
  }

  /** Reads on every connection: what other pages wrote in between is joined. */
  async #connect() {
    const database = await openDatabase(() => this.#lost(), this.#patience);
    const { packed, rows } = await readAll(database, this.namespace);
    this.#renewed = inTime(renewLog(), this.#patience).catch(() => {});
    this.#take([...packed, ...readable(rows, { hashed: false })], { saved: true });
    // For the next opening, once the lesson is shown; when it fails, all is as before.
    setTimeout(() => pack(database, this.namespace).catch(() => {}), UNHURRIED);
    return database;
  }

  #disconnect() {
    this.#database?.close();
    this.#database = undefined;
  }

  /** The browser closed the storage, perhaps to clear it: nothing counts as stored any more. */
  #lost() {
    this.#database = undefined;
    this.#unsaved = new Map(this.#entries);
    const error = "The browser has closed its storage. Your work is still on this page.";
    this.#setStatus({ at: this.#status.at, state: "failed", error });
  }

  #readJournal() {
    try {
      this.#take(readable(this.#journal.read(), { hashed: false }), { saved: false });
    } catch (error) {
      this.#status = { state: "failed", error: explain(error) };
    }
  }

  #keepJournal() {
    this.dispatchEvent(new Event("leave"));
    try {
      this.#journal.keep([...this.#unsaved.values()]);
    } catch (error) {
      this.#setStatus({ at: this.#status.at, state: "failed", error: explain(error) });
    }
  }

  #listen() {
    globalThis.addEventListener?.("pagehide", () => this.#keepJournal());
    globalThis.document?.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#keepJournal();
    });
  }

  /** @param {Status} status */
  #setStatus(status) {
    this.#status = status;
    this.dispatchEvent(new Event("status"));
  }
}
