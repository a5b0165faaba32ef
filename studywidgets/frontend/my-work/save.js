import { download } from "./download.js";
import { workFile } from "./file.js";

/** @import { View } from "../shared/view.js" */

/**
 * Downloads all work of the course as one file, and notes it in the record, so that the header can
 * say what is not downloaded yet.
 *
 * @param {View} view
 */
export function saveWork({ model, record }) {
  const now = new Date();
  const name = `${model.get("course")}-${now.toISOString().slice(0, 10)}.json`;
  const title = String(model.get("course_title"));
  download(workFile(record, { title, now }), name, "application/json");
  record.write({ item: "course", kind: "downloaded", value: true });
}
