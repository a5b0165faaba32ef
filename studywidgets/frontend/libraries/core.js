/** What every widget needs, loaded once a page: the student's record, and the common look. */
export { Draft } from "../record/draft.js";
export { MAX_TEXT } from "../record/entry.js";
export { openRecord } from "../record/store.js";
export { courseOf } from "../jupyter/course.js";
export { showLateModels } from "../jupyter/late-models.js";
export { keepModels } from "../jupyter/saved-state.js";
