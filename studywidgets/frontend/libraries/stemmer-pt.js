/** The Portuguese stemmer, for the hints. */
export { stem } from "sphinx-snowball/portuguese.js";
