import { focusOn, h } from "./dom.js";
import { library } from "./library.js";
import { pageOf } from "./page.js";

/** @import { Render, StudyRecord } from "./types.js" */
/** @import { Libraries } from "./library.js" */
/** @import { Page } from "./page.js" */

/** In ms: how often the kernel hears of what is being typed. */
const SELDOM = 2000;

/** One view of a widget: its root element, the student's record, and the notebook it stands in. */
export class View {
  #live;
  #core;
  #sent = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sending;

  /**
   * @param {string} name
   * @param {Render} render
   * @param {Libraries["core"]} core
   */
  constructor(name, { model, el, signal }, core) {
    this.model = model;
    this.signal = signal;
    this.#core = core;
    /** @type {StudyRecord} */
    this.record = core.openRecord(String(model.get("course")));
    /** @type {Page} */
    this.page = pageOf(model);
    /** The record's copy on the disk of the notebook's kernel, where there can be one. */
    this.mirrored = core.mirrorOf(this.record, model.widget_manager);
    this.language = String(model.get("language") || "en");
    this.root = h("div", { class: `sw sw-${name} mathjax_ignore`, lang: "en" });
    this.#live = h("div", { class: "sw-live", role: "status" });
    // The class lets the style sheet hide the broken-link icon of a widget without a comm: the
    // widget works all the same, and students read the icon as an error.
    el.classList.add("sw-host");
    el.replaceChildren(this.root, this.#live);
    keepKeys(el, signal);
    core.keepModels(model.widget_manager);
  }

  /**
   * Tells a screen reader what happened; never anything that was hidden.
   *
   * @param {string} text
   */
  announce(text) {
    this.#live.textContent = text;
  }

  /**
   * Takes the student to what has just appeared.
   *
   * @param {HTMLElement} element
   * @param {string} text What to tell a screen reader; nothing that was hidden.
   */
  show(element, text) {
    this.announce(text);
    // Last, since to focus the browser lays the page out: a later change would need it once more.
    focusOn(element);
  }

  /**
   * What the student types in a box, on its way to the record.
   *
   * @param {{ item: string, version: string, kind?: "draft" | "practice" }} about
   * @param {HTMLInputElement | HTMLTextAreaElement} box
   */
  draft(about, box) {
    const draft = new this.#core.Draft(this.record, about, this.signal);
    box.maxLength = this.#core.MAX_TEXT;
    box.addEventListener("input", () => draft.type(box.value));
    return draft;
  }

  /** Writes what is being typed in any box of the page: what follows reads the whole record. */
  settle() {
    this.record.dispatchEvent(new Event("leave"));
  }

  /**
   * A library of the notebook.
   *
   * @template {keyof Libraries} Name
   * @param {Name} name
   */
  load(name) {
    return library(this.model, name);
  }

  /**
   * Calls `update` now and whenever another view, tab or file changes one of the items.
   *
   * @param {Iterable<string>} items
   * @param {() => void} update
   */
  follow(items, update) {
    const own = new Set(items);
    this.record.addEventListener(
      "change",
      (event) => {
        const changed = /** @type {CustomEvent<{ items: Set<string> }>} */ (event).detail.items;
        if ([...changed].some((item) => own.has(item))) update();
      },
      { signal: this.signal },
    );
    update();
  }

  /**
   * Mirrors the student's state into the traits that Python observes. Without a kernel it fails,
   * which changes nothing: the record in the browser is what counts.
   *
   * @param {Record<string, unknown>} traits
   * @param {string} [typed] The trait that changes while the student types; by itself it is sent
   *   seldom.
   */
  mirror(traits, typed) {
    const changed = Object.entries(traits).filter(
      ([name, value]) => JSON.stringify(this.model.get(name)) !== JSON.stringify(value),
    );
    if (changed.length === 0) return;
    for (const [name, value] of changed) this.model.set(name, value);
    clearTimeout(this.#sending);
    const wait = changed.every(([name]) => name === typed) ? this.#sent + SELDOM - Date.now() : 0;
    if (wait > 0) this.#sending = setTimeout(() => this.#send(), wait);
    else this.#send();
  }

  #send() {
    this.#sent = Date.now();
    try {
      this.model.save_changes();
    } catch {
      // A dead kernel or a closed comm: there is nothing to mirror to.
    }
  }
}

/**
 * A widget's module: opens the record, then builds the view.
 *
 * @param {string} name
 * @param {(view: View) => void} build
 */
export function widget(name, build) {
  return {
    /** @param {Pick<Render, "model">} context */
    initialize({ model }) {
      // Not awaited: anywidget gives a model two seconds.
      library(model, "core").then(
        (core) => core.showLateModels(model.widget_manager),
        () => {
          // A copied output without its notebook's libraries: nothing can show it.
        },
      );
    },
    /** @param {Render} context */
    async render(context) {
      const core = await library(context.model, "core");
      const record = core.openRecord(String(context.model.get("course")));
      record.rename(core.courseOf(context.model.widget_manager).formerly);
      await record.ready;
      if (!context.signal.aborted) build(new View(name, context, core));
    },
  };
}

/**
 * Keeps keys from the notebook, whose one-letter shortcuts delete and move cells; those with Ctrl
 * or Meta go on, so that saving works from everywhere.
 *
 * Notebook 7 takes keys on their way down to the element that has the focus, from the document on:
 * only the window is earlier. What the browser itself does with a key, such as writing a letter or
 * pressing a button, follows all the same.
 *
 * @param {HTMLElement} el
 * @param {AbortSignal} signal
 */
function keepKeys(el, signal) {
  for (const type of /** @type {const} */ (["keydown", "keypress", "keyup"])) {
    window.addEventListener(
      type,
      (event) => {
        const own = event.target instanceof Node && el.contains(event.target);
        if (own && !event.ctrlKey && !event.metaKey) event.stopPropagation();
      },
      { signal, capture: true },
    );
  }
}
