import { h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */

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
