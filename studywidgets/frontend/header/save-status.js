import { button, h, setText } from "../shared/dom.js";
import { watchConnection } from "../jupyter/connection.js";
import { isTemporary } from "./machine.js";

/** @import { View } from "../shared/view.js" */
/** @import { Mirror, StudyRecord } from "../shared/types.js" */
/** @import { MyWork } from "./my-work.js" */

const LOST =
  "Connection lost. Keep working here; your answers are kept in this browser. Download your work before you close it.";

/**
 * Where the student's work is, in one quiet line. Routine saves say nothing to a screen reader;
 * failures do.
 *
 * @param {View} view
 * @param {MyWork} work
 */
export function saveStatus(view, work) {
  const { model, record, signal } = view;
  const dot = h("span", { class: "sw-dot", "aria-hidden": "true" });
  const text = h("span");
  // The buttons stay in place through every change, or the one that has the focus would lose it.
  const load = button("Load my work", work.load, { class: "sw-button sw-quiet" });
  const download = button("Download my work", work.download, { class: "sw-button sw-quiet" });
  const alert = h("p", { class: "sw-alert", role: "alert" });
  const temporary = isTemporary(model);
  const mirror = view.mirrored;
  let lost = false;

  function update() {
    const { state, at, error } = record.status;
    const trouble = state === "failed" ? notSaved(error) : lost ? LOST : notOnDisk(mirror);
    setText(alert, trouble);
    dot.dataset.state = state;
    const empty = record.size === 0;
    const failed = state === "failed";
    dot.hidden = empty || failed;
    load.hidden = !empty || failed;
    // What the words in trouble advise is at hand.
    download.hidden = empty || !(temporary || trouble);
    line.hidden = failed && empty;
    if (failed) setText(text, "");
    else if (empty) setText(text, "No work found in this browser. Studied before? ");
    else if (state === "saving") setText(text, `Saving…${temporary || trouble ? " · " : ""}`);
    else if (temporary) setText(text, `${inThisBrowserOnly(record)} · `);
    else setText(text, `${savedAt(at)}${trouble && " · "}`);
  }

  const line = h("p", { class: "sw-status-line sw-note" }, dot, text, load, download);
  record.addEventListener("status", update, { signal });
  record.addEventListener("change", update, { signal });
  watchConnection(model.widget_manager, signal, (now) => {
    lost = now;
    update();
  });
  mirror?.addEventListener("status", update, { signal });
  update();
  return h("div", { class: "sw-status" }, line, alert);
}

/** @param {Mirror | undefined} mirror */
function notOnDisk(mirror) {
  if (mirror?.status.state !== "failed") return "";
  return `No copy on disk: ${mirror.status.error} Your work is saved in this browser; keep working here.`;
}

/** @param {string} [error] */
function notSaved(error) {
  return `Not saved: ${error ?? "this browser keeps nothing."} Keep working here, and download your work before you close it.`;
}

/** @param {Date} [at] */
function savedAt(at) {
  if (!at) return "Saved in this browser";
  // The first call of toLocaleTimeString takes the browser many milliseconds.
  const [hours, minutes] = [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, "0"));
  return `Saved in this browser, ${hours}:${minutes}`;
}

/** @param {StudyRecord} record */
function inThisBrowserOnly(record) {
  const since = Math.max(0, ...record.heads("course", "downloaded").map(({ clock }) => clock));
  const left = record.itemsSince(since, "text").size;
  const answers = left === 1 ? "1 answer" : `${left} answers`;
  return `Saved in this browser only${left ? ` · ${answers} not downloaded yet` : ""}`;
}
