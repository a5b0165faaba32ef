// One mirror for each notebook's kernel and course: all widgets of a notebook share it.

import { courseOf } from "../jupyter/course.js";
import { askKernel, watchKernel } from "../jupyter/kernel.js";
import { Mirror } from "./mirror.js";

/** @import { CourseRecord } from "./store.js" */
/** @import { Manager } from "../shared/types.js" */

/** @type {WeakMap<Manager, Map<CourseRecord, Mirror>>} */
const mirrors = new WeakMap();

/** What students do that leaves no entry. */
const ACTIVITY = ["pointerdown", "keydown", "wheel", "touchmove"];

/**
 * The mirror of a record in a notebook's kernel, which is started when first asked for.
 *
 * @param {CourseRecord} record
 * @param {Manager} manager
 * @returns {Mirror | undefined} none where there can be no kernel, as on a static page
 */
export function mirrorOf(record, manager) {
  if (!manager.context?.sessionContext) return undefined;
  let ofNotebook = mirrors.get(manager);
  if (!ofNotebook) mirrors.set(manager, (ofNotebook = new Map()));
  let mirror = ofNotebook.get(record);
  if (!mirror) ofNotebook.set(record, (mirror = start(record, manager)));
  return mirror;
}

/** @param {CourseRecord} record @param {Manager} manager */
function start(record, manager) {
  const mirror = new Mirror(record, askKernel(manager), { folder: courseOf(manager).record });
  const closing = new AbortController();
  const { signal } = closing;
  mirror.start(signal);
  watchKernel(manager, signal, () => mirror.reconnect());
  for (const type of ACTIVITY) {
    document.addEventListener(type, () => mirror.act(), { signal, capture: true, passive: true });
  }
  globalThis.addEventListener("pagehide", () => mirror.hurry(), { signal });
  manager.context?.disposed?.connect(() => closing.abort());
  return mirror;
}
