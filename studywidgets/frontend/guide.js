import { cardElement } from "./guide/cards.js";
import { Round } from "./guide/round.js";
import { CHOICE, choiceBox, chosenTerms } from "./shared/choice.js";
import { button, fill, focusOn, h } from "./shared/dom.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */
/** @import { Card } from "./guide/round.js" */

/** @typedef {{ id: string, title: string, lesson: string }} Term */

export default widget("guide", (view) => {
  /** @type {Term[]} */
  const terms = view.model.get("terms");
  /** @type {Card[]} */
  const cards = view.model.get("cards");
  const titles = new Map(terms.map(({ id, title }) => [id, title]));
  const round = new Round(view, cards);
  const count = h("p", { class: "sw-note" });
  const stage = h("div", { class: "sw-stage" });
  const skip = button("Skip", skipCard, { class: "sw-button sw-quiet" });
  const chooser = termChooser(view, terms);
  let current = "";
  /** @type {HTMLElement} */
  let target = stage;

  view.root.append(
    h(
      "section",
      { class: "sw-card" },
      h("div", { class: "sw-bar" }, count, h("span", { class: "sw-row" }, skip, chooser.toggle)),
      chooser.panel,
      stage,
    ),
  );

  /** @param {boolean} move Whether the focus goes to what appears. */
  function show(move) {
    const waiting = round.waiting();
    const all = round.cards();
    const [card] = round.started ? waiting : [];
    skip.hidden = !card || waiting.length < 2;
    count.textContent = card
      ? `Card ${all.length - waiting.length + 1} of ${all.length}`
      : `${all.length} cards`;
    const key = card ? card.item : round.started ? "end" : "start";
    if (key !== current) {
      current = key;
      if (card) target = place(card);
      else {
        fill(stage, ...(round.started ? end(round, show) : start(round, show)));
        target = stage;
      }
    }
    if (!move) return;
    focusOn(target);
    if (card) view.announce(count.textContent ?? "");
  }

  /** @param {Card} card */
  function place(card) {
    const title = titles.get(card.term) ?? card.term;
    const { element, first } = cardElement(view, card, title, () => show(true));
    fill(stage, element);
    return first;
  }

  function skipCard() {
    const [card] = round.waiting();
    if (card) round.skip(card);
    show(true);
  }

  view.page.add(
    {
      root: view.root,
      items: cards.map(({ item, kind, term }) => ({
        id: item,
        name: `${kind}, ${titles.get(term) ?? term}`,
      })),
    },
    view.signal,
  );
  view.follow([CHOICE, round.item], () => {
    chooser.update();
    show(false);
  });
});

/** @param {Round} round @param {(move: boolean) => void} show */
function start(round, show) {
  const begin = () => {
    round.start();
    show(true);
  };
  return [
    h("p", {}, "Definitions, facts and questions of the whole unit, mixed. Try each before you look."),
    h("div", { class: "sw-row" }, button("Start", begin, { class: "sw-button sw-primary" })),
  ];
}

/** @param {Round} round @param {(move: boolean) => void} show */
function end(round, show) {
  const again = round.again();
  /** @param {string[]} [only] */
  const restart = (only) => {
    round.start(only);
    show(true);
  };
  return [
    h(
      "p",
      {},
      again.length
        ? `That was the last card. ${again.length} to study again.`
        : "That was the last card. You marked every one of them “Got it”.",
    ),
    h(
      "div",
      { class: "sw-row" },
      again.length > 0 &&
        button(
          `Study ${again.length} ${again.length === 1 ? "card" : "cards"} again`,
          () => restart(again.map(({ item }) => item)),
          { class: "sw-button sw-primary" },
        ),
      button("Start a new round", () => restart()),
    ),
  ];
}

/** @param {View} view @param {Term[]} terms */
function termChooser(view, terms) {
  const boxes = terms.map((term) => ({ term, box: choiceBox(view, term) }));
  const panel = h(
    "ul",
    { class: "sw-chooser", hidden: true, lang: view.language },
    ...boxes.map(({ term, box }) =>
      h("li", {}, h("label", { class: "sw-point" }, box.element, h("span", {}, term.title))),
    ),
  );
  const toggle = button("Choose terms", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
  });
  toggle.className = "sw-button sw-quiet sw-disclosure";
  toggle.setAttribute("aria-expanded", "false");
  return {
    toggle,
    panel,
    update() {
      const chosen = new Set(chosenTerms(view.record));
      const count = terms.filter(({ id }) => chosen.has(id)).length;
      toggle.textContent = count ? `${count} of ${terms.length} terms` : "Choose terms";
      for (const { box } of boxes) box.update();
    },
  };
}
