/** The page of all terms. */
import glossary from "../glossary.js";
import lessonHeader from "../lesson-header.js";
import { host } from "./host.js";

host({ glossary, "lesson-header": lessonHeader });
