// The IndexedDB side of the record: one database for all courses, entries keyed by [namespace, id].
// The bare interface: a wrapper library would be a third of the space that the record may take.

import { isPack, PACK, packedRow, unpacked } from "./packing.js";

/** @import { Entry } from "./entry.js" */

const NAME = "studywidgets";
const SCRATCH = "studywidgets-scratch";
const VERSION = 2;
const STORE = "entries";

/** @param {string} namespace */
const ofNamespace = (namespace) => IDBKeyRange.bound([namespace], [namespace, []]);

/**
 * Opens the database; made on the first use.
 * @param {() => void} onLost called when the connection is gone: storage cleared, or a newer version wants in
 * @param {number} patience in ms: some browsers leave an `open` without any answer
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(onLost, patience) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    let waiting = true;
    /** @param {DOMException | null} error */
    const fail = (error) => {
      waiting = false;
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(() => fail(new DOMException("", "TimeoutError")), patience);
    request.onupgradeneeded = ({ oldVersion }) => {
      // Version 2 only began to pack: what version 1 stored is read as it is.
      if (oldVersion === 0) request.result.createObjectStore(STORE);
    };
    request.onblocked = () => fail(new DOMException("", "BlockedError"));
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const database = request.result;
      // An answer after the failure was reported: the next write opens anew.
      if (!waiting) return database.close();
      clearTimeout(timer);
      database.onclose = onLost;
      database.onversionchange = () => {
        database.close();
        onLost();
      };
      resolve(database);
    };
  });
}

/**
 * Has Chromium begin a new log. It keeps IndexedDB in LevelDB, whose log may end in half a record when
 * the browser was killed. Chromium opens such a log and writes on behind the half record; but the next
 * time it opens the log, it calls that corrupt, and deletes everything that the origin has stored.
 * To delete a database, any that is there, makes LevelDB write its tables and drop the log.
 * @returns {Promise<void>} resolves also when it fails: the storage is as it was then
 */
export function renewLog() {
  return new Promise((resolve) => {
    const made = indexedDB.open(SCRATCH);
    made.onerror = () => resolve();
    made.onblocked = () => resolve();
    made.onsuccess = () => {
      made.result.close();
      const removed = indexedDB.deleteDatabase(SCRATCH);
      removed.onerror = () => resolve();
      removed.onblocked = () => resolve();
      removed.onsuccess = () => resolve();
    };
  });
}

/**
 * @param {IDBDatabase} database
 * @param {string} namespace
 * @returns {Promise<{ packed: Entry[], rows: unknown[] }>} the entries as they were stored, those in
 *   rows of their own unchecked
 */
export function readAll(database, namespace) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(STORE).objectStore(STORE).getAll(ofNamespace(namespace));
    request.onsuccess = () => {
      const packed = request.result.filter(isPack).flatMap(unpacked);
      resolve({ packed, rows: request.result.filter((row) => !isPack(row)) });
    };
    request.onerror = () => reject(request.error);
  });
}

/**
 * Changes what is stored, in one transaction.
 * @param {IDBDatabase} database
 * @param {(entries: IDBObjectStore, transaction: IDBTransaction) => void} act
 * @returns {Promise<void>} resolves after `complete`
 */
function change(database, act) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    act(transaction.objectStore(STORE), transaction);
  });
}

/**
 * Stores and drops entries in one transaction.
 * @param {IDBDatabase} database
 * @param {string} namespace
 * @param {Iterable<Entry>} entries
 * @param {Iterable<string>} dropped ids
 * @returns {Promise<void>} resolves after `complete`: from then on a killed browser loses nothing
 */
export function store(database, namespace, entries, dropped) {
  return change(database, (objects, transaction) => {
    for (const entry of entries) objects.put(entry, [namespace, entry.id]);
    for (const id of dropped) objects.delete([namespace, id]);
    transaction.commit();
  });
}

/**
 * Packs a course's entries, if many of them are not packed.
 * @param {IDBDatabase} database
 * @param {string} namespace
 * @returns {Promise<void>} resolves after `complete`: every reader sees each entry in one form or the
 *   other; rejects when storage failed: then all is as before
 */
export function pack(database, namespace) {
  return change(database, (objects) => {
    const request = objects.getAll(ofNamespace(namespace));
    request.onsuccess = () => {
      const { singles, row } = packedRow(request.result);
      if (!row) return;
      objects.put(row, [namespace, PACK]);
      for (const { id } of singles) objects.delete([namespace, id]);
    };
  });
}

/**
 * @param {IDBDatabase} database
 * @param {string} namespace
 * @returns {Promise<void>} resolves after `complete`, when nothing of the course is stored any more
 */
export function removeAll(database, namespace) {
  return change(database, (objects, transaction) => {
    objects.delete(ofNamespace(namespace));
    transaction.commit();
  });
}

/** @type {ReadonlyMap<string, string>} */
const MESSAGES = new Map([
  ["QuotaExceededError", "The storage of this browser is full."],
  ["VersionError", "A newer version of these lessons was used in this browser. Reload the page."],
  ["BlockedError", "Another tab holds the storage. Close the other tabs of this course."],
  ["TimeoutError", "The storage of this browser does not answer."],
]);

/**
 * @param {unknown} error
 * @returns {string} what to tell a student
 */
export function explain(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return MESSAGES.get(name) ?? "This browser does not let the page save.";
}
