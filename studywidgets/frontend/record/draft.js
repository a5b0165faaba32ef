// A box that the student types in: its text reaches the record while they type, soon enough that
// nothing is lost, seldom enough that the record stays small.

import { slotOf } from "./entry.js";

/** @import { CourseRecord } from "./store.js" */
/** @import { Entry } from "./entry.js" */

/** In ms after the last key; in ms after the first, for those who never pause. */
const PAUSE = 700;
const LONGEST = 4500;

/**
 * Shows and replaces one version of the text, `shown`. Another version that was written at the same
 * time elsewhere stays beside it until somebody chooses.
 */
export class Draft {
  #record;
  #about;
  #kind;
  #slot;
  /** @type {string | undefined} */
  #text;
  /** @type {Entry | undefined} what was in the box when typing began */
  #basis;
  #began = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {CourseRecord} record
   * @param {{ item: string, version?: string, kind?: "draft" | "practice" }} about
   * @param {AbortSignal} signal what is unsaved when it aborts is written first
   */
  constructor(record, { item, version = "", kind = "draft" }, signal) {
    this.#record = record;
    this.#about = { item, version };
    this.#kind = kind;
    this.#slot = slotOf(kind);
    record.addEventListener("leave", () => this.flush(), { signal });
    record.addEventListener("forget", () => this.#settle(), { signal });
    signal.addEventListener("abort", () => this.flush(), { once: true });
  }

  /** Whether there is text that the record does not have yet. */
  get unsaved() {
    return this.#text !== undefined;
  }

  /**
   * The version that belongs in the box: this page's own one while it holds, otherwise the last.
   * @returns {Entry | undefined}
   */
  get shown() {
    if (this.unsaved) return this.#basis;
    const heads = this.#record.heads(this.#about.item, this.#slot);
    return heads.find(({ device }) => device === this.#record.device) ?? heads.at(-1);
  }

  /** The text that belongs in the box. */
  get text() {
    return this.#text ?? String(this.shown?.value ?? "");
  }

  /**
   * Call on every `input` event.
   * @param {string} text the whole text
   */
  type(text) {
    if (!this.unsaved) {
      this.#basis = this.shown;
      this.#began = performance.now();
    }
    this.#text = text;
    clearTimeout(this.#timer);
    const left = LONGEST - (performance.now() - this.#began);
    this.#timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, left)));
  }

  /**
   * Writes now what is unsaved.
   * @returns {Entry | undefined} the version that is shown now
   */
  flush() {
    const text = this.#text;
    if (text !== undefined && text !== (this.#basis?.value ?? "")) this.#write(this.#kind, text);
    this.#settle();
    return this.shown;
  }

  /**
   * Turns the text into an answer, unless it is one already. Other versions stay.
   * @param {string} text
   * @param {string} question as it was shown
   * @returns {Entry}
   */
  submit(text, question) {
    const shown = this.shown;
    if (shown?.kind === "answer" && shown.value === text) {
      this.#settle();
      return shown;
    }
    const entry = this.#write("answer", text, question);
    this.#settle();
    return entry;
  }

  /**
   * @param {string} kind
   * @param {string} value
   * @param {string} [question]
   */
  #write(kind, value, question) {
    const replaces = [this.shown].filter((entry) => entry !== undefined);
    // Settled first: listeners to the record's "change" ask for what is unsaved.
    this.#settle();
    return this.#record.write({ ...this.#about, kind, value, question, replaces });
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#text = undefined;
    this.#basis = undefined;
  }
}
