import { button, freshId, h } from "../shared/dom.js";
import { download } from "./download.js";
import { handInPage } from "./handin.js";

/** @import { View } from "../shared/view.js" */
/** @import { Asked } from "../shared/page.js" */

/** The ticks mean something only beside the model answer. */
const SHOWN_WITH_TICKS = ["ticked", "revealed"];

/**
 * Asks for the student's name, which is kept only in the file, and what the page should hold.
 *
 * @param {View} view
 */
export function handInForm(view) {
  const name = h("input", { id: freshId("name"), type: "text", autocomplete: "name", class: "sw-line" });
  const ticks = h("input", { type: "checkbox", checked: true });
  const tries = h("input", { type: "checkbox" });
  const make = () => {
    view.settle();
    download(
      page(view, { name: name.value.trim(), ticks: ticks.checked, firstTries: tries.checked }),
      `${fileName(String(view.model.get("title")))}.html`,
      "text/html",
    );
    view.announce("Your page was downloaded");
  };
  return h(
    "div",
    { class: "sw-form" },
    h("label", { for: name.id }, "Your name, kept only in this file"),
    name,
    h("label", { class: "sw-point" }, ticks, h("span", {}, "Include my ticks")),
    h("label", { class: "sw-point" }, tries, h("span", {}, "Include my first tries")),
    h("div", { class: "sw-row" }, button("Make the page", make, { class: "sw-button sw-primary" })),
  );
}

/**
 * @param {View} view
 * @param {{ name: string, ticks: boolean, firstTries: boolean }} choices
 */
function page(view, { name, ticks, firstTries }) {
  const questions = view.page.parts().flatMap(({ asked }) => (asked ? [asked] : []));
  return handInPage({
    name,
    course: String(view.model.get("course_title")),
    namespace: String(view.model.get("course")),
    lesson: String(view.model.get("title")),
    language: view.language,
    questions: questions.map((asked) => answered(view, asked)),
    options: { ticks, firstTries },
    entries: questions.flatMap((asked) => shownEntries(view, asked, { ticks, firstTries })),
    now: new Date(),
  });
}

/**
 * The entries of what the page shows. What the student leaves out of it, or did elsewhere in the
 * course, is not hidden in the file either.
 *
 * @param {View} view @param {Asked} asked @param {{ ticks: boolean, firstTries: boolean }} choices
 */
function shownEntries({ record }, { item }, { ticks, firstTries }) {
  const slots = ticks ? SHOWN_WITH_TICKS : [];
  const shown = new Set([
    ...record.heads(item, "text").slice(-1),
    ...slots.flatMap((slot) => record.heads(item, slot)),
  ]);
  return record
    .entries(item)
    .filter((entry) => shown.has(entry) || (firstTries && entry.kind === "answer"));
}

/** @param {View} view @param {Asked} asked */
function answered({ record }, { item, text, points }) {
  const ticked = record.value(item, "ticked");
  const ids = new Set(Array.isArray(ticked) ? ticked : []);
  // The points of a question that was never compared would give its model answer away.
  const compared = record.heads(item, "revealed").length > 0;
  const answer = String(record.value(item, "text") ?? "");
  const tries = record
    .entries(item)
    .filter((entry) => entry.kind === "answer" && entry.value !== answer)
    .map((entry) => String(entry.value));
  return {
    question: text,
    answer,
    tries,
    ticks: (compared ? points : []).map(({ id, text }) => ({ text, ticked: ids.has(id) })),
  };
}

/** @param {string} title */
function fileName(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "lesson";
}
