/** The widgets that only lessons have. */
export { default as "answer-box" } from "../answer-box.js";
export { default as "fact-checklist" } from "../fact-checklist.js";
