/** What "My work" does, loaded when the student first asks for it. */
export { handInForm } from "../my-work/hand-in-form.js";
export { loadDialogue } from "../my-work/load-dialogue.js";
export { printLesson } from "../my-work/print.js";
export { saveWork } from "../my-work/save.js";
