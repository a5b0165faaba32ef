/** The Italian stemmer, for the hints. */
export { stem } from "sphinx-snowball/italian.js";
