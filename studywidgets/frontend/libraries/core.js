/**
 * What every notebook needs, loaded once a page: the student's record with its copy on disk, the view
 * of a widget, the common look, the header. Other libraries import from it (tools/bundle.mjs).
 */
export { courseOf } from "../jupyter/course.js";
export { showLateModels } from "../jupyter/late-models.js";
export { notebookLink } from "../jupyter/links.js";
export { keepModels } from "../jupyter/saved-state.js";
export { isNotebook, watchSession } from "../jupyter/session.js";
export { Draft } from "../record/draft.js";
export { EntryError, MAX_TEXT, readable, readEntry } from "../record/entry.js";
export { bySlot, compact, fold, order } from "../record/fold.js";
export { mirrorOf, mirrorsOf } from "../record/mirrors.js";
export { openRecord } from "../record/store.js";
export { inTime } from "../record/time.js";
export { blanks, openedBlanks } from "../shared/blanks.js";
export { coverable } from "../shared/cover.js";
export { button, fill, focusOn, fragment, freshId, h, setText } from "../shared/dom.js";
export { progressOf, progressText, ratingButtons, ratingOf } from "../shared/rating.js";
export { rewordedNotice } from "../shared/reworded.js";
export { widget } from "../shared/view.js";
export { default as "lesson-header" } from "../lesson-header.js";
