/** The units of a course's first page. */
export { default as home } from "../home.js";
