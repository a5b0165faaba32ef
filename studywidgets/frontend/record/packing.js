// Reading ten thousand rows one by one takes longer than everything else at the opening of a lesson;
// so entries that will never be dropped are packed now and then, all of a course into one row.

import { isDraft } from "./entry.js";

/** @import { Entry } from "./entry.js" */

/** How many single rows are worth packing. */
const MANY = 500;
/** The row's key beside the namespace; no entry has such an id. */
export const PACK = "pack";

/** @param {any} row */
export const isPack = (row) => typeof row?.packed === "string";

/**
 * @param {{ packed: string }} row
 * @returns {Entry[]} the entries in it; none if another program wrote it
 */
export function unpacked({ packed }) {
  try {
    const entries = JSON.parse(packed);
    return Array.isArray(entries) ? entries.filter(hasForm) : [];
  } catch {
    return [];
  }
}

/**
 * They were checked before they were packed. To check them again in whole takes several times as
 * long as to read them, so this only makes sure that nothing can go wrong with them.
 * @param {any} entry
 */
function hasForm(entry) {
  return (
    typeof entry?.id === "string" &&
    typeof entry.item === "string" &&
    typeof entry.kind === "string" &&
    typeof entry.device === "string" &&
    typeof entry.at === "string" &&
    typeof entry.version === "string" &&
    entry.clock > 0 &&
    Array.isArray(entry.after)
  );
}

/**
 * @param {any[]} rows all of a course
 * @returns {{ singles: Entry[], row?: { packed: string } }} the rows that the new one takes in, if
 *   they are worth it
 */
export function packedRow(rows) {
  const singles = rows.filter((row) => !isPack(row) && row?.id && !isDraft(row.kind));
  if (singles.length < MANY) return { singles: [] };
  const entries = [...rows.filter(isPack).flatMap(unpacked), ...singles];
  const all = new Map(entries.map((entry) => [entry.id, entry]));
  return { singles, row: { packed: JSON.stringify([...all.values()]) } };
}
