/**
 * What JupyterLab and Notebook offer beyond the documented widget interface. This is the only
 * module that knows; where something is missing, the widgets do without.
 */

import { h } from "./dom.js";

/** @import { Manager, SavedModels, SessionContext } from "./types.js" */
/** @import { View } from "./view.js" */

/**
 * A link to another notebook of the course. In JupyterLab it is handed to the application's own
 * link handler, as links in Markdown cells are: a plain link would reload the page, with a prompt.
 *
 * @param {View} view
 * @param {string} target Relative path.
 * @param {string} text
 * @param {Record<string, unknown>} [attributes]
 */
export function notebookLink(view, target, text, attributes = {}) {
  const anchor = h("a", { href: target, class: "sw-link", ...attributes }, text);
  const { resolver, linkHandler } = view.model.widget_manager.rendermime ?? {};
  if (resolver && linkHandler) {
    const [path = "", id] = target.split("#");
    resolver.resolveUrl(path).then(
      (resolved) => {
        linkHandler.handleLink(anchor, decodeURIComponent(resolved), id ? `#${id}` : "");
      },
      () => {
        // The plain link stays, which at worst asks before it leaves.
      },
    );
  }
  return anchor;
}

/** In ms: a kernel that restarts is out of reach for a moment, which is no loss to speak of. */
const PATIENCE = 5000;

/**
 * Calls `changed(lost)` whenever the connection to the kernel goes or comes back.
 *
 * @param {Manager} manager
 * @param {AbortSignal} signal
 * @param {(lost: boolean) => void} changed
 */
export function watchConnection(manager, signal, changed) {
  const session = manager.context?.sessionContext;
  if (!session?.connectionStatusChanged || !session.statusChanged) return;
  let lost = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {boolean} now */
  const tell = (now) => {
    clearTimeout(timer);
    timer = undefined;
    if (now === lost) return;
    lost = now;
    changed(lost);
  };
  const look = () => {
    const connection = connectionOf(session);
    // A server that is gone leaves the kernel "connecting": JupyterLab tries on for minutes.
    if (connection === "connecting") timer ??= setTimeout(() => tell(true), PATIENCE);
    else tell(connection === "lost");
  };
  const sources = [session.connectionStatusChanged, session.statusChanged];
  for (const source of sources) source.connect(look);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    for (const source of sources) source.disconnect(look);
  });
  look();
}

/** @param {SessionContext} context @returns {"held" | "connecting" | "lost"} */
function connectionOf(context) {
  const kernel = context.session?.kernel;
  if (kernel?.connectionStatus === "disconnected" || kernel?.status === "dead") return "lost";
  return kernel?.connectionStatus === "connecting" ? "connecting" : "held";
}

const STATE = "application/vnd.jupyter.widget-state+json";
/** @type {WeakSet<Manager>} */
const kept = new WeakSet();
/** @type {Set<string>} */
const mirrored = new Set();

/**
 * Names traits that mirror the student's work. They stay out of the notebook's file: it may be
 * handed on, and the work belongs in the record alone.
 *
 * @param {Iterable<string>} traits
 */
export function keepOutOfFile(traits) {
  for (const trait of traits) mirrored.add(trait);
}

/**
 * Writes our widgets into the notebook's file whenever it is saved, so that it opens again as it is
 * now. JupyterLab itself leaves the file as it was, or, with "Save Widget State Automatically",
 * keeps only what a kernel has and wipes the widgets that were restored.
 *
 * @param {Manager} manager
 */
export function keepModels(manager) {
  const { context } = manager;
  const notebook = context?.model;
  if (!notebook || !context?.saveState || kept.has(manager)) return;
  kept.add(manager);
  /** @type {SavedModels} */
  let models = notebook.getMetadata("widgets")?.[STATE]?.state ?? {};
  // The manager itself listens since before the first widget, so ours is the last word.
  context.saveState.connect((_, phase) => {
    if (phase !== "started") return;
    const live = manager.get_state_sync({ drop_defaults: true });
    models = ours({ ...models, ...live.state });
    const widgets = notebook.getMetadata("widgets");
    const state = { ...widgets?.[STATE]?.state, ...models };
    notebook.setMetadata("widgets", { ...widgets, [STATE]: { ...live, state } });
  });
}

/** @param {SavedModels} models @returns {SavedModels} */
function ours(models) {
  return Object.fromEntries(
    Object.entries(models)
      .filter(([id]) => id.startsWith("studywidgets-"))
      .map(([id, model]) => {
        const state = Object.entries(model.state).filter(([trait]) => !mirrored.has(trait));
        return [id, { ...model, state: Object.fromEntries(state) }];
      }),
  );
}
