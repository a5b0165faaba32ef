import { button, focusOn, freshId, h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */

/**
 * @typedef {object} MyWork
 * @property {HTMLElement} toggle
 * @property {HTMLElement} panel
 * @property {() => Promise<void>} load
 * @property {() => Promise<void>} download
 */

/**
 * "My work": a disclosure of plain buttons to download, load, hand in and print.
 *
 * @param {View} view
 * @returns {MyWork}
 */
export function myWork(view) {
  const room = h("div", { class: "sw-work-room" });
  const panel = h("section", { id: freshId("work"), class: "sw-card sw-work", hidden: true });
  const toggle = button("My work", () => open(Boolean(panel.hidden)), {
    class: "sw-button sw-quiet sw-disclosure",
  });
  toggle.setAttribute("aria-controls", panel.id);
  panel.setAttribute("aria-label", "My work");

  /** @param {boolean} wanted */
  function open(wanted) {
    panel.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
  }

  /** @param {HTMLElement} element */
  function show(element) {
    open(true);
    room.replaceChildren(element);
    focusOn(element.querySelector("input") ?? element);
  }

  async function download() {
    const { saveWork } = await view.load("work");
    view.settle();
    saveWork(view);
    view.announce("Your work was downloaded");
  }

  async function load() {
    const { loadDialogue } = await view.load("work");
    loadDialogue(view, show, () => {
      room.replaceChildren();
      toggle.focus();
    });
  }

  async function handIn() {
    const { handInForm } = await view.load("work");
    show(handInForm(view));
  }

  async function print() {
    const { printLesson } = await view.load("work");
    view.settle();
    printLesson(view);
  }

  panel.append(
    h(
      "div",
      { class: "sw-row" },
      button("Download my work", download),
      button("Load my work", load),
      button("Make a page to hand in", handIn),
      button("Print this lesson", print),
    ),
    h(
      "p",
      { class: "sw-note" },
      "Your work stays on this computer. The download holds all your work of this course, to load on another computer or browser.",
    ),
    room,
  );
  open(false);
  return { toggle, panel, load, download };
}
