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
  const look = () => {
    if (isLost(session) === lost) return;
    lost = !lost;
    changed(lost);
  };
  const sources = [session.connectionStatusChanged, session.statusChanged];
  for (const source of sources) source.connect(look);
  signal.addEventListener("abort", () => {
    for (const source of sources) source.disconnect(look);
  });
  look();
}

/** @param {SessionContext} context */
function isLost(context) {
  const kernel = context.session?.kernel;
  return kernel?.connectionStatus === "disconnected" || kernel?.status === "dead";
}
