/** The Danish stemmer, for the hints. */
export { stem } from "sphinx-snowball/danish.js";
