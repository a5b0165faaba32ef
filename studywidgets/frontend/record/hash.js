// crypto.subtle is missing on hubs without https, and it is asynchronous, hence a library.

import { sha256 } from "@noble/hashes/sha2.js";

/**
 * @param {Uint8Array} bytes
 * @returns {string} two lower-case digits a byte
 */
export const hex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {string} text
 * @returns {string} SHA-256 of its UTF-8 in 64 hex digits
 */
export const sha256Hex = (text) => hex(sha256(new TextEncoder().encode(text)));
