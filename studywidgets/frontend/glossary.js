import { fragment, freshId, h } from "./shared/dom.js";
import { notebookLink } from "./jupyter/links.js";
import { widget } from "./shared/view.js";

export default widget("glossary", (view) => {
  /** @type {{ title: string, html: string, target: string }[]} */
  const terms = view.model.get("terms");
  const input = h("input", {
    id: freshId("search"),
    type: "search",
    class: "sw-line",
    autocomplete: "off",
    spellcheck: "false",
  });
  const count = h("p", { class: "sw-note", role: "status" });
  const entries = terms
    .map(({ title, html, target }) => {
      const text = h("div", { dir: "auto" }, fragment(html));
      const element = h(
        "div",
        { class: "sw-entry", lang: view.language },
        h("h3", { dir: "auto" }, notebookLink(view, target, title)),
        text,
      );
      return { title, element, words: plain(`${title} ${text.textContent}`) };
    })
    .sort((a, b) => a.title.localeCompare(b.title, view.language));

  function search() {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { element, words } of entries) {
      const match = wanted.every((word) => words.includes(word));
      element.hidden = !match;
      if (match) found += 1;
    }
    const all = `${entries.length} ${entries.length === 1 ? "term" : "terms"}`;
    if (!wanted.length) count.textContent = all;
    else count.textContent = found ? `${found} of ${all} found` : "No terms found";
  }

  input.addEventListener("input", search);
  view.root.append(
    h(
      "div",
      { class: "sw-bar", role: "search" },
      h("label", { for: input.id, class: "sw-prompt" }, "Search the terms and their definitions"),
      input,
    ),
    count,
    h("div", { class: "sw-entries" }, ...entries.map(({ element }) => element)),
  );
  search();
});

/**
 * Text as the search compares it: without case and accents.
 *
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
