import { button, focusOn, h } from "./dom.js";

/** @import { View } from "./view.js" */

/**
 * Covers a widget's content while the student answers a question from memory.
 *
 * @param {View} view
 * @param {HTMLElement} content
 */
export function coverable(view, content) {
  const note = h(
    "p",
    { class: "sw-card sw-covered" },
    "Hidden while you answer from memory. ",
    button("Show", show, { class: "sw-button sw-quiet" }),
  );
  function show() {
    view.page.cover(false);
    focusOn(content);
  }
  view.root.append(content, note);
  const update = () => {
    content.hidden = view.page.covered;
    note.hidden = !view.page.covered;
  };
  view.page.addEventListener("cover", update, { signal: view.signal });
  update();
}
