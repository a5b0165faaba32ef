/** The terms of a glossary. */
export { default as glossary } from "../glossary.js";
