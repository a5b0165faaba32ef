/** @import { Model } from "../shared/types.js" */

/** Whether the machine that serves the notebook is the one in front of the student. */
export function isOwn() {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
}

/**
 * Whether the machine that serves the notebook is thrown away after the session, with its disk.
 *
 * @param {Model} model The header's.
 */
export function isTemporary(model) {
  return Boolean(model.get("temporary")) || /(^|\.)mybinder\.org$/.test(location.hostname);
}
