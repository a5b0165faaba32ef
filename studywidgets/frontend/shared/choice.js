import { h } from "./dom.js";

/** @import { StudyRecord } from "./types.js" */
/** @import { View } from "./view.js" */

/** The record's item for the terms that the student chose to practise. */
export const CHOICE = "home/terms";

/**
 * The ids of the chosen terms, in no particular order.
 *
 * @param {StudyRecord} record
 * @returns {string[]}
 */
export function chosenTerms(record) {
  const value = record.value(CHOICE, "chosen");
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

/**
 * A box that puts one term among the chosen ones, or takes it out.
 *
 * @param {View} view
 * @param {{ id: string, title: string }} term
 */
export function choiceBox({ record }, { id, title }) {
  const element = h("input", {
    type: "checkbox",
    "aria-label": `Practise: ${title}`,
    onchange: () => {
      const chosen = new Set(chosenTerms(record));
      if (element.checked) chosen.add(id);
      else chosen.delete(id);
      record.write({ item: CHOICE, kind: "chosen", value: [...chosen].sort() });
    },
  });
  return {
    element,
    update() {
      element.checked = chosenTerms(record).includes(id);
    },
  };
}
