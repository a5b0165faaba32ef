/**
 * The code of a notebook's widgets, sent once for all of them: each library is a model of its own that
 * holds a module's source, and is loaded once a page, when it is first needed. All that libraries
 * have in common is in one of them, the core, from which the others import it.
 */

/** @import { Model } from "./types.js" */

/**
 * @typedef {object} Libraries
 * @property {Record<string, ReturnType<typeof import("./view.js").widget>>} widget Has what the widget is.
 * @property {typeof import("../libraries/core.js")} core
 * @property {typeof import("../libraries/work.js")} work
 * @property {typeof import("../libraries/hints.js")} hints
 * @property {{ stem: (word: string) => string }} stemmer
 */

const KEY = Symbol.for("studywidgets/libraries/2");
/** What stands in a library for the core: tools/bundle.mjs. */
const CORE = "studywidgets:core";

/** @typedef {{ url: string, module: Promise<any> }} Loaded */

/**
 * @template {keyof Libraries} Name
 * @param {Model} model
 * @param {Name} name
 * @returns {Promise<Libraries[Name]>}
 * @throws {Error} The notebook has no such library, as after a copied output.
 */
export async function library(model, name) {
  const manager = model.widget_manager;
  if (manager.library) return manager.library(name, model.get("libraries")[name]);
  return (await loaded(model, name)).module;
}

/**
 * The same where the notebook has it as a model.
 *
 * @param {Model} model
 * @param {keyof Libraries} name
 */
export async function loaded(model, name) {
  const { [name]: id, core: coreId } = model.get("libraries");
  const held = await model.widget_manager.get_model(id);
  const source = String(held.get("source"));
  const shared = /** @type {{ [KEY]?: Map<string, Loaded> }} */ (globalThis);
  const known = (shared[KEY] ??= new Map());
  // A notebook that was made with another version has another core. It begins to load here.
  const core = id !== coreId && source.includes(CORE) ? await loaded(model, "core") : undefined;
  const text = core ? source.replaceAll(CORE, core.url) : source;
  let library = known.get(text);
  if (!library) known.set(text, (library = load(text, String(held.get("style")))));
  return library;
}

/**
 * @param {string} source
 * @param {string} style
 * @returns {Loaded}
 */
function load(source, style) {
  // First in the head, so that a widget's own rules, which come later, win.
  if (style) {
    const sheet = document.createElement("style");
    sheet.textContent = style;
    document.head.prepend(sheet);
  }
  // It stays for as long as the page: other libraries import the core by it.
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return { url, module: import(url) };
}
