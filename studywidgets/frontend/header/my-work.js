import { button, fill, focusOn, freshId, h } from "../shared/dom.js";
import { isNotebook } from "../jupyter/session.js";
import { isOwn, isTemporary } from "./machine.js";

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

  function close() {
    room.replaceChildren();
    toggle.focus();
  }

  async function download() {
    const { saveWork } = await view.load("work");
    view.settle();
    saveWork(view);
    view.announce("Your work was downloaded");
  }

  async function load() {
    const { loadDialogue } = await view.load("work");
    loadDialogue(view, show, close);
  }

  async function handIn() {
    const { handInForm } = await view.load("work");
    show(handInForm(view));
  }

  async function forget() {
    const { forgetDialogue } = await view.load("work");
    show(forgetDialogue(view, download, close));
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
      button("Forget my work on this device", forget, { class: "sw-button sw-quiet" }),
    ),
    h(
      "p",
      { class: "sw-note" },
      "The download holds all your work of this course, to load on another computer or browser.",
    ),
    whereItIs(view),
    room,
  );
  open(false);
  return { toggle, panel, load, download };
}

/**
 * Says where the student's work is: in this browser, and where on disk.
 *
 * @param {View} view
 */
function whereItIs(view) {
  const place = h("p", { class: "sw-note" });
  const temporary = isTemporary(view.model);
  // Pages of the site are made for phones, too.
  const device = isNotebook(view.model.widget_manager) ? "computer" : "device";
  const mirror = view.mirrored;
  const update = () => {
    const { state = "unknown", place: folder = "", problems = [] } = mirror?.status ?? {};
    const here = view.record.status.state !== "failed";
    const onDisk = state === "stored" && !temporary && h("code", {}, folder);
    fill(place, ...places(device, here, onDisk), ...problems.flatMap((problem) => [" ", problem]));
  };
  view.record.addEventListener("status", update, { signal: view.signal });
  mirror?.addEventListener("status", update, { signal: view.signal });
  update();
  return place;
}

/**
 * @param {string} device What the student holds.
 * @param {boolean} here Whether the browser has the work.
 * @param {HTMLElement | false} folder Where the disk has it, which may be a little later than the
 *   browser: the kernel is busy now and then.
 * @returns {(string | HTMLElement)[]}
 */
function places(device, here, folder) {
  if (!here) {
    return folder ? ["Your work is in the folder ", folder, " alone."] : ["Your work is on this page only."];
  }
  if (!folder) return [`Your work stays on this ${device}, in this browser only.`];
  return isOwn()
    ? ["Your work stays on this computer: in this browser, and soon after in the folder ", folder, "."]
    : ["Your work is in this browser, and soon after in the folder ", folder, " of the server."];
}
