/** A page of one term. */
import answerBox from "../answer-box.js";
import definition from "../definition.js";
import factChecklist from "../fact-checklist.js";
import lessonEnd from "../lesson-end.js";
import lessonHeader from "../lesson-header.js";
import { host } from "./host.js";

host({
  "answer-box": answerBox,
  definition,
  "fact-checklist": factChecklist,
  "lesson-end": lessonEnd,
  "lesson-header": lessonHeader,
});
