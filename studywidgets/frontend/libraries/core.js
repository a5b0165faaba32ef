/** What every widget needs, loaded once a page: the student's record, and the common look. */
export { Draft } from "../record/draft.js";
export { openRecord } from "../record/store.js";
