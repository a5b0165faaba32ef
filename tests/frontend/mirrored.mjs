// Prints the traits that the front end keeps out of saved notebooks, as JSON.

import { MIRRORED } from "../../studywidgets/frontend/jupyter/saved-state.js";

console.log(JSON.stringify({ mirrored: [...MIRRORED] }));
