import { button, fill, h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */
/** @import { Entry } from "../shared/types.js" */
/** @import { Question } from "../answer-box.js" */

/**
 * What the student must know about the answer that is kept: that the question was reworded since,
 * or that two versions were written at once.
 *
 * @param {View} view
 * @param {Question} question
 * @param {() => void} chosen Called when the student has chosen among versions.
 */
export function notices(view, question, chosen) {
  const element = h("div", { class: "sw-notices" });
  let shown = "";
  return {
    element,
    update() {
      const heads = view.record
        .heads(question.item, "text")
        .filter((entry) => String(entry.value).trim());
      const key = heads.map((entry) => entry.id).join(" ");
      if (key === shown) return;
      shown = key;
      const last = heads.at(-1);
      fill(
        element,
        heads.length > 1 && versions(view, question, heads, chosen),
        last && last.version !== question.version && reworded(view, last),
      );
    },
  };
}

/** @param {View} view @param {Entry} entry The answer to the question as it was. */
function reworded({ record, language }, { item, version }) {
  // An answer carries the wording; a draft that followed it has the same version.
  const asked = record
    .entries()
    .filter((entry) => entry.item === item && entry.version === version && entry.question)
    .at(-1);
  const old = h(
    "p",
    { class: "sw-old-wording", dir: "auto", lang: language, hidden: true },
    asked?.question,
  );
  const toggle = button("Show the old wording", () => {
    old.hidden = !old.hidden;
    toggle.setAttribute("aria-expanded", String(!old.hidden));
  });
  toggle.setAttribute("aria-expanded", "false");
  return h(
    "div",
    { class: "sw-notice" },
    h("p", {}, "This question was reworded after you answered. Your answer is kept."),
    asked && toggle,
    old,
  );
}

/**
 * Both versions, each to take; taking one or both supersedes them with a new draft.
 *
 * @param {View} view
 * @param {Question} question
 * @param {Entry[]} heads
 * @param {() => void} chosen
 */
function versions(view, { item, version }, heads, chosen) {
  /** @param {string} value */
  const keep = (value) => {
    view.record.write({ item, kind: "draft", value, version });
    chosen();
  };
  return h(
    "div",
    { class: "sw-notice" },
    h(
      "p",
      {},
      `${heads.length} versions of this answer were written at the same time, perhaps in two tabs. All are kept until you choose.`,
    ),
    ...heads.map((entry, index) =>
      h(
        "div",
        { class: "sw-version" },
        h("p", { class: "sw-own-answer", dir: "auto" }, String(entry.value)),
        button("Keep this one", () => keep(String(entry.value)), {
          "aria-label": `Keep this one: version ${index + 1} of ${heads.length}`,
        }),
      ),
    ),
    button("Keep both", () => keep(heads.map((entry) => String(entry.value)).join("\n\n"))),
  );
}
