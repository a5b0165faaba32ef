// The page to hand in: one readable file that needs nothing else, with the record inside.

import { STYLE } from "./handin-style.js";
import { EMBEDDED_ID, workText } from "./file.js";

/** @import { Entry } from "../record/entry.js" */
/**
 * @typedef {object} HandedQuestion
 * @property {string} question
 * @property {string} answer may be empty
 * @property {readonly string[]} tries earlier answers, oldest first
 * @property {ReadonlyArray<{ text: string, ticked: boolean }>} ticks key points
 */
/**
 * @typedef {object} HandIn
 * @property {string} name the student's, kept only in this page; may be empty
 * @property {string} course title
 * @property {string} namespace of the course
 * @property {string} lesson title
 * @property {readonly HandedQuestion[]} questions
 * @property {{ ticks: boolean, firstTries: boolean }} options what the student chose to show
 * @property {readonly Entry[]} entries the record that goes with it
 * @property {Date} now
 * @property {string} language of the course's texts
 */

/** Nothing in the page may run, load or send: it is only read. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE_COMES_HERE = "style";

/**
 * @param {HandIn} handIn
 * @returns {string} HTML
 */
export function handInPage({ name, course, namespace, lesson, questions, options, entries, now, language }) {
  const page = document.implementation.createHTMLDocument(`${lesson}${name && ` · ${name}`}`);
  const { el } = builder(page);
  page.documentElement.lang = language;
  page.head.prepend(
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
  );
  page.head.append(page.createComment(STYLE_COMES_HERE));
  const answered = questions.filter(({ answer }) => answer.trim() !== "").length;
  const date = now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  page.body.append(
    el(
      "main",
      {},
      el(
        "header",
        {},
        el("p", { class: "sw-course" }, course),
        el("h1", {}, lesson),
        el(
          "p",
          { class: "sw-by", lang: "en" },
          ...(name ? [el("strong", { dir: "auto" }, name), " · "] : []),
          `${date} · ${answered} of ${questions.length} questions answered`,
        ),
      ),
      ...questions.map((question, index) => section(el, question, index + 1, options)),
      el("footer", { lang: "en" }, "The record of the answers shown here is part of the file; it loads back into the lessons."),
    ),
    record(el, workText({ namespace, entries }, { title: course, now, handIn: name })),
  );
  const html = page.documentElement.outerHTML;
  // As text: the policy that this browser's page has would refuse the element, though it is only
  // written. What stands before is escaped, so that no text can be taken for the comment.
  const styled = html.replace(`<!--${STYLE_COMES_HERE}-->`, () => `<style>${STYLE}</style>`);
  return `<!doctype html>\n${styled}\n`;
}

/** @typedef {(tag: string, attributes: { [name: string]: string }, ...children: Array<Node | string>) => HTMLElement} Make */

/**
 * @param {Document} page
 * @returns {{ el: Make }}
 */
function builder(page) {
  return {
    el(tag, attributes, ...children) {
      const element = page.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    },
  };
}

/**
 * @param {Make} el
 * @param {HandedQuestion} question
 * @param {number} number
 * @param {HandIn["options"]} options
 */
function section(el, { question, answer, tries, ticks }, number, options) {
  const parts = [el("h2", {}, el("span", { class: "sw-number" }, `${number}`), " ", question)];
  parts.push(
    answer.trim() === ""
      ? el("p", { class: "sw-none", lang: "en" }, "No answer yet")
      : el("p", { class: "sw-answer", dir: "auto" }, answer),
  );
  if (options.ticks && ticks.length > 0) parts.push(points(el, ticks));
  if (options.firstTries && tries.length > 0) {
    parts.push(el("h3", { lang: "en" }, tries.length === 1 ? "Earlier try" : "Earlier tries"));
    parts.push(...tries.map((text) => el("p", { class: "sw-try", dir: "auto" }, text)));
  }
  return el("section", {}, ...parts);
}

/**
 * @param {Make} el
 * @param {HandedQuestion["ticks"]} ticks
 */
function points(el, ticks) {
  const made = ticks.filter(({ ticked }) => ticked).length;
  const lines = ticks.map(({ text, ticked }) =>
    el(
      "li",
      ticked ? { class: "sw-ticked" } : {},
      el("span", { class: "sw-mark", "aria-hidden": "true" }, ticked ? "✓" : ""),
      el("span", { class: "sw-hidden", lang: "en" }, ticked ? "Ticked: " : "Not ticked: "),
      el("span", {}, text),
    ),
  );
  const title = `Points the student ticked: ${made} of ${ticks.length}`;
  return el("div", {}, el("h3", { lang: "en" }, title), el("ul", {}, ...lines));
}

/**
 * @param {Make} el
 * @param {string} json
 */
function record(el, json) {
  // Escaped, so that no text of the student can end the element or open a comment in it.
  const harmless = json.replaceAll("<", "\\u003c");
  return el("script", { type: "application/json", id: EMBEDDED_ID }, harmless);
}
