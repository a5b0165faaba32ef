/**
 * Follows the content while it is written: the server tells when a file was saved, and the parts of
 * the page that are different then are put in the place of the old ones. The rest stays as it is,
 * with its scroll position and what was typed.
 */

import { HOST } from "./host-key.js";
import { problemList } from "./problems.js";

/** @import { Host } from "./host.js" */
/** @import { Problem } from "./problems.js" */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const banner = problemList(script.dataset.file ?? "");
let version = script.dataset.version;
/** The one update that is under way, and whether another is due behind it. */
let updating = false;
let due = false;

/** What each part of the page was made from: widgets change their elements. */
const sources = new WeakMap();
// Read now, before the page's own script puts the widgets there.
for (const element of [...main.children, ...main.querySelectorAll("section > *")]) {
  sources.set(element, element.outerHTML);
}
document.body.prepend(banner.element);

const events = new EventSource(new URL("../events", script.src));
events.addEventListener("message", ({ data }) => {
  /** @type {{ version: string, problems: Problem[] }} */
  const state = JSON.parse(data);
  banner.show(state.problems);
  if (state.version === version) return;
  version = state.version;
  update();
});
events.addEventListener("open", () => banner.setConnected(true));
events.addEventListener("error", () => banner.setConnected(false));

async function update() {
  due = true;
  if (updating) return;
  updating = true;
  try {
    while (due) {
      due = false;
      await fetchPage();
    }
  } catch {
    banner.setConnected(false);
  }
  updating = false;
}

async function fetchPage() {
  const headers = { "X-Studywidgets-Update": "1" };
  const answer = await fetch(location.href, { cache: "no-store", headers });
  if (answer.redirected) return location.replace(answer.url);
  const wasMissing = !document.querySelector("[data-widget]");
  if (answer.status === 204) return banner.setMissing(!wasMissing);
  if (!answer.ok) throw new Error(answer.statusText);
  if (wasMissing) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const about = /** @param {Document} page */ (page) => page.getElementById("sw-about")?.textContent;
  // Former names of terms are read once, when the widgets begin.
  if (about(fresh) !== about(document)) return location.reload();
  banner.setMissing(false);
  document.title = fresh.title;
  for (const name of ["lang", "dir"]) {
    document.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name) ?? "");
  }
  const from = fresh.getElementById("main");
  if (from) await replaceParts(from);
}

/** @param {HTMLElement} from The main part of the page as it is now. */
async function replaceParts(from) {
  const host = /** @type {{ [HOST]?: Host }} */ (globalThis)[HOST];
  const focus = focusIn(main);
  /** @type {Element[]} */
  const fresh = [];
  sync(main, from, {
    comes: (element) => {
      sources.set(element, element.outerHTML);
      for (const part of element.querySelectorAll(":scope > *")) sources.set(part, part.outerHTML);
      fresh.push(element);
    },
    goes: (element) => host?.unmount(element),
  });
  await Promise.all(fresh.map((element) => host?.mount(element)));
  focus?.();
}

/**
 * Makes the children of `live` those of `fresh`, keeping every one that was made from the same.
 *
 * @param {Element} live
 * @param {Element} fresh
 * @param {{ comes: (element: Element) => void, goes: (element: Element) => void }} told
 */
function sync(live, fresh, told) {
  const old = new Map([...live.children].map((child) => [key(child), child]));
  const wanted = [...fresh.children].map((next) => {
    const same = old.get(key(next));
    if (same && sources.get(same) === next.outerHTML) return same;
    if (same?.matches("section")) {
      sources.set(same, next.outerHTML);
      sync(same, next, told);
      return same;
    }
    told.comes(next);
    return next;
  });
  const kept = new Set(wanted);
  for (const child of [...live.children]) {
    if (kept.has(child)) continue;
    told.goes(child);
    child.remove();
  }
  wanted.forEach((child, at) => {
    // What stands in its place already is not touched: it would lose the focus.
    if (live.children[at] !== child) live.insertBefore(child, live.children[at] ?? null);
  });
}

/** @param {Element} element */
function key(element) {
  return (
    element.getAttribute("data-part") ?? element.getAttribute("aria-labelledby") ?? element.tagName + element.id
  );
}

/**
 * Where the focus is, as a function that puts it back there: the part it is in may be replaced.
 *
 * @param {HTMLElement} root
 */
function focusIn(root) {
  const active = document.activeElement;
  const part = active?.closest("[data-part]");
  if (!active || !part || !root.contains(active)) return undefined;
  const fields = "textarea, input, button, a[href]";
  const at = [...part.querySelectorAll(fields)].indexOf(active);
  const name = part.getAttribute("data-part") ?? "";
  const box = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement ? active : undefined;
  const [start, end] = [box?.selectionStart ?? null, box?.selectionEnd ?? null];
  return () => {
    if (document.activeElement === active) return;
    const now = root.querySelector(`[data-part="${CSS.escape(name)}"]`)?.querySelectorAll(fields)[at];
    if (!(now instanceof HTMLElement)) return;
    now.focus({ preventScroll: true });
    if (start !== null && (now instanceof HTMLTextAreaElement || now instanceof HTMLInputElement)) {
      now.setSelectionRange(start, end);
    }
  };
}
