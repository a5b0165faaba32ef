import { button, fill, h } from "./dom.js";

/** @import { View } from "./view.js" */

/**
 * Says that an item was worded otherwise when the student worked on it, and shows how, if the
 * record has the old wording.
 *
 * @param {View} view
 * @param {object} about
 * @param {string} about.item
 * @param {string} about.version Of the wording that is shown now.
 * @param {readonly string[]} about.slots What counts as work on it, such as "text" or "rating".
 * @param {string} about.message
 */
export function rewordedNotice(view, { item, version, slots, message }) {
  const element = h("div", { class: "sw-reworded", hidden: true });
  let noticed = "";
  return {
    element,
    update() {
      const done = slots.map((slot) => view.record.heads(item, slot).at(-1));
      // A box that was emptied again holds no work.
      const last = done.filter((entry) => entry && String(entry.value).trim()).at(-1);
      const old = last && last.version !== "" && last.version !== version ? last.version : "";
      if (old === noticed) return;
      noticed = old;
      element.hidden = !old;
      fill(element, old && notice(view, message, wording(view, item, old)));
    },
  };
}

/**
 * The text that had the version, from an entry that carries it.
 *
 * @param {View} view @param {string} item @param {string} version
 */
function wording({ record }, item, version) {
  const carrying = record.entries(item).filter((entry) => entry.version === version);
  return carrying.filter((entry) => entry.question).at(-1)?.question;
}

/** @param {View} view @param {string} message @param {string} [wording] */
function notice({ language }, message, wording) {
  const old = h("p", { class: "sw-old-wording", dir: "auto", lang: language, hidden: true }, wording);
  const toggle = button("Show the old wording", () => {
    old.hidden = !old.hidden;
    toggle.setAttribute("aria-expanded", String(!old.hidden));
  });
  toggle.setAttribute("aria-expanded", "false");
  return h("div", { class: "sw-notice" }, h("p", {}, message), wording && toggle, old);
}
