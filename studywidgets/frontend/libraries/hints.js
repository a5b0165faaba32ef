/** The text match behind "Check my ticks", loaded when the student first checks. */
export { mentioned } from "../hints/hints.js";
