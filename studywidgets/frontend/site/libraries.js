/**
 * Code that a page needs only when the student asks for something, such as the hints. It comes as
 * plain scripts: a page that was opened as a file may load no modules.
 */

import { h } from "../shared/dom.js";

/** The folder of this script. Read while it runs for the first time: later, no script is current. */
const FOLDER = new URL(
  ".",
  /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? location.href,
);

/** @type {Map<string, Promise<any>>} */
const loading = new Map();

/**
 * @param {string | undefined} name The script's, without its ending.
 * @returns {Promise<any>} what it exports
 * @throws {Error} There is none of that name, or it can't be loaded: asking again tries again.
 */
export function loadLibrary(name) {
  if (!name) return Promise.reject(new Error("The site has no such library."));
  let library = loading.get(name);
  if (!library) {
    loading.set(name, (library = load(name)));
    library.catch(() => loading.delete(name));
  }
  return library;
}

/** @param {string} name */
async function load(name) {
  const script = h("script", { src: new URL(`${name}.js`, FOLDER) });
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${name} can't be loaded.`));
    document.head.append(script);
  });
  script.remove();
  // Each script leaves its exports there: see tools/bundle.mjs.
  const { studywidgets } = /** @type {{ studywidgets?: Record<string, unknown> }} */ (globalThis);
  return studywidgets?.[name];
}
