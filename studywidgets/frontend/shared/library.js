/**
 * Code that several widgets of a notebook use, sent once for all of them: each library is a model
 * of its own that holds a module's source, and is loaded once a page, when it is first needed.
 */

import { h } from "./dom.js";

/** @import { Model } from "./types.js" */

/**
 * @typedef {object} Libraries
 * @property {typeof import("../libraries/core.js")} core
 * @property {typeof import("../libraries/mirror.js")} mirror
 * @property {typeof import("../libraries/work.js")} work
 * @property {typeof import("../libraries/hints.js")} hints
 * @property {{ stem: (word: string) => string }} stemmer
 */

const KEY = Symbol.for("studywidgets/libraries/1");

/**
 * @template {keyof Libraries} Name
 * @param {Model} model
 * @param {Name} name
 * @returns {Promise<Libraries[Name]>}
 * @throws {Error} The notebook has no such library, as after a copied output.
 */
export async function library(model, name) {
  const id = model.get("libraries")[name];
  if (model.widget_manager.library) return model.widget_manager.library(name, id);
  const held = await model.widget_manager.get_model(id);
  const source = String(held.get("source"));
  const shared = /** @type {{ [KEY]?: Map<string, Promise<any>> }} */ (globalThis);
  const loaded = (shared[KEY] ??= new Map());
  let module = loaded.get(source);
  if (!module) loaded.set(source, (module = load(source, String(held.get("style")))));
  return module;
}

/**
 * @param {string} source
 * @param {string} style
 */
async function load(source, style) {
  // First in the head, so that a widget's own rules, which come later, win.
  if (style) document.head.prepend(h("style", {}, style));
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
