import { button, fragment, h, setText } from "./shared/dom.js";
import { notebookLink } from "./jupyter/links.js";
import { progressOf, progressText } from "./shared/rating.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

/** @typedef {{ title?: string, target?: string }} Link */

export default widget("end", (view) => {
  /** @type {Link[]} */
  const related = view.model.get("related");
  /** @type {string[]} */
  const sources = view.model.get("sources");
  view.root.append(
    again(view),
    h(
      "div",
      { lang: view.language },
      related.length > 0 && h("h2", { lang: "en" }, "Related terms"),
      related.length > 0 &&
        h(
          "ul",
          { class: "sw-related" },
          ...related.map((link) => h("li", {}, lessonLink(view, link))),
        ),
      sources.length > 0 && h("h2", { lang: "en" }, "Sources"),
      sources.length > 0 &&
        h(
          "ul",
          { class: "sw-sources" },
          ...sources.map((source) => h("li", { dir: "auto" }, fragment(source))),
        ),
    ),
    ways(view),
  );
});

/** @param {View} view @param {Link} link @param {Record<string, unknown>} [attributes] */
function lessonLink(view, { title = "", target = "" }, attributes) {
  return notebookLink(view, target, title, attributes);
}

/**
 * Progress, and the items to study again: they are hidden again and the first gets the focus.
 *
 * @param {View} view
 */
function again(view) {
  const { page, record, signal } = view;
  /** @type {string[]} */
  let items = [];
  const text = h("p");
  const start = button("", restart, { class: "sw-button sw-primary" });
  const element = h("div", { class: "sw-card sw-bar" }, text, start);

  function restart() {
    for (const item of items) record.write({ item, kind: "revealed", value: null });
    page.tryAgain(items[0] ?? "");
  }

  const update = () => {
    const progress = progressOf(
      record,
      page.items().map(({ id }) => id),
    );
    items = progress.again;
    element.hidden = progress.total === 0;
    setText(text, progressText(progress));
    start.hidden = items.length === 0;
    setText(start, `Study ${items.length} ${items.length === 1 ? "item" : "items"} again`);
  };
  record.addEventListener("change", update, { signal });
  page.addEventListener("parts", update, { signal });
  update();
  return element;
}

/** @param {View} view */
function ways(view) {
  /** @type {Link} */
  const previous = view.model.get("previous");
  /** @type {Link} */
  const next = view.model.get("next");
  return h(
    "nav",
    { "aria-label": "Lessons", class: "sw-ways", lang: view.language },
    previous.target &&
      h("span", {}, h("span", { class: "sw-label" }, "Previous"), lessonLink(view, previous)),
    next.target &&
      h("span", { class: "sw-next" }, h("span", { class: "sw-label" }, "Next"), lessonLink(view, next)),
  );
}
