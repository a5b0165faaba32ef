import { button, h } from "../shared/dom.js";
import { readWorkFile, summarise, WorkFileError } from "./file.js";

/** @import { View } from "../shared/view.js" */
/** @import { Entry } from "../shared/types.js" */

/**
 * Lets the student choose a file, says what it would add, and asks.
 *
 * @param {View} view
 * @param {(element: HTMLElement) => void} show
 * @param {() => void} close
 */
export function loadDialogue(view, show, close) {
  const accept = ".json,.html,application/json,text/html";
  const chooser = h("input", { type: "file", accept, hidden: true, "aria-label": "Work to load" });
  // Safari tells a chooser that is not in the page nothing.
  view.root.append(chooser);
  chooser.addEventListener("cancel", () => chooser.remove());
  chooser.addEventListener("change", async () => {
    chooser.remove();
    const file = chooser.files?.[0];
    if (!file) return;
    try {
      const work = await readWorkFile(file, String(view.model.get("course")));
      show(question(view, work, close));
    } catch (error) {
      if (!(error instanceof WorkFileError)) throw error;
      show(h("p", { class: "sw-form sw-alert", role: "alert" }, error.message));
    }
  });
  chooser.click();
}

/**
 * @param {View} view
 * @param {{ entries: Entry[], handIn?: string }} work
 * @param {() => void} close
 */
function question(view, { entries, handIn }, close) {
  const { added, answers, last } = summarise(view.record, entries);
  const when = last ? `, the last on ${day(last)}` : "";
  const count = answers === 1 ? "1 answer" : `${answers} answers`;
  const ask = added
    ? `This file has ${count}${when}. Add them to the work in this browser?`
    : `This file has ${count}${when}. All of it is in this browser already.`;
  const add = async () => {
    await view.record.add(entries);
    close();
    // A failure is told by the line that says where the work is.
    if (view.record.status.state !== "failed") view.announce("The work was added");
  };
  return h(
    "div",
    { class: "sw-form" },
    handIn !== undefined &&
      h("p", {}, `This is a page that ${handIn || "somebody"} handed in. Add it only if it is yours.`),
    h("p", {}, ask),
    h(
      "div",
      { class: "sw-row" },
      added > 0 && button("Add", add, { class: "sw-button sw-primary" }),
      button(added ? "Cancel" : "Close", close),
    ),
  );
}

/** @param {Date} date */
function day(date) {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
}
