/** What "My work" does, loaded when the student first asks for it. */
export { forgetDialogue } from "../my-work/forget-dialogue.js";
export { handInForm } from "../my-work/hand-in-form.js";
export { loadDialogue } from "../my-work/load-dialogue.js";
export { printLesson } from "../my-work/print.js";
export { saveWork } from "../my-work/save.js";
