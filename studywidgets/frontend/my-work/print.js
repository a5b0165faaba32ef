import { h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */

const STYLE = `
body { font: 11pt/1.5 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto; color: #111; }
h1 { font-size: 1.7em; margin: 0 0 .2em; } h2 { font-size: 1.25em; margin: 1.6em 0 .4em; }
h3 { font-size: 1.05em; margin: 1.4em 0 .3em; } h4 { font-size: .9em; margin: 1em 0 .2em; }
h2, h3, h4 { break-after: avoid; } li, p { break-inside: avoid; }
.course { margin: 0; color: #444; } .own { white-space: pre-wrap; overflow-wrap: anywhere; border-inline-start: 3px solid #999; padding-inline-start: .8em; }
`;

/**
 * Prints the lesson as a document of its own: the browser's print of a notebook leaves most of
 * the widgets out.
 *
 * @param {View} view
 */
export function printLesson(view) {
  const before = document.activeElement;
  const frame = h("iframe", { class: "sw-print", title: "Lesson to print", "aria-hidden": "true" });
  document.body.append(frame);
  const inner = frame.contentDocument;
  const target = frame.contentWindow;
  if (!inner || !target) return;
  inner.documentElement.lang = "en";
  inner.title = String(view.model.get("title"));
  inner.adoptedStyleSheets = [sheetOf(target)];
  inner.body.append(...printedLesson(view));
  // Some browsers print later and asynchronously, so the frame must outlive this call.
  target.addEventListener("afterprint", () => {
    frame.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  target.focus();
  target.print();
}

/**
 * The style sheet, as an object of the frame: a page's policy may forbid style elements.
 *
 * @param {Window} frame
 */
function sheetOf(frame) {
  const { CSSStyleSheet } = /** @type {Window & typeof globalThis} */ (frame);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  return sheet;
}

/** @param {View} view */
function printedLesson({ model, page }) {
  const unit = String(model.get("unit"));
  const course = String(model.get("course_title")) + (unit ? ` › ${unit}` : "");
  const nodes = [h("p", { class: "course" }, course), h("h1", {}, String(model.get("title")))];
  let questions = false;
  return page.parts().reduce((all, part) => {
    if (part.asked && !questions) all.push(h("h2", {}, "Review questions"));
    questions ||= Boolean(part.asked);
    all.push(...(part.print?.() ?? []));
    return all;
  }, /** @type {Node[]} */ (nodes));
}
