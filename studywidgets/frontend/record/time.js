/**
 * A promise that does not wait for ever.
 *
 * @template Value
 * @param {Promise<Value>} promise
 * @param {number} patience in ms
 * @returns {Promise<Value>} rejects with a TimeoutError when the other one takes longer
 */
export function inTime(promise, patience) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const impatient = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("", "TimeoutError")), patience);
  });
  return Promise.race([promise, impatient]).finally(() => clearTimeout(timer));
}
