/** The Norwegian stemmer, for the hints. */
export { stem } from "sphinx-snowball/norwegian.js";
