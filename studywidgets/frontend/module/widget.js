/**
 * The module of every widget. A notebook holds a copy of it for each of its widgets, so it only loads
 * what the widget is, from the libraries that the notebook has once.
 */

import { isTrusted } from "../jupyter/trust.js";
import { library } from "../shared/library.js";

/** @import { Render } from "../shared/types.js" */

export default {
  /** @param {Pick<Render, "model">} context */
  initialize({ model }) {
    // Models are made in notebooks that nobody trusts, too; there, nothing of ours may happen.
    if (!isTrusted(model.widget_manager)) return;
    // Not awaited: anywidget gives a model two seconds.
    library(model, "widget").then(
      (loaded) => loaded.default.initialize({ model }),
      () => {
        // A copied output without its notebook's libraries: nothing can show it.
      },
    );
  },
  /** @param {Render} context */
  async render(context) {
    const loaded = await library(context.model, "widget");
    await loaded.default.render(context);
  },
};
