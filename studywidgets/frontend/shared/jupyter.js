/**
 * What JupyterLab and Notebook offer beyond the documented widget interface. This is the only
 * module that knows; where something is missing, the widgets do without.
 */

import { h } from "./dom.js";

/** @import { Manager, SessionContext } from "./types.js" */
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
