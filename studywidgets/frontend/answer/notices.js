import { button, fill, h } from "../shared/dom.js";
import { rewordedNotice } from "../shared/reworded.js";

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
  const conflict = h("div", {});
  const reworded = rewordedNotice(view, {
    ...question,
    slots: ["text"],
    message: "This question was reworded after you answered. Your answer is kept.",
  });
  let shown = "";
  return {
    element: h("div", { class: "sw-notices" }, conflict, reworded.element),
    update() {
      reworded.update();
      const heads = versionsOf(view, question);
      const key = heads.map((entry) => entry.id).join(" ");
      if (key === shown) return;
      shown = key;
      fill(conflict, heads.length > 1 && versions(view, question, heads, chosen));
    },
  };
}

/**
 * @param {View} view
 * @param {Question} question
 * @returns {Entry[]} the versions that are there now, empty ones left out
 */
function versionsOf({ record }, { item }) {
  return record.heads(item, "text").filter(({ value }) => String(value).trim());
}

/**
 * Both versions, each to take; taking one or both supersedes them with a new draft.
 *
 * @param {View} view
 * @param {Question} question
 * @param {Entry[]} heads
 * @param {() => void} chosen
 */
function versions(view, question, heads, chosen) {
  const { item, version } = question;
  /** @param {Entry[]} kept */
  const keep = (kept) => {
    // What was typed a moment ago counts, and takes the place of the version that it goes on from.
    view.settle();
    const now = versionsOf(view, question).filter((head) =>
      kept.some(({ id, device }) => head.id === id || head.device === device || head.after.includes(id)),
    );
    const value = now.map((head) => String(head.value)).join("\n\n");
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
        button("Keep this one", () => keep([entry]), {
          "aria-label": `Keep this one: version ${index + 1} of ${heads.length}`,
        }),
      ),
    ),
    button("Keep both", () => keep(heads)),
  );
}
