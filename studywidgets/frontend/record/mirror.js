// The page's side of the record on disk: what the kernel lacks goes there, what it has comes back.
// studywidgets/record/mirror.py is the other side and says what stands in a request and a reply.

import { readable } from "./entry.js";

/** @import { CourseRecord } from "./store.js" */
/** @import { Entry } from "./entry.js" */
/**
 * @typedef {object} Reply
 * @property {string} [cursor]
 * @property {true} [again]
 * @property {unknown[]} [entries]
 * @property {string[]} [wanted]
 * @property {boolean} stored
 * @property {string} error
 * @property {string[]} problems
 * @property {string} place
 */
/**
 * @typedef {(what: "sync" | "forget", request: object) => Promise<Reply>} Ask
 * Resolves with the kernel's reply; rejects when the kernel can't be reached or can't answer.
 */
/**
 * @typedef {object} MirrorStatus
 * @property {"unknown" | "stored" | "failed" | "unreachable"} state stored when the disk had all that
 *   the page had at some time since the kernel was last reached; what came later follows
 * @property {string} place the folder on disk, once it is known
 * @property {string} error a sentence for the student, only when failed
 * @property {readonly string[]} problems sentences about files that could not be read
 */

/** In ms between two requests: with the traits' updates there is never more than one a second. */
const INTERVAL = 3000;
/** In ms from what the student does to its request, so that what belongs together goes together. */
const SOON = 300;
/** In ms until another try after a failure. */
const RETRY = 15_000;
/** In ms: what may pass without a request while the student is active. Binder ends kernels that
 * did nothing for ten minutes. */
const QUIET = 240_000;
/** In characters of JSON, roughly: what one request carries. */
const BATCH = 1_000_000;

/** Events: "status". */
export class Mirror extends EventTarget {
  /** @type {MirrorStatus} */
  status = { state: "unknown", place: "", error: "", problems: [] };
  #record;
  #ask;
  #folder;
  /** @type {Map<string, Entry>} what the kernel may lack */
  #waiting = new Map();
  /** @type {string | undefined} */
  #cursor;
  /** Counts what makes a request that is under way void. */
  #epoch = 0;
  #asking = false;
  #receiving = false;
  #last = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #interval;
  /** When the next request is due. */
  #due = Infinity;

  /**
   * @param {CourseRecord} record
   * @param {Ask} ask
   * @param {object} [options]
   * @param {string} [options.folder] where the course wants its records on disk
   * @param {number} [options.interval] in ms between two requests
   */
  constructor(record, ask, { folder, interval = INTERVAL } = {}) {
    super();
    this.#record = record;
    this.#ask = ask;
    this.#folder = folder;
    this.#interval = interval;
  }

  /** @param {AbortSignal} signal ends it */
  async start(signal) {
    this.#record.addEventListener("change", (event) => this.#notice(event), { signal });
    // What was about to be asked would bring the forgotten work back.
    this.#record.addEventListener("forget", () => this.#stop(), { signal });
    signal.addEventListener("abort", () => this.#stop());
    await this.#record.ready;
    if (!signal.aborted) this.#schedule(0);
  }

  /** The kernel is there again, or is another one: what it missed is sent. */
  reconnect() {
    this.#restart();
    this.#schedule(0);
  }

  /** The student does something on the page, also what leaves no entry, such as scrolling. */
  act() {
    if (performance.now() - this.#last > QUIET) this.#schedule(0);
  }

  /** Sends what waits without waiting on: the page may go. */
  hurry() {
    if (this.#waiting.size > 0 && !this.#asking) this.#request();
  }

  /**
   * Removes the course's work from the kernel's disk.
   * @returns {Promise<Reply>} rejects when the kernel can't be reached
   */
  async forget() {
    this.#restart();
    return this.#ask("forget", { course: this.#record.namespace, folder: this.#folder });
  }

  #stop() {
    this.#restart();
    clearTimeout(this.#timer);
    this.#due = Infinity;
  }

  #restart() {
    this.#epoch += 1;
    this.#asking = false;
    this.#cursor = undefined;
    this.#waiting.clear();
  }

  /** @param {Event} event */
  #notice(event) {
    if (this.#receiving) return;
    const { added } = /** @type {CustomEvent<{ added: Entry[] }>} */ (event).detail;
    for (const entry of added) this.#waiting.set(entry.id, entry);
    if (added.length > 0) this.#schedule(SOON);
  }

  /** @param {number} delay in ms at least, and never sooner than the interval after the last */
  #schedule(delay) {
    if (this.#asking) return;
    const now = performance.now();
    const due = Math.max(now + delay, this.#last + this.#interval);
    // Sooner, never later: who does something every second would put it off for ever.
    if (due >= this.#due) return;
    this.#due = due;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#request(), due - now);
  }

  async #request() {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    const epoch = this.#epoch;
    const batch = this.#batch();
    this.#asking = true;
    this.#last = performance.now();
    let next = RETRY;
    try {
      const first = this.#cursor === undefined;
      const reply = await this.#ask("sync", {
        course: this.#record.namespace,
        folder: this.#folder,
        since: this.#cursor,
        ids: first ? this.#record.entries().map(({ id }) => id) : undefined,
        entries: batch,
      });
      if (epoch !== this.#epoch) return;
      const more = this.#take(reply, batch);
      next = !reply.stored ? RETRY : more ? this.#interval : Infinity;
    } catch {
      if (epoch !== this.#epoch) return;
      this.#cursor = undefined;
      this.#tell({ ...this.status, state: "unreachable" });
    }
    this.#asking = false;
    if (next < Infinity) this.#schedule(next);
  }

  /** @returns {Entry[]} as many as one request carries, superseded drafts left out */
  #batch() {
    const batch = [];
    let room = BATCH;
    for (const [id, entry] of this.#waiting) {
      if (!this.#record.entry(id)) this.#waiting.delete(id);
      else if ((room -= String(entry.value).length + 400) > 0 || batch.length === 0) batch.push(entry);
      else break;
    }
    return batch;
  }

  /**
   * @param {Reply} reply
   * @param {Entry[]} sent
   * @returns {boolean} whether there is more to send
   */
  #take({ cursor, entries = [], wanted = [], stored, error, problems, place }, sent) {
    this.#cursor = cursor;
    for (const { id } of sent) this.#waiting.delete(id);
    for (const id of wanted) {
      const entry = this.#record.entry(id);
      if (entry) this.#waiting.set(id, entry);
    }
    // What comes from the kernel need not go back to it.
    this.#receiving = true;
    this.#record.add(readable(entries));
    this.#receiving = false;
    // A file that could not be read is told once by the kernel, and here for as long as the page is.
    const told = [...new Set([...this.status.problems, ...problems])];
    const more = this.#waiting.size > 0 || cursor === undefined;
    const before = this.status.state === "stored" ? "stored" : "unknown";
    const state = !stored ? "failed" : more ? before : "stored";
    this.#tell({ state, place, error, problems: told });
    return more;
  }

  /** @param {MirrorStatus} status */
  #tell(status) {
    this.status = status;
    this.dispatchEvent(new Event("status"));
  }
}
