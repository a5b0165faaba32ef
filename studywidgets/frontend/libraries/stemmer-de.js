/** The German stemmer, for the hints. */
export { stem } from "sphinx-snowball/german.js";
