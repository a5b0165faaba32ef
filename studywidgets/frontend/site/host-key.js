/** Where the scripts of a page find its host. */
export const HOST = Symbol.for("studywidgets/site/1");
