import { isNotebook } from "../jupyter/session.js";
import { inTime } from "../record/time.js";
import { button, h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */
/** @import { Mirror, StudyRecord } from "../shared/types.js" */

/**
 * Asks whether to remove the course's work from this device, with the download at hand, and tells
 * what became of it.
 *
 * @param {View} view
 * @param {() => void} download
 * @param {() => void} close
 */
export function forgetDialogue(view, download, close) {
  const element = h("div", { class: "sw-form" });
  const course = String(view.model.get("course_title"));
  const notebook = isNotebook(view.model.widget_manager);
  const disk = notebook ? ", and from the disk of the computer that runs its notebooks" : "";
  const forget = async () => {
    const told = await forgetWork(view);
    const done = h("p", { role: "status", tabindex: -1 }, told);
    element.replaceChildren(done, h("div", { class: "sw-row" }, button("Close", close)));
    done.focus();
  };
  element.append(
    h(
      "p",
      {},
      `This removes all your work in “${course}” from this browser${disk}. It can't be undone; with a download you can load the work again.`,
    ),
    h(
      "div",
      { class: "sw-row" },
      button("Download my work first", download),
      button("Forget my work", forget, { class: "sw-button sw-danger" }),
      button("Keep my work", close),
    ),
  );
  return element;
}

/** In ms: a kernel that is busy with a cell answers when it is done, which may be never. */
const PATIENCE = 10_000;

/**
 * Asks every place that may hold the work, whatever the others answer.
 *
 * @param {View} view
 * @returns {Promise<string>} what to tell the student
 */
async function forgetWork(view) {
  // A page of the site has none.
  const { mirrorsOf } = await view.load("core");
  const mirrors = view.mirrored ? mirrorsOf(view.record) : [];
  const told = await Promise.all([
    forgetHere(view.record),
    ...mirrors.map((mirror) => forgetOnDisk(mirror)),
  ]);
  // Kernels of several notebooks write to one folder.
  return [...new Set(told)].join(" ");
}

/** @param {StudyRecord} record */
async function forgetHere(record) {
  try {
    await record.forget();
    return "Your work was removed from this browser.";
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `Your work could not be removed from this browser. ${reason}`;
  }
}

/** @param {Mirror} mirror */
async function forgetOnDisk(mirror) {
  const known = mirror.status.place || "the folder of the course's records";
  try {
    const { stored, error, place } = await inTime(mirror.forget(), PATIENCE);
    if (stored) return `It was removed from the folder ${place}, too.`;
    return `Not all files in ${place} could be removed: ${error}`;
  } catch {
    return `A notebook's kernel could not be reached: files in ${known} may still hold your work, and would bring it back. Remove them, or choose this again when the kernel runs.`;
  }
}
