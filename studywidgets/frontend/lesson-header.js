import { myWork } from "./header/my-work.js";
import { saveStatus } from "./header/save-status.js";
import { h, setText } from "./shared/dom.js";
import { notebookLink } from "./jupyter/links.js";
import { progressOf, progressText } from "./shared/rating.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

export default widget("header", (view) => {
  const { model } = view;
  const work = myWork(view);
  const progress = progressBar(view);
  const title = h("h1", { lang: view.language, dir: "auto" }, String(model.get("title")));
  view.root.append(
    h(
      "header",
      {},
      h(
        "div",
        { class: "sw-head-row" },
        h("div", { class: "sw-head-title" }, breadcrumbs(view), title),
        progress.element,
      ),
      h("div", { class: "sw-head-row" }, saveStatus(view, work), work.toggle),
    ),
    work.panel,
  );
});

/** @param {View} view */
function breadcrumbs(view) {
  const { model } = view;
  const [course, unit] = [String(model.get("course_title")), String(model.get("unit"))];
  const [home, guide] = [String(model.get("home")), String(model.get("guide"))];
  // The course's first page has nowhere to go back to.
  if (course === model.get("title")) return null;
  return h(
    "nav",
    { "aria-label": "Course", class: "sw-crumbs", lang: view.language },
    notebookLink(view, home, course),
    unit && h("span", { "aria-hidden": "true" }, " › "),
    unit && (guide ? notebookLink(view, guide, unit) : h("span", {}, unit)),
  );
}

/**
 * Progress over the items that stand in this notebook now, also after an edit.
 *
 * @param {View} view
 */
function progressBar({ page, record, signal }) {
  const bar = h("progress", { class: "sw-progress", "aria-label": "Items tried" });
  const text = h("span", { class: "sw-note" });
  const element = h("div", { class: "sw-head-progress" }, bar, text);
  const update = () => {
    const progress = progressOf(
      record,
      page.items().map(({ id }) => id),
    );
    element.hidden = progress.total === 0;
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.tried;
    setText(text, progressText(progress));
  };
  record.addEventListener("change", update, { signal });
  page.addEventListener("parts", update, { signal });
  update();
  return { element };
}
