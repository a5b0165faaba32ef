/**
 * The widgets of one notebook know each other through its page: the header counts their items, the
 * end sends the student back to some, a question covers the definition and the facts.
 */

/** @import { Model } from "./types.js" */

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {string} name What it is called among its lesson's items, such as "fact 2".
 * @property {() => void} [focus] Moves the focus to where the item is tried.
 *
 * @typedef {object} Asked A question with what the student needs of it in a hand-in.
 * @property {string} item
 * @property {string} text
 * @property {string} version
 * @property {{ id: string, text: string }[]} points
 *
 * @typedef {object} Part One widget's share of the page.
 * @property {HTMLElement} root
 * @property {Item[]} items
 * @property {Asked} [asked]
 * @property {() => Node[]} [print] Its share of the printed lesson.
 */

const KEY = Symbol.for("studywidgets/page/1");

/**
 * All parts of one notebook. Events: "parts" when one comes or goes, "cover" to hide or show the
 * notes, "again" when the student goes back to some items.
 */
export class Page extends EventTarget {
  /** @type {Set<Part>} */
  #parts = new Set();
  covered = false;

  /**
   * @param {Part} part
   * @param {AbortSignal} signal Aborted when the part's view goes.
   */
  add(part, signal) {
    this.#parts.add(part);
    this.dispatchEvent(new Event("parts"));
    signal.addEventListener("abort", () => {
      this.#parts.delete(part);
      this.dispatchEvent(new Event("parts"));
    });
  }

  /** The parts in the order of the document, the same widget shown twice counted once. */
  parts() {
    const parts = [...this.#parts].sort((a, b) =>
      a.root.compareDocumentPosition(b.root) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1,
    );
    /** @type {Map<string, Part>} */
    const first = new Map();
    for (const part of parts) {
      const key = part.items.map((item) => item.id).join(" ");
      if (!first.has(key)) first.set(key, part);
    }
    return [...first.values()];
  }

  /** The items in the order of the document, each once. */
  items() {
    /** @type {Map<string, Item & { part: Part }>} */
    const items = new Map();
    for (const part of this.parts()) {
      for (const item of part.items) if (!items.has(item.id)) items.set(item.id, { ...item, part });
    }
    return [...items.values()];
  }

  /**
   * Takes the student to an item that is to be tried again.
   *
   * @param {string} id
   */
  tryAgain(id) {
    this.cover(false);
    this.dispatchEvent(new Event("again"));
    const item = this.items().find((one) => one.id === id);
    item?.part.root.scrollIntoView({ block: "start" });
    item?.focus?.();
  }

  /** @param {boolean} covered */
  cover(covered) {
    this.covered = covered;
    this.dispatchEvent(new Event("cover"));
  }
}

/**
 * The page of the notebook that a model belongs to. Every widget brings its own copy of this
 * module, so the pages hang on the global object, where the first copy puts them.
 *
 * @param {Model} model
 * @returns {Page}
 */
export function pageOf(model) {
  const shared = /** @type {Record<symbol, WeakMap<object, Page>>} */ (
    /** @type {unknown} */ (globalThis)
  );
  const pages = (shared[KEY] ??= new WeakMap());
  let page = pages.get(model.widget_manager);
  if (!page) pages.set(model.widget_manager, (page = new Page()));
  return page;
}
