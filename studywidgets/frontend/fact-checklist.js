import { blanks, openedBlanks } from "./shared/blanks.js";
import { coverable } from "./shared/cover.js";
import { button, focusOn, fragment, h, setText } from "./shared/dom.js";
import { ratingButtons, ratingOf } from "./shared/rating.js";
import { rewordedNotice } from "./shared/reworded.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

/** @typedef {{ item: string, html: string, version: string }} Fact */

export default widget("facts", (view) => {
  /** @type {Fact[]} */
  const facts = view.model.get("facts");
  let all = false;
  const rows = facts.map((fact, index) => factRow(view, fact, index + 1));
  const known = h("span", { class: "sw-note" });
  const toggle = button("Show all words", () => {
    all = !all;
    update();
    view.announce(all ? "All words shown" : "Words hidden again");
  });

  function update() {
    for (const row of rows) row.update(all);
    toggle.setAttribute("aria-pressed", String(all));
    const ratings = facts.map(({ item }) => ratingOf(view.record, item));
    const good = ratings.filter((rating) => rating === "good").length;
    setText(known, `${good} of ${facts.length} known`);
    mirror(view, facts);
  }

  // Without this the words of the facts to study again would still be open.
  view.page.addEventListener(
    "again",
    () => {
      all = false;
      update();
    },
    { signal: view.signal },
  );
  coverable(
    view,
    h(
      "section",
      {},
      h(
        "div",
        { class: "sw-bar" },
        h("p", { class: "sw-prompt" }, "Think of each missing word, then open it."),
        h("span", { class: "sw-row" }, known, toggle),
      ),
      h("ol", { class: "sw-card sw-facts-list" }, ...rows.map((row) => row.element)),
    ),
  );
  view.page.add(
    {
      root: view.root,
      items: facts.map(({ item }, index) => ({
        id: item,
        name: `fact ${index + 1}`,
        focus: rows[index]?.focus,
      })),
      print: () => [
        h("h2", {}, "Must-know facts"),
        h(
          "ol",
          { lang: view.language },
          ...facts.map(({ html }) => h("li", {}, fragment(html))),
        ),
      ],
    },
    view.signal,
  );
  view.follow(
    facts.map(({ item }) => item),
    update,
  );
});

/**
 * One fact: its sentence with blanks, and once the last is open, the two ratings.
 *
 * @param {View} view
 * @param {Fact} fact
 * @param {number} number
 */
function factRow(view, { item, html, version }, number) {
  const sentence = blanks(view, html, (opened) => {
    view.record.write({ item, kind: "revealed", value: opened, version });
  });
  const rating = ratingButtons(view, {
    item,
    name: `fact ${number}`,
    version,
    wording: sentence.text,
  });
  const reworded = rewordedNotice(view, {
    item,
    version,
    slots: ["rating"],
    message: "This fact was reworded after you rated it. Your rating is kept.",
  });
  const row = h(
    "li",
    { class: "sw-fact" },
    h("span", { class: "sw-mark", "aria-hidden": "true" }),
    sentence.element,
    rating.element,
    reworded.element,
  );
  return {
    element: row,
    focus: () => focusOn(sentence.element.querySelector("button") ?? sentence.element),
    /** @param {boolean} all */
    update(all) {
      const opened = openedBlanks(view.record, item);
      sentence.update(opened, all);
      rating.update();
      reworded.update();
      rating.element.hidden = !all && opened.length < sentence.count;
      row.dataset.rating = ratingOf(view.record, item);
    },
  };
}

/** @param {View} view @param {Fact[]} facts */
function mirror(view, facts) {
  /** @type {Record<string, number[]>} */
  const opened = {};
  /** @type {Record<string, string>} */
  const ratings = {};
  for (const { item } of facts) {
    const local = item.slice(item.indexOf("/") + 1);
    const open = openedBlanks(view.record, item);
    const rating = ratingOf(view.record, item);
    if (open.length) opened[local] = open;
    if (rating) ratings[local] = rating;
  }
  view.mirror({ opened, ratings });
}
