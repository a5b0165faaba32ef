import { button, h } from "./dom.js";

/** @import { View } from "./view.js" */

/** @typedef {"again" | "good"} Rating */

/**
 * The student's own judgement of an item, as the record has it.
 *
 * @param {View["record"]} record
 * @param {string} item
 * @returns {Rating | ""}
 */
export function ratingOf(record, item) {
  const value = record.value(item, "rating");
  return value === "again" || value === "good" ? value : "";
}

/**
 * "Study again" and "Got it", the chosen one pressed.
 *
 * @param {View} view
 * @param {object} options
 * @param {string} options.item
 * @param {string} options.name What it is called among its lesson's items.
 * @param {string} options.version Of its wording.
 * @param {string} [options.wording] Kept with the rating, to be shown when it has changed.
 * @param {(rating: Rating) => void} [options.rated]
 */
export function ratingButtons(view, { item, name, version, wording, rated }) {
  /** @param {Rating} value @param {string} label */
  const choice = (value, label) =>
    button(
      label,
      () => {
        view.record.write({ item, kind: "rating", value, version, question: wording });
        view.announce(`${label}: ${name}`);
        rated?.(value);
      },
      { class: `sw-button sw-rate sw-rate-${value}`, "aria-label": `${label}: ${name}` },
    );
  const choices = { again: choice("again", "Study again"), good: choice("good", "Got it") };
  const group = h("span", { class: "sw-rating", role: "group" }, choices.again, choices.good);
  group.setAttribute("aria-label", `Your rating: ${name}`);
  return {
    element: group,
    update() {
      const rating = ratingOf(view.record, item);
      choices.again.setAttribute("aria-pressed", String(rating === "again"));
      choices.good.setAttribute("aria-pressed", String(rating === "good"));
    },
  };
}

/**
 * How far the student has come with some items; tried means rated.
 *
 * @param {View["record"]} record
 * @param {string[]} items
 */
export function progressOf(record, items) {
  const ratings = items.map((item) => ratingOf(record, item));
  return {
    total: items.length,
    tried: ratings.filter((rating) => rating !== "").length,
    again: items.filter((_, index) => ratings[index] === "again"),
  };
}

/** @param {{ total: number, tried: number, again: string[] }} progress */
export function progressText({ total, tried, again }) {
  return `${tried} of ${total} tried` + (again.length ? ` · ${again.length} to study again` : "");
}
