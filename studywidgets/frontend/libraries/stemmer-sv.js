/** The Swedish stemmer, for the hints. */
export { stem } from "sphinx-snowball/swedish.js";
