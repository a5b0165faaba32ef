// One entry of the student's record: immutable, and named by the hash of its own content.
// studywidgets/record/entries.py is the same in Python; tests/cases/record.json holds both to it.

import { sha256Hex } from "./hash.js";

/**
 * What an entry can carry. Numbers are integers, since languages write fractions differently.
 * @typedef {string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }} Json
 */
/**
 * @typedef {object} Entry
 * @property {string} id first 32 hex digits of SHA-256 over the canonical JSON of all other fields
 * @property {string} item what it is about
 * @property {string} kind draft, answer, rating, …; kinds of newer versions are kept as they are
 * @property {Json} value
 * @property {readonly string[]} after sorted ids of entries that this one supersedes
 * @property {number} clock Lamport counter, from 1
 * @property {string} device unique for each load of a page
 * @property {string} at UTC with milliseconds, as `Date.toISOString` writes it
 * @property {string} version hash of the item's text at the time; may be empty
 * @property {string} [question] the wording that the student saw, with an answer or a rating
 */

/** Longest text that a student's box should take (its `maxlength`): always fits into one entry. */
export const MAX_TEXT = 100_000;
/** Most entries that one entry can supersede by name. */
export const MAX_AFTER = 1000;
const MAX_CANONICAL = 1_500_000;
const MAX_DEPTH = 8;

/** An entry that does not hold to the format; the message says which field and why. */
export class EntryError extends Error {
  /** @override */
  name = "EntryError";
}

/**
 * The same text in Python and JavaScript: keys sorted by code unit, no white space, only ASCII.
 * @param {Json} value
 * @returns {string}
 */
export function canonical(value) {
  if (typeof value === "string") {
    // DEL too: Python escapes it, JSON.stringify does not.
    return JSON.stringify(value).replace(
      /[\x7f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const object = /** @type {{ [key: string]: Json }} */ (value);
  const members = Object.keys(object).sort();
  return `{${members.map((key) => `${canonical(key)}:${canonical(object[key])}`).join()}}`;
}

/**
 * @param {{ readonly [key: string]: any }} fields an entry with or without its id
 * @returns {string}
 */
export function entryId(fields) {
  // fromEntries defines properties, so that a key "__proto__" stays an ordinary key.
  const content = Object.fromEntries(Object.entries(fields).filter(([key]) => key !== "id"));
  const text = canonical(content);
  if (text.length > MAX_CANONICAL) throw new EntryError("the entry is too large");
  return sha256Hex(text).slice(0, 32);
}

/**
 * @param {unknown} value
 * @param {number} [depth]
 * @returns {boolean}
 */
function isJson(value, depth = MAX_DEPTH) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return Array.from(value).every((one) => isJson(one, depth - 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((one) => isJson(one, depth - 1));
}

/** @param {RegExp} pattern */
const text = (pattern) => (/** @type {unknown} */ value) =>
  typeof value === "string" && pattern.test(value);

/** @param {unknown} value */
function isAfter(value) {
  return (
    Array.isArray(value) &&
    value.length <= MAX_AFTER &&
    value.every((id, i) => isId(id) && (i === 0 || value[i - 1] < id))
  );
}

const INSTANT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** @param {unknown} value */
function isInstant(value) {
  if (typeof value !== "string" || !INSTANT.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

const isId = text(/^[0-9a-f]{32}$/);

/** @type {ReadonlyMap<string, (value: unknown) => boolean>} */
const FIELDS = new Map([
  ["item", text(/^[!-~]{1,200}$/)],
  // "text" is the slot that drafts and answers share: as a kind it would stand among them.
  ["kind", text(/^(?!text$)[a-z][a-z0-9-]{0,39}$/)],
  ["value", (value) => value !== undefined],
  ["after", isAfter],
  ["clock", (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 1],
  ["device", text(/^[!-~]{1,64}$/)],
  ["at", isInstant],
  ["version", text(/^[!-~]{0,200}$/)],
  ["question", (value) => value === undefined || typeof value === "string"],
]);

/**
 * @param {unknown} data anything, also hostile
 * @returns {{ [key: string]: any }} the same object, every field but the id checked
 * @throws {EntryError}
 */
function checkFields(data) {
  if (!isJson(data) || typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new EntryError("an entry is an object of text, integers, true, false, null and lists");
  }
  const fields = /** @type {{ [key: string]: any }} */ (data);
  for (const [name, isGood] of FIELDS) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!isGood(value)) throw new EntryError(`the field "${name}" is missing or wrong`);
  }
  const isWriting = isDraft(fields.kind) || fields.kind === "answer";
  if (isWriting && typeof fields.value !== "string") {
    throw new EntryError('the field "value" of a draft or an answer must be text');
  }
  return fields;
}

/**
 * Takes an entry from outside: a file, another page, storage.
 * @param {unknown} data
 * @param {{ hashed?: boolean }} [options] `hashed: false` skips the id's hash, for this browser's own storage
 * @returns {Entry}
 * @throws {EntryError}
 */
export function readEntry(data, { hashed = true } = {}) {
  const fields = checkFields(data);
  const id = Object.hasOwn(fields, "id") ? fields.id : undefined;
  if (!isId(id) || (hashed && id !== entryId(fields))) {
    throw new EntryError('the field "id" is not the hash of the entry');
  }
  return freeze(fields);
}

/**
 * Leaves out what no version of this program wrote.
 * @param {Iterable<unknown>} stored
 * @param {{ hashed?: boolean }} [options] those of `readEntry`
 * @returns {Entry[]}
 */
export function readable(stored, options) {
  const entries = [];
  for (const one of stored) {
    try {
      entries.push(readEntry(one, options));
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
    }
  }
  return entries;
}

/**
 * @param {Omit<Entry, "id">} fields
 * @returns {Entry} a copy with its id
 * @throws {EntryError} when a field is missing or wrong
 */
export function makeEntry(fields) {
  const copy = structuredClone(checkFields(fields));
  if (copy.question === undefined) delete copy.question;
  return freeze({ ...copy, id: entryId(copy) });
}

/**
 * Drafts and answers are two states of one text; every other kind is a slot of its own.
 * @param {string} kind
 */
export function slotOf(kind) {
  return kind === "draft" || kind === "answer" ? "text" : kind;
}

/**
 * What a box writes while the student types: only the newest is worth its space.
 * @param {string} kind
 */
export function isDraft(kind) {
  return kind === "draft" || kind === "practice";
}

/**
 * Entries are shared by every widget of a page: none can change one under another.
 * @param {any} value
 */
function freeze(value) {
  for (const key in value) if (typeof value[key] === "object") freeze(value[key]);
  return Object.freeze(value);
}
