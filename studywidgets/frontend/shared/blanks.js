import { button, fragment, h } from "./dom.js";

/** @import { View } from "./view.js" */

/**
 * A fact whose bold phrases are blanks that open one by one. All blanks are equally wide, and the
 * hidden words are not in the document until they are open, so that nothing gives them away.
 *
 * @param {View} view
 * @param {string} html The fact, its key words in `<strong>`.
 * @param {(opened: number[]) => void} changed Called with the indexes of the open blanks.
 */
export function blanks(view, html, changed) {
  const element = h("span", { class: "sw-fact-text", dir: "auto", lang: view.language });
  element.append(fragment(html));
  const text = element.textContent.trim();
  // Bold within bold is one phrase.
  const bold = [...element.querySelectorAll("strong:not(strong strong)")];
  const slots = bold.map((strong, index, all) => {
    const words = h("strong", { class: "sw-key" }, ...strong.childNodes);
    const blank = button("", () => open(index), {
      class: "sw-blank",
      lang: "en",
      "aria-label": `Missing words ${index + 1} of ${all.length}, show`,
    });
    strong.replaceWith(blank);
    return { words, blank };
  });
  /** @type {Set<number>} */
  let opened = new Set();

  /** @param {number} index */
  function open(index) {
    changed([...opened, index].sort((a, b) => a - b));
    const words = slots[index]?.words;
    if (words) view.show(words, "Missing words shown");
  }

  return {
    element,
    /** With its words, whether they are open or not. */
    text,
    count: slots.length,
    /**
     * @param {Iterable<number>} indexes The blanks to have open.
     * @param {boolean} all Whether to show every word all the same.
     */
    update(indexes, all) {
      opened = new Set(indexes);
      slots.forEach(({ words, blank }, index) => {
        const wanted = all || opened.has(index) ? words : blank;
        const other = wanted === words ? blank : words;
        if (other.isConnected || !wanted.isConnected) other.replaceWith(wanted);
      });
    },
  };
}

/**
 * The open blanks as the record has them.
 *
 * @param {View["record"]} record
 * @param {string} item
 * @returns {number[]}
 */
export function openedBlanks(record, item) {
  const value = record.value(item, "revealed");
  return Array.isArray(value) ? value.filter((index) => typeof index === "number") : [];
}
