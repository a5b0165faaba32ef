/** The Finnish stemmer, for the hints. */
export { stem } from "sphinx-snowball/finnish.js";
