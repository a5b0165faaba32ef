import { CHOICE, choiceBox, chosenTerms } from "./shared/choice.js";
import { fill, h } from "./shared/dom.js";
import { notebookLink } from "./jupyter/links.js";
import { progressOf, progressText } from "./shared/rating.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

/**
 * @typedef {{ id: string, title: string, lesson: string, items: string[], facts: number }} Term
 * @typedef {{ id: string, title: string, guide: string, terms: Term[] }} Unit
 */

export default widget("home", (view) => {
  /** @type {Unit[]} */
  const units = view.model.get("units");
  const glossary = String(view.model.get("glossary"));
  const toStudy = studyAgain(view, units);
  const sections = units.map((unit) => unitSection(view, unit));
  view.root.append(
    toStudy.element,
    ...sections.map(({ element }) => element),
    h(
      "p",
      { class: "sw-note" },
      "Tick terms to practise just those in the unit's self-test; with none ticked it has them all.",
    ),
  );
  if (glossary) {
    view.root.append(
      h("p", {}, notebookLink(view, glossary, "Glossary"), ": every term with its definition"),
    );
  }
  const items = units.flatMap((unit) => unit.terms.flatMap((term) => term.items));
  view.follow([...items, CHOICE], () => {
    toStudy.update();
    for (const section of sections) section.update();
    view.mirror({ chosen: chosenTerms(view.record) });
  });
});

/**
 * The items rated "Study again", each with a link to its lesson.
 *
 * @param {View} view
 * @param {Unit[]} units
 */
function studyAgain(view, units) {
  const element = h("section", { class: "sw-card sw-again", hidden: true });
  const terms = units.flatMap((unit) => unit.terms);
  let shown = "";
  return {
    element,
    update() {
      const rows = terms.flatMap((term) => {
        const { again } = progressOf(view.record, term.items);
        return again.length ? [{ term, again }] : [];
      });
      // Links that stay the same stay in place, with the focus that may be on one.
      const key = rows.flatMap(({ again }) => again).join(" ");
      if (key === shown) return;
      shown = key;
      element.hidden = rows.length === 0;
      fill(
        element,
        h("h2", {}, "Study again"),
        h(
          "ul",
          {},
          ...rows.map(({ term, again }) =>
            h(
              "li",
              {},
              notebookLink(view, term.lesson, term.title, { lang: view.language }),
              `: ${again.map((item) => itemName(term, item)).join(", ")}`,
            ),
          ),
        ),
      );
    },
  };
}

/**
 * What an item is called within its lesson, from its place: the definition, the facts, the
 * questions.
 *
 * @param {Term} term
 * @param {string} item
 */
function itemName({ items, facts }, item) {
  const index = items.indexOf(item);
  if (index === 0) return "definition";
  return index <= facts ? `fact ${index}` : `question ${index - facts}`;
}

/** @param {View} view @param {Unit} unit */
function unitSection(view, unit) {
  const note = h("span", { class: "sw-note" });
  const practise = h("span", {});
  const rows = unit.terms.map((term) => termRow(view, term));
  const self = () => {
    const chosen = new Set(chosenTerms(view.record));
    const count = unit.terms.filter(({ id }) => chosen.has(id)).length;
    const label =
      count === 0
        ? "Guide and self-test"
        : `Practise ${count} chosen ${count === 1 ? "term" : "terms"}`;
    if (practise.textContent !== label) {
      fill(practise, notebookLink(view, unit.guide, label, { class: "sw-button sw-as-button" }));
    }
  };
  const element = h(
    "section",
    { class: "sw-card sw-unit" },
    h(
      "div",
      { class: "sw-bar" },
      h("div", {}, h("h2", { lang: view.language, dir: "auto" }, unit.title), note),
      practise,
    ),
    h("ul", { class: "sw-terms", lang: view.language }, ...rows.map((row) => row.element)),
  );
  return {
    element,
    update() {
      const items = unit.terms.flatMap((term) => term.items);
      note.textContent = progressText(progressOf(view.record, items));
      for (const row of rows) row.update();
      self();
    },
  };
}

/** @param {View} view @param {Term} term */
function termRow(view, term) {
  const box = choiceBox(view, term);
  const bar = h("progress", { class: "sw-progress", max: term.items.length });
  bar.setAttribute("aria-label", `Items tried: ${term.title}`);
  const note = h("span", { class: "sw-note", lang: "en" });
  const element = h(
    "li",
    { class: "sw-term" },
    h("label", { class: "sw-choose" }, box.element),
    notebookLink(view, term.lesson, term.title, { dir: "auto" }),
    h("span", { class: "sw-term-progress" }, note, bar),
  );
  return {
    element,
    update() {
      const progress = progressOf(view.record, term.items);
      bar.value = progress.tried;
      note.textContent = progressText(progress);
      box.update();
    },
  };
}
