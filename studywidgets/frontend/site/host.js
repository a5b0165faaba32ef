/**
 * A page of the static site: the same widgets as in a notebook, without notebook and kernel. What
 * each shows stands beside its plain form, as JSON; what students do is in the same record.
 */

import { courseOf } from "../jupyter/course.js";
import { Draft } from "../record/draft.js";
import { MAX_TEXT } from "../record/entry.js";
import { openRecord } from "../record/store.js";
import { HOST } from "./host-key.js";
import { loadLibrary } from "./libraries.js";

/** @import { Libraries } from "../shared/library.js" */
/** @import { Manager, Model, Render } from "../shared/types.js" */

/**
 * @typedef {{ render: (context: Render) => Promise<void> }} Widget A widget's module.
 *
 * @typedef {object} Host What the page offers to other scripts of its own.
 * @property {(root: ParentNode) => Promise<void>} mount Shows the widgets in a part of the page.
 * @property {(root: ParentNode) => void} unmount Takes them down; what is typed goes to the record.
 */

const nothing = () => undefined;

/**
 * What a view needs. A page has no notebook's file to look after, and no kernel, so no copy of the
 * work on a disk.
 *
 * @type {Partial<Libraries["core"]>}
 */
const core = {
  Draft,
  MAX_TEXT,
  openRecord,
  courseOf,
  showLateModels: nothing,
  keepModels: nothing,
  mirrorOf: nothing,
};

/**
 * Shows every widget of the page.
 *
 * @param {Record<string, Widget>} widgets The widgets that pages of this kind have, by name.
 */
export async function host(widgets) {
  const manager = pageManager();
  /** @type {Map<Element, AbortController>} */
  const views = new Map();

  /** @param {HTMLElement} place */
  async function show(place) {
    const widget = widgets[place.dataset.widget ?? ""];
    const state = place.querySelector("script")?.textContent;
    if (!widget || !state) return;
    const controller = new AbortController();
    views.set(place, controller);
    const model = new PageModel(JSON.parse(state), manager);
    await widget.render({ model, el: place, signal: controller.signal });
  }

  /** @type {Host} */
  const page = {
    async mount(root) {
      // One after the other would show the last long after the first.
      await Promise.all(placesIn(root).map(show));
    },
    unmount(root) {
      for (const place of placesIn(root)) {
        views.get(place)?.abort();
        views.delete(place);
      }
    },
  };
  /** @type {{ [HOST]?: Host }} */ (globalThis)[HOST] = page;
  await page.mount(document);
  document.documentElement.dataset.ready = "true";
}

/** @param {ParentNode} root @returns {HTMLElement[]} */
function placesIn(root) {
  const own = root instanceof HTMLElement && root.matches("[data-widget]") ? [root] : [];
  return [...own, ...root.querySelectorAll(/** @type {"div"} */ ("[data-widget]"))];
}

/** A widget's model, which no kernel has. @implements {Model} */
class PageModel {
  #values;

  /**
   * @param {Record<string, unknown>} values
   * @param {Manager} manager
   */
  constructor(values, manager) {
    this.#values = values;
    this.widget_manager = manager;
  }

  /** @param {string} name @returns {any} */
  get(name) {
    return this.#values[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    this.#values[name] = value;
  }

  save_changes() {
    // There is no kernel to tell.
  }
}

/**
 * What stands for the notebook's widget manager. It has no session, by which the widgets know that
 * there is no kernel.
 *
 * @returns {Manager}
 */
function pageManager() {
  const about = JSON.parse(document.getElementById("sw-about")?.textContent || "{}");
  return /** @type {Manager} */ ({
    context: { model: { getMetadata: (key) => (key === "studywidgets" ? about : undefined) } },
    library: async (use, name) => (use === "core" ? core : loadLibrary(name)),
  });
}
