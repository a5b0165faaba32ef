import { coverable } from "./shared/cover.js";
import { button, fragment, freshId, h, setText } from "./shared/dom.js";
import { ratingButtons, ratingOf } from "./shared/rating.js";
import { rewordedNotice } from "./shared/reworded.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

export default widget("definition", (view) => {
  const { model, record } = view;
  const item = String(model.get("items")[0]);
  const asked = { item, version: String(model.get("version")) };
  const quoted = h("span", { dir: "auto" });
  const own = h(
    "p",
    { class: "sw-own", dir: "auto" },
    h("span", { class: "sw-label" }, "You wrote: "),
    quoted,
  );
  const shown = h("div", { class: "sw-definition-text", dir: "auto", lang: view.language });
  shown.append(fragment(model.get("html")));
  const wording = shown.textContent.trim();
  const rating = ratingButtons(view, { ...asked, wording, name: "definition" });
  const reworded = rewordedNotice(view, {
    ...asked,
    slots: ["text", "rating"],
    message: "This definition was reworded after you studied it. Your work is kept.",
  });

  const recall = recallPanel(view, asked, wording, reveal);
  const revealed = h(
    "div",
    {},
    own,
    reworded.element,
    shown,
    h(
      "div",
      { class: "sw-row" },
      h("span", {}, "Did your words have the main idea?"),
      rating.element,
      button("Hide the definition", hide, { class: "sw-button sw-quiet" }),
    ),
  );

  function reveal() {
    record.write({ ...asked, kind: "revealed", value: true });
    view.show(shown, "Definition shown");
  }

  function hide() {
    record.write({ ...asked, kind: "revealed", value: false });
    recall.focus();
    view.announce("Definition hidden");
  }

  coverable(view, h("section", { class: "sw-card" }, recall.element, revealed));
  view.page.add(
    {
      root: view.root,
      items: [{ id: item, name: "definition", focus: recall.focus }],
      print: () => printed(view, item),
    },
    view.signal,
  );
  view.follow([item], () => {
    const open = record.value(item, "revealed") === true;
    const text = String(record.value(item, "text") ?? "");
    recall.element.hidden = open;
    revealed.hidden = !open;
    recall.update();
    setText(quoted, `“${text}”`);
    own.hidden = !text.trim();
    rating.update();
    reworded.update();
    view.mirror({ guess: text, revealed: open, rating: ratingOf(record, item) }, "guess");
  });
});

/**
 * The box for the student's own words, and the button that works with an empty box.
 *
 * @param {View} view
 * @param {{ item: string, version: string }} asked
 * @param {string} wording Of the definition, kept with what the student writes.
 * @param {() => void} reveal
 */
function recallPanel(view, asked, wording, reveal) {
  const box = h("textarea", { id: freshId("guess"), class: "sw-text", rows: 3, dir: "auto" });
  const draft = view.draft(asked, box);
  const show = () => {
    if (box.value.trim()) draft.submit(box.value, wording);
    else draft.flush();
    reveal();
  };
  const element = h(
    "div",
    {},
    h(
      "label",
      { class: "sw-prompt", for: box.id },
      "Say it in your own words first. This first try is just for you.",
    ),
    box,
    h(
      "div",
      { class: "sw-row" },
      button("Show the definition", show, { class: "sw-button sw-primary" }),
    ),
  );
  return {
    element,
    focus: () => box.focus(),
    update() {
      if (box.value !== draft.text) box.value = draft.text;
    },
  };
}

/** @param {View} view @param {string} item @returns {Node[]} */
function printed(view, item) {
  const text = String(view.record.value(item, "text") ?? "").trim();
  return [
    h("h2", {}, "Definition"),
    h("div", { lang: view.language }, fragment(view.model.get("html"))),
    ...(text ? [h("h3", {}, "In my own words"), h("p", { class: "own" }, text)] : []),
  ];
}
