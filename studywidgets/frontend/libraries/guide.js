/** The self-test of a guide. */
export { default as guide } from "../guide.js";
