// The file that carries a student's work of one course to another browser or computer.

import { EntryError, readEntry } from "../record/entry.js";
import { bySlot, compact, fold, order } from "../record/fold.js";

/** @import { CourseRecord } from "../record/store.js" */
/** @import { Entry } from "../record/entry.js" */

const FORMAT = "studywidgets-work";
const VERSION = 1;
const MAX_BYTES = 64 * 1024 * 1024;
/** Where a page to hand in keeps the record. */
export const EMBEDDED_ID = "studywidgets-record";

/** A file that is not loaded; the message is for the student. */
export class WorkFileError extends Error {
  /** @override */
  name = "WorkFileError";
}

/**
 * @param {{ namespace: string, entries: readonly Entry[] }} work
 * @param {{ title: string, now: Date, handIn?: string }} about the course's title; the name on a page to hand in
 * @returns {string} JSON, one entry a line
 */
export function workText({ namespace, entries }, { title, now, handIn }) {
  const head = {
    format: FORMAT,
    version: VERSION,
    course: namespace,
    title,
    made: now.toISOString(),
    ...(handIn !== undefined && { handIn }),
  };
  const lines = entries.map((entry) => JSON.stringify(entry)).join(",\n");
  return `${JSON.stringify(head).slice(0, -1)},"entries":[\n${lines}\n]}\n`;
}

/**
 * @param {CourseRecord} record
 * @param {{ title: string, now?: Date }} about the course's title
 * @returns {string}
 */
export function workFile(record, { title, now = new Date() }) {
  const entries = record.entries();
  return workText({ namespace: record.namespace, entries }, { title, now });
}

/**
 * Reads a file of work, or the record in a page to hand in, and changes nothing.
 * @param {Blob | string} file
 * @param {string} namespace of the course that is open
 * @returns {Promise<{ entries: Entry[], handIn?: string }>} `handIn` is the name on a page to hand in
 * @throws {WorkFileError}
 */
export async function readWorkFile(file, namespace) {
  if ((typeof file === "string" ? file.length : file.size) > MAX_BYTES) {
    throw new WorkFileError("This file is too large to be work from these lessons.");
  }
  const text = typeof file === "string" ? file : await textOf(file);
  const isPage = text.trimStart().startsWith("<");
  const { course, version, entries, handIn } = parse(isPage ? embedded(text) : text);
  if (version > VERSION) {
    throw new WorkFileError(
      "This file was made by a newer version of these lessons. Open it there, or ask for an update.",
    );
  }
  if (course !== namespace) {
    throw new WorkFileError(`This file belongs to another course (${String(course).slice(0, 80)}).`);
  }
  const isHandIn = isPage || handIn !== undefined;
  return { entries: readEntries(entries), ...(isHandIn && { handIn: String(handIn ?? "") }) };
}

/** @param {Blob} file */
async function textOf(file) {
  try {
    return await file.text();
  } catch {
    throw new WorkFileError("This file can't be read. It may have been moved, or be open elsewhere.");
  }
}

/**
 * @param {CourseRecord} record
 * @param {readonly Entry[]} entries of a file
 * @returns {{ added: number, answers: number, last: Date | undefined }} how many entries are new, how many
 *   items have text in the file, and when the file's last entry was written
 */
export function summarise(record, entries) {
  const known = new Set(record.entries().map(({ id }) => id));
  const texts = entries.filter(({ kind }) => kind === "draft" || kind === "answer");
  const answers = [...fold(texts).values()].filter((heads) =>
    heads.some(({ value }) => String(value).trim() !== ""),
  );
  // Drafts that were superseded here long ago would be dropped again: they are nothing new.
  const fresh = new Map(entries.filter(({ id }) => !known.has(id)).map((entry) => [entry.id, entry]));
  const union = [...bySlot([...record.entries(), ...fresh.values()]).values()].flatMap(compact);
  const last = entries.reduce((latest, { at }) => (at > latest ? at : latest), "");
  return {
    added: union.filter(({ id }) => fresh.has(id)).length,
    answers: answers.length,
    last: last === "" ? undefined : new Date(last),
  };
}

/**
 * @param {string} page
 * @returns {string} the record in it
 */
function embedded(page) {
  // A parsed document that is never shown runs no script and fetches nothing. Its style would only
  // make a site's policy complain.
  const bare = page.replace(/<style[^>]*>[^]*?<\/style>/gi, "");
  const script = new DOMParser().parseFromString(bare, "text/html").getElementById(EMBEDDED_ID);
  if (script?.textContent) return script.textContent;
  throw new WorkFileError("This page holds no work from these lessons.");
}

/**
 * @param {string} text
 * @returns {{ [key: string]: unknown, version: number }}
 */
function parse(text) {
  let work;
  try {
    work = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WorkFileError("This file is damaged, or is no work from these lessons.");
  }
  if (work?.format !== FORMAT || !Number.isSafeInteger(work.version) || work.version < 1) {
    throw new WorkFileError("This file holds no work from these lessons.");
  }
  return work;
}

/**
 * @param {unknown} entries
 * @returns {Entry[]} in order
 */
function readEntries(entries) {
  try {
    if (!Array.isArray(entries)) throw new EntryError("there is no list of entries");
    return entries.map((entry) => readEntry(entry)).sort(order);
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    throw new WorkFileError("This file is damaged: part of the work in it was changed. Nothing was loaded.");
  }
}
