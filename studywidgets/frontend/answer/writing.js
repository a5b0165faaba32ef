import { button, fill, h, setText } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */
/** @import { Question } from "../answer-box.js" */

/**
 * The first half of a question: answering from memory.
 *
 * @param {View} view
 * @param {Question} question
 * @param {() => void} compare Called when the student wants to see the model answer.
 */
export function writing(view, { item, version, text: asked, label }, compare) {
  const box = h("textarea", {
    class: "sw-text",
    rows: 5,
    dir: "auto",
    "aria-labelledby": label,
  });
  const draft = view.draft({ item, version }, box);
  const status = h("span", { class: "sw-note" });
  const nudge = h("div", { class: "sw-nudge", role: "status" });
  box.addEventListener("input", () => {
    nudge.replaceChildren();
    count();
  });

  function count() {
    const words = box.value.match(/\S+/gu)?.length ?? 0;
    const saved = !draft.unsaved && view.record.status.state === "saved" ? " · saved" : "";
    setText(status, words ? `${words} ${words === 1 ? "word" : "words"}${saved}` : "");
  }
  view.record.addEventListener("status", count, { signal: view.signal });

  function submit() {
    if (!box.value.trim() && !nudge.hasChildNodes()) {
      askFirst();
      return;
    }
    nudge.replaceChildren();
    if (box.value.trim()) draft.submit(box.value, asked);
    else draft.flush();
    compare();
  }

  function askFirst() {
    const write = button("Write a little", () => {
      nudge.replaceChildren();
      box.focus();
    });
    fill(
      nudge,
      h("span", {}, "A rough try helps more than reading."),
      write,
      button("Show anyway", submit, { class: "sw-button sw-quiet" }),
    );
    write.focus();
  }

  const cover = coverToggle(view);
  const element = h(
    "div",
    {},
    h(
      "div",
      { class: "sw-bar" },
      h(
        "p",
        { class: "sw-prompt" },
        "Answer from memory. Notes are fine: key words or short sentences.",
      ),
      cover,
    ),
    box,
    h(
      "div",
      { class: "sw-row" },
      button("Compare with a model answer", submit, { class: "sw-button sw-primary" }),
      status,
    ),
    nudge,
  );
  return {
    element,
    focus: () => box.focus(),
    update() {
      if (box.value !== draft.text) box.value = draft.text;
      count();
    },
  };
}

/**
 * Hides the definition and the facts of the same notebook; shown only where there are some.
 *
 * @param {View} view
 */
function coverToggle(view) {
  const { page, signal } = view;
  const toggle = button("Hide the definition and facts", () => page.cover(!page.covered), {
    class: "sw-button sw-quiet",
  });
  const update = () => {
    toggle.hidden = !page.parts().some((part) => !part.asked && part.print);
    toggle.setAttribute("aria-pressed", String(page.covered));
  };
  page.addEventListener("cover", update, { signal });
  page.addEventListener("parts", update, { signal });
  update();
  return toggle;
}
