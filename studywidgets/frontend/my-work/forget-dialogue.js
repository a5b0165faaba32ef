import { isNotebook } from "../jupyter/session.js";
import { button, h } from "../shared/dom.js";

/** @import { View } from "../shared/view.js" */

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
  const disk = notebook ? " and from the course's files on this computer" : "";
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

/** @returns {Promise<never>} */
function outOfPatience() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("No answer.")), PATIENCE));
}

/**
 * @param {View} view
 * @returns {Promise<string>} what to tell the student
 */
async function forgetWork({ record, mirrored }) {
  try {
    await record.forget();
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `Your work could not be removed from this browser. ${reason}`;
  }
  const gone = "Your work was removed from this browser";
  const mirror = await mirrored;
  if (!mirror) return `${gone}.`;
  const place = mirror.status.place || "the folder of the course's records";
  try {
    const { stored, error } = await Promise.race([mirror.forget(), outOfPatience()]);
    if (stored) return `${gone} and from this computer's disk.`;
    return `${gone}, but not all files in ${place} could be removed: ${error}`;
  } catch {
    return `${gone}. The notebook's kernel could not be reached: files in ${place} may still hold your work, and would bring it back. Remove them, or choose this again when the kernel runs.`;
  }
}
