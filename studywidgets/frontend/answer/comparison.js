import { button, fragment, h } from "../shared/dom.js";
import { ratingButtons } from "../shared/rating.js";

/** @import { View } from "../shared/view.js" */
/** @import { Question } from "../answer-box.js" */

/**
 * The second half of a question: both texts side by side, the points to tick, the hints.
 *
 * @param {View} view
 * @param {Question} question
 * @param {() => void} back Called when the student wants to go on writing.
 */
export function comparison(view, question, back) {
  const { model, language } = view;
  const own = h("p", { class: "sw-own-answer", dir: "auto" });
  const side = h("div", { class: "sw-side" }, h("h4", {}, "Your answer"), own);
  const theirs = h(
    "div",
    { class: "sw-side" },
    h("h4", {}, "A model answer"),
    h("div", { lang: language, dir: "auto" }, fragment(model.get("model_html"))),
  );
  const points = pointList(view, question);
  const rating = ratingButtons(view, {
    item: question.item,
    name: `question: ${question.text}`,
    version: question.version,
  });
  const element = h(
    "div",
    {},
    h("div", { class: "sw-sides" }, side, theirs),
    points.element,
    h(
      "div",
      { class: "sw-row sw-last" },
      h("span", {}, "How did it go?"),
      rating.element,
      button("Keep writing", back, { class: "sw-button sw-quiet" }),
    ),
  );
  return {
    element,
    first: theirs,
    /** @param {string} text */
    update(text) {
      own.textContent = text.trim() ? text : "You have not written anything yet.";
      own.classList.toggle("sw-empty", !text.trim());
      points.update(text);
      rating.update();
    },
  };
}

/**
 * The key points. The student ticks first; only then, and only as a hint, come the matches.
 *
 * @param {View} view
 * @param {Question} question
 */
function pointList(view, { item, version, text: asked, points }) {
  let answer = "";
  const rows = points.map((point) => {
    const hint = h("span", { class: "sw-hint" });
    const box = h("input", { type: "checkbox", onchange: save });
    const label = h("label", { class: "sw-point" }, box, h("span", {}, point.text));
    label.lang = view.language;
    return { point, box, hint, element: h("li", {}, label, hint) };
  });

  function save() {
    const value = rows.filter(({ box }) => box.checked).map(({ point }) => point.id);
    view.record.write({ item, kind: "ticked", value, version });
  }

  function clear() {
    for (const { hint } of rows) hint.textContent = "";
  }

  async function check() {
    const { mentioned } = await view.load("hints");
    const stem = view.model.get("libraries").stemmer ? (await view.load("stemmer")).stem : undefined;
    const found = mentioned(answer, asked, points, view.language, stem);
    for (const { point, hint } of rows) {
      hint.dataset.found = String(found.has(point.id));
      hint.textContent = found.has(point.id)
        ? "Your words seem to mention this"
        : "No match found; you may have said it differently";
    }
    view.announce("Hints shown beside the points");
  }

  const element = h(
    "fieldset",
    { class: "sw-points" },
    h("legend", { class: "sw-prompt" }, "Tick each point your answer makes."),
    h("ul", {}, ...rows.map((row) => row.element)),
    button("Check my ticks", check),
  );
  return {
    element,
    /** @param {string} text */
    update(text) {
      if (text !== answer) clear();
      answer = text;
      const ticked = view.record.value(item, "ticked");
      const ids = new Set(Array.isArray(ticked) ? ticked : []);
      for (const { point, box } of rows) box.checked = ids.has(point.id);
    },
  };
}
