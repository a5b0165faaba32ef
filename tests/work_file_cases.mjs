// What the front end makes of files of work, for tests/test_work_file.py: reads {texts, works} from
// standard input; pages to hand in need a browser, so they are not among the texts.

import { text } from "node:stream/consumers";
import { readWorkFile, workText } from "../studywidgets/frontend/my-work/file.js";

async function read(file) {
  try {
    return await readWorkFile(file, "course");
  } catch (error) {
    if (error.name !== "WorkFileError") throw error;
    return error.message;
  }
}

const { texts = [], works = [] } = JSON.parse(await text(process.stdin));
process.stdout.write(
  JSON.stringify({
    read: await Promise.all(texts.map(read)),
    made: works.map(({ entries, title, now }) =>
      workText({ namespace: "course", entries }, { title, now: new Date(now) }),
    ),
  }),
);
