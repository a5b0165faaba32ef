/** The Spanish stemmer, for the hints. */
export { stem } from "sphinx-snowball/spanish.js";
