import { blanks } from "../shared/blanks.js";
import { button, fragment, freshId, h } from "../shared/dom.js";
import { ratingButtons } from "../shared/rating.js";

/** @import { View } from "../shared/view.js" */
/** @import { Card } from "./round.js" */

/**
 * @typedef {object} Face
 * @property {Node[]} front What asks.
 * @property {HTMLElement} first What gets the focus when the card appears.
 */

/**
 * A card that asks and, once the student has tried, shows what is right and takes the rating.
 *
 * @param {View} view
 * @param {Card} card
 * @param {string} title The title of the card's term.
 * @param {() => void} rated
 */
export function cardElement(view, card, title, rated) {
  const names = { definition: "definition", fact: "fact", question: "question" };
  const rating = ratingButtons(view, {
    item: card.item,
    name: `${names[card.kind]}, ${title}`,
    version: card.version,
    rated,
  });
  const foot = h("div", { class: "sw-row sw-last", hidden: true }, rating.element);
  const done = () => {
    foot.hidden = false;
  };
  const faces = { definition: definitionFace, fact: factFace, question: questionFace };
  const { front, first } = faces[card.kind](view, card, title, done);
  return { element: h("div", { class: "sw-face", "data-kind": card.kind }, ...front, foot), first };
}

/**
 * @param {View} view @param {Card} card @param {string} title @param {() => void} done
 * @returns {Face}
 */
function definitionFace(view, card, title, done) {
  const text = h("div", { class: "sw-definition-text", lang: view.language, dir: "auto" });
  text.append(fragment(card.html));
  const { box, label, draft } = tryBox(view, card, "Which term is this?", "input");
  const answer = h("p", { class: "sw-solution", lang: view.language, hidden: true }, title);
  const show = button(
    "Show the term",
    () => {
      draft.flush();
      show.hidden = true;
      answer.hidden = false;
      done();
      view.show(answer, "Term shown");
    },
    { class: "sw-button sw-primary" },
  );
  return { front: [text, label, box, h("div", { class: "sw-row" }, show), answer], first: box };
}

/**
 * @param {View} view @param {Card} card @param {string} title @param {() => void} done
 * @returns {Face}
 */
function factFace(view, card, title, done) {
  const sentence = blanks(view, card.html, (opened) => {
    sentence.update(opened, false);
    if (opened.length === sentence.count) done();
  });
  if (sentence.count === 0) done();
  const prompt = h("p", { class: "sw-prompt" }, "Think of each missing word, then open it.");
  const about = h("p", { class: "sw-label", lang: view.language }, title);
  return { front: [about, prompt, h("p", { class: "sw-sentence" }, sentence.element)], first: about };
}

/**
 * @param {View} view @param {Card} card @param {string} title @param {() => void} done
 * @returns {Face}
 */
function questionFace(view, card, title, done) {
  const heading = h("h3", { class: "sw-question", lang: view.language, dir: "auto" });
  heading.append(fragment(card.html));
  const prompt = "Answer from memory. Notes are fine: key words or short sentences.";
  const { box, label, draft } = tryBox(view, card, prompt, "textarea");
  const model = h("div", { class: "sw-side", lang: view.language, dir: "auto", hidden: true });
  model.append(h("h4", { lang: "en" }, "A model answer"), fragment(card.answer ?? ""));
  const show = button(
    "Show a model answer",
    () => {
      draft.flush();
      show.hidden = true;
      model.hidden = false;
      done();
      view.show(model, "Model answer shown");
    },
    { class: "sw-button sw-primary" },
  );
  const about = h("p", { class: "sw-label", lang: view.language }, title);
  return { front: [about, heading, label, box, h("div", { class: "sw-row" }, show), model], first: box };
}

/**
 * A box for a try. It starts empty and is kept apart from the lesson's own answer, which a hasty
 * try in a self-test must not replace.
 *
 * @param {View} view @param {Card} card @param {string} prompt @param {"input" | "textarea"} tag
 */
function tryBox(view, { item, version }, prompt, tag) {
  const id = freshId("try");
  const box = tag === "input" ? h("input", { id, class: "sw-line", autocomplete: "off" }) : h("textarea", { id, class: "sw-text", rows: 4 });
  box.dir = "auto";
  const draft = view.draft({ item, version, kind: "practice" }, box);
  return { box, draft, label: h("label", { class: "sw-prompt", for: id }, prompt) };
}
