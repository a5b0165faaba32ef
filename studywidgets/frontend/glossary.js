import { fill, fragment, freshId, h } from "./shared/dom.js";
import { notebookLink } from "./jupyter/links.js";
import { widget } from "./shared/view.js";

/** @import { View } from "./shared/view.js" */

/**
 * @typedef {object} Term
 * @property {string} title
 * @property {string} html Its definition.
 * @property {string} target
 * @property {string[]} [facts] What the search finds too, and shows when it does.
 */

/**
 * What people type for letters that have no accent to take off.
 *
 * @type {Readonly<Record<string, string>>}
 */
const TYPED = { æ: "ae", œ: "oe", ø: "o", ł: "l", "’": "'" };

export default widget("glossary", (view) => {
  /** @type {Term[]} */
  const terms = view.model.get("terms");
  const input = h("input", {
    id: freshId("search"),
    type: "search",
    class: "sw-line",
    autocomplete: "off",
    spellcheck: "false",
  });
  const count = h("p", { class: "sw-note", role: "status" });
  // Parsed together: a thousand parsed documents would keep the student waiting.
  const texts = fragment(terms.map(({ html }) => `<div dir="auto">${html}</div>`).join("")).children;
  const { compare } = new Intl.Collator(view.language);
  const entries = [...texts]
    .flatMap((text, at) => (terms[at] ? [entryOf(view, terms[at], text)] : []))
    .sort((a, b) => compare(a.title, b.title));
  const list = h("div", { class: "sw-entries" }, ...entries.map(({ element }) => element));
  const all = `${entries.length} ${entries.length === 1 ? "term" : "terms"}`;
  const withFacts = terms.some(({ facts }) => facts);

  function search() {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const ranks = new Map(entries.map((entry) => [entry, entry.search(wanted)]));
    const found = entries.filter((entry) => ranks.get(entry) !== undefined);
    // What stands in a title comes before what stands in a text.
    found.sort((a, b) => Number(ranks.get(a)) - Number(ranks.get(b)));
    list.replaceChildren(...found.map(({ element }) => element));
    if (!wanted.length) count.textContent = all;
    else count.textContent = found.length ? `${found.length} of ${all} found` : "No terms found";
  }

  input.addEventListener("input", search);
  view.root.append(
    h(
      "div",
      { class: "sw-bar", role: "search" },
      h(
        "label",
        { for: input.id, class: "sw-prompt" },
        withFacts
          ? "Search the terms, their definitions and facts"
          : "Search the terms and their definitions",
      ),
      input,
    ),
    count,
    list,
  );
  count.textContent = all;
});

/**
 * A term in the list.
 *
 * @param {View} view @param {Term} term @param {Element} text Its definition.
 */
function entryOf(view, { title, target, facts = [] }, text) {
  const shown = h("ul", { class: "sw-found", hidden: true });
  const element = h(
    "div",
    { class: "sw-entry", lang: view.language },
    h("h3", { dir: "auto" }, notebookLink(view, target, title)),
    text,
    facts.length > 0 && shown,
  );
  /** @type {{ title: string, text: string, facts: string[] } | undefined} */
  let words;

  /**
   * @param {string[]} wanted Words as `plain` gives them.
   * @returns {number | undefined} How well it matches, 0 best; undefined when it does not.
   */
  function search(wanted) {
    // Not before the first search, for which most students never ask.
    words ??= { title: plain(title), text: plain(text.textContent ?? ""), facts: facts.map(plain) };
    const { title: name, text: meaning, facts: sentences } = words;
    const left = wanted.filter((word) => !name.includes(word) && !meaning.includes(word));
    const rest = left.filter((word) => !sentences.some((sentence) => sentence.includes(word)));
    // Those facts that have what stands nowhere else.
    const telling = facts.filter((_, at) => left.some((word) => sentences[at]?.includes(word)));
    shown.hidden = rest.length > 0 || telling.length === 0;
    fill(shown, ...(shown.hidden ? [] : telling.map((fact) => h("li", { dir: "auto" }, fact))));
    if (rest.length > 0) return undefined;
    if (left.length > 0) return 2;
    return wanted.every((word) => name.includes(word)) ? 0 : 1;
  }

  return { title, element, search };
}

/**
 * Text as the search compares it: without case and accents, and with the apostrophe of a keyboard.
 *
 * @param {string} text
 */
function plain(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "");
  // By way of capitals, since only those of some letters are the ones that people type: ß is SS.
  return letters.toUpperCase().toLowerCase().replace(/[æœøł’]/g, (letter) => TYPED[letter] ?? letter);
}
