/** A page of one unit. */
import definition from "../definition.js";
import guide from "../guide.js";
import lessonEnd from "../lesson-end.js";
import lessonHeader from "../lesson-header.js";
import { host } from "./host.js";

host({ definition, guide, "lesson-end": lessonEnd, "lesson-header": lessonHeader });
