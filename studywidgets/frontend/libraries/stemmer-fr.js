/** The French stemmer, for the hints. */
export { stem } from "sphinx-snowball/french.js";
