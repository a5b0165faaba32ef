/**
 * The module of every widget. A notebook holds a copy of it for each of its widgets, so it only loads
 * what the widget is, from the libraries that the notebook has once.
 */

import { isTrusted } from "../jupyter/trust.js";
import { loaded } from "../shared/library.js";

/** @import { Model, Render } from "../shared/types.js" */

export default {
  /** @param {Pick<Render, "model">} context */
  initialize({ model }) {
    // Models are made in notebooks that nobody trusts, too; there, nothing of ours may happen.
    if (!isTrusted(model.widget_manager)) return;
    // Not awaited: anywidget gives a model two seconds.
    widgetOf(model).then(
      (widget) => widget.initialize({ model }),
      () => {
        // A copied output without its notebook's libraries: nothing can show it.
      },
    );
  },
  /** @param {Render} context */
  async render(context) {
    const widget = await widgetOf(context.model);
    await widget.render(context);
  },
};

/** @param {Model} model */
async function widgetOf(model) {
  const { module } = await loaded(model, "widget");
  return (await module)[model.get("_widget")];
}
