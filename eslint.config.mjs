import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";

// Text that a person wrote must never be read as markup. The one way in for the HTML that
// studywidgets/markup made is a parser whose result is a document of its own.
const MARKUP = "use textContent, or build elements";

export default defineConfig([
  globalIgnores(["studywidgets/static/", ".benchmarks/", ".venv/", "reports/", "build/", "dist/"]),
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        { property: "insertAdjacentHTML", message: MARKUP },
        { property: "createContextualFragment", message: MARKUP },
        { property: "setHTMLUnsafe", message: MARKUP },
        { object: "document", property: "write", message: MARKUP },
        { object: "document", property: "writeln", message: MARKUP },
      ],
      // Reading them is fine: a page that was built is saved as its outerHTML.
      "no-restricted-syntax": [
        "error",
        {
          selector: "AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]",
          message: MARKUP,
        },
        {
          selector: "AssignmentExpression > MemberExpression.left[property.value=/^(inner|outer)HTML$/]",
          message: MARKUP,
        },
      ],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["studywidgets/frontend/**/*.js", "tests/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
  },
  {
    files: ["tools/**/*.mjs", "tests/**/*.mjs", "benchmarks/**/*.mjs"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.node },
    // These programs talk on the terminal.
    rules: { "no-console": "off" },
  },
]);
