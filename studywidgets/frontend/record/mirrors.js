// One mirror for each notebook's kernel and course: all widgets of a notebook share it.

import { courseOf } from "../jupyter/course.js";
import { askKernel, watchKernel } from "../jupyter/kernel.js";
import { Mirror } from "./mirror.js";

/** @import { CourseRecord } from "./store.js" */
/** @import { Manager } from "../shared/types.js" */

/** @type {WeakMap<Manager, Map<CourseRecord, Mirror>>} */
const mirrors = new WeakMap();
/** Those of the notebooks that are open. @type {WeakMap<CourseRecord, Set<Mirror>>} */
const open = new WeakMap();

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

/**
 * All mirrors of a record: each open notebook has a kernel of its own, which may hold the work.
 *
 * @param {CourseRecord} record
 * @returns {Mirror[]}
 */
export function mirrorsOf(record) {
  return [...(open.get(record) ?? [])];
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
  const others = open.get(record) ?? new Set();
  open.set(record, others.add(mirror));
  signal.addEventListener("abort", () => others.delete(mirror));
  manager.context?.disposed?.connect(() => closing.abort());
  return mirror;
}
