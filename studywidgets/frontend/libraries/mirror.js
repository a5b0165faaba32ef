/** The record's copy on disk, loaded once the lesson is shown. */
export { mirrorOf, mirrorsOf } from "../record/mirrors.js";
