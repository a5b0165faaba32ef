import { fill, h } from "../shared/dom.js";

/**
 * @typedef {object} Problem
 * @property {string} file
 * @property {number} line
 * @property {string} code
 * @property {"error" | "warning"} severity
 * @property {string} message
 * @property {string} hint
 */

/**
 * What is wrong with the content, beside a page that is being written.
 *
 * @param {string} own The content file of the page, whose problems come first.
 */
export function problemList(own) {
  const note = h("p", { role: "status" });
  const count = h("summary", {});
  const list = h("ul", {});
  const details = h("details", { hidden: true }, count, list);
  const element = h("aside", { class: "sw-preview", "aria-label": "Preview", lang: "en", hidden: true });
  element.append(note, details);
  let connected = true;
  let missing = false;
  let errors = 0;

  function update() {
    note.textContent = !connected
      ? "The preview has ended, or can't be reached. This page is as it was."
      : missing
        ? "This page is gone: its content file was removed, renamed or never without an error."
        : errors
          ? "Until the errors are mended, what they are in is shown as it was before."
          : "";
    note.hidden = !note.textContent;
    element.hidden = note.hidden && details.hidden;
  }

  return {
    element,
    /** @param {Problem[]} problems */
    show(problems) {
      const first = problems.filter(({ file }) => file === own);
      const sorted = [...first, ...problems.filter(({ file }) => file !== own)];
      sorted.sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
      const before = errors;
      errors = problems.filter(({ severity }) => severity === "error").length;
      count.textContent = [
        counted(errors, "error"),
        counted(problems.length - errors, "warning"),
      ].filter(Boolean).join(", ");
      fill(list, ...sorted.map(item));
      details.hidden = problems.length === 0;
      // An author who has closed the list need not close it again.
      if (errors > 0 !== before > 0) details.open = errors > 0;
      update();
    },
    /** @param {boolean} now */
    setConnected(now) {
      connected = now;
      update();
    },
    /** @param {boolean} now Whether the page that is shown is gone. */
    setMissing(now) {
      missing = now;
      update();
    },
  };
}

/** @param {Problem} problem */
function item({ file, line, code, severity, message, hint }) {
  return h(
    "li",
    { "data-severity": severity },
    h("p", {}, h("strong", {}, `${file}:${line}`), ` ${code} ${message}`),
    h("p", {}, hint),
  );
}

/** @param {number} number @param {string} noun */
function counted(number, noun) {
  return number && `${number} ${noun}${number === 1 ? "" : "s"}`;
}
