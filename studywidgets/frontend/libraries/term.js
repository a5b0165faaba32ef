/** The widgets that lessons and guides have. */
export { default as definition } from "../definition.js";
export { default as "lesson-end" } from "../lesson-end.js";
