/** The first page of a course. */
import home from "../home.js";
import lessonHeader from "../lesson-header.js";
import { host } from "./host.js";

host({ home, "lesson-header": lessonHeader });
