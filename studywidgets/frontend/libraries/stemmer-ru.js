/** The Russian stemmer, for the hints. */
export { stem } from "sphinx-snowball/russian.js";
