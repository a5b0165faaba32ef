/** The English stemmer, for the hints. */
export { stem } from "sphinx-snowball/english.js";
