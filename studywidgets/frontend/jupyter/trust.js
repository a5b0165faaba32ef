/** @import { Manager } from "../shared/types.js" */

/**
 * Whether JupyterLab shows widgets in any cell of the notebook.
 *
 * @param {Manager} manager
 */
export function isTrusted(manager) {
  for (const cell of manager.context?.model?.cells ?? []) if (cell.trusted) return true;
  return false;
}
