import { comparison } from "./answer/comparison.js";
import { notices } from "./answer/notices.js";
import { writing } from "./answer/writing.js";
import { focusOn, fragment, freshId, h } from "./shared/dom.js";
import { ratingOf } from "./shared/rating.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

/**
 * @typedef {object} Question
 * @property {string} item
 * @property {string} version
 * @property {string} text
 * @property {string} label DOM id of the heading, which names the box and the lists.
 * @property {{ id: string, text: string, variants: string[] }[]} points
 */

export default widget("answer", (view) => {
  const { model, record } = view;
  /** @type {Question} */
  const question = {
    item: String(model.get("items")[0]),
    version: String(model.get("version")),
    text: String(model.get("question")),
    label: freshId("question"),
    points: model.get("points"),
  };
  const { item, version } = question;

  const box = writing(view, question, () => {
    record.write({ item, kind: "revealed", value: true, version });
    view.show(compared.first, "Model answer shown");
  });
  const compared = comparison(view, question, () => {
    record.write({ item, kind: "revealed", value: false, version });
    box.focus();
    view.announce("Model answer hidden");
  });
  const notes = notices(view, question, () => {
    if (box.element.hidden) focusOn(compared.first);
    else box.focus();
  });

  const heading = h("h3", { id: question.label, class: "sw-question", dir: "auto" });
  heading.lang = view.language;
  heading.append(fragment(model.get("question_html")));
  view.root.append(
    h("section", { class: "sw-card" }, heading, notes.element, box.element, compared.element),
  );
  view.page.add(
    {
      root: view.root,
      items: [{ id: item, name: `question: ${question.text}`, focus: box.focus }],
      asked: { item, text: question.text, version, points: question.points },
      print: () => printed(view, question),
    },
    view.signal,
  );
  view.follow([item], () => {
    const open = record.value(item, "revealed") === true;
    const text = String(record.value(item, "text") ?? "");
    box.element.hidden = open;
    compared.element.hidden = !open;
    box.update();
    compared.update(text);
    notes.update();
    view.mirror({
      answer: text,
      compared: open,
      ticked: record.value(item, "ticked") ?? [],
      rating: ratingOf(record, item),
    }, "answer");
  });
});

/** @param {View} view @param {Question} question @returns {Node[]} */
function printed(view, { item, text, points }) {
  const own = String(view.record.value(item, "text") ?? "").trim();
  return [
    h("h3", { lang: view.language }, text),
    h("h4", {}, "My answer"),
    h("p", { class: "own" }, own || "(not answered yet)"),
    h("h4", {}, "A model answer"),
    h("div", { lang: view.language }, fragment(view.model.get("model_html"))),
    h("ul", { lang: view.language }, ...points.map((point) => h("li", {}, point.text))),
  ];
}
