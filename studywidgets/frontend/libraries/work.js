/** What "My work" does, loaded when the student first asks for it. */
export { handInForm } from "../work/hand-in-form.js";
export { loadDialogue } from "../work/load-dialogue.js";
export { printLesson } from "../work/print.js";
export { saveWork } from "../work/save.js";
