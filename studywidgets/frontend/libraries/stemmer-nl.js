/** The Dutch stemmer, for the hints. */
export { stem } from "sphinx-snowball/dutch.js";
