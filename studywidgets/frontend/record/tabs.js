// The other tabs of a course, which hear of everything that this one does.

/**
 * @typedef {object} Heard
 * @property {(entries: unknown[], saved: boolean) => void} entries new entries, unchecked, and whether
 *   IndexedDB holds them already
 * @property {() => void} forgotten the student removed the course's work
 */

export class Tabs {
  /** @type {BroadcastChannel | undefined} */
  #channel;

  /**
   * @param {string} namespace the course's
   * @param {Heard} heard what to do with what other tabs say
   */
  constructor(namespace, heard) {
    try {
      this.#channel = new BroadcastChannel(`studywidgets/record/1/${namespace}`);
    } catch {
      // Blocked along with storage: the tabs then meet again at the next reload.
      return;
    }
    this.#channel.onmessage = ({ data }) => {
      if (data.forgotten) heard.forgotten();
      else heard.entries(data.entries, data.saved);
    };
  }

  /**
   * @param {readonly object[]} entries
   * @param {boolean} saved whether IndexedDB holds them
   */
  post(entries, saved) {
    if (entries.length > 0) this.#channel?.postMessage({ entries, saved });
  }

  postForgotten() {
    this.#channel?.postMessage({ forgotten: true });
  }
}
