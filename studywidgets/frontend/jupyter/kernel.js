import { watchSession } from "./session.js";

/** @import { Manager, SessionContext } from "../shared/types.js" */
/** @import { Ask } from "../record/mirror.js" */

const MODULE = "studywidgets.record.mirror";

/**
 * Asks Python in the notebook's kernel. A widget that was restored from a saved notebook has no comm,
 * so the question is an expression, evaluated beside an empty cell: it leaves no trace in the
 * kernel's history, names and counts, and no lesson's cell needs to have run.
 *
 * @param {Manager} manager
 * @returns {Ask}
 */
export function askKernel(manager) {
  return async (what, request) => {
    const kernel = manager.context?.sessionContext?.session?.kernel;
    if (!kernel?.requestExecute) throw new Error("There is no kernel.");
    // Twice: the text of a JSON string is a Python string literal too.
    const argument = JSON.stringify(JSON.stringify(request));
    const { done } = kernel.requestExecute({
      code: "",
      silent: true,
      store_history: false,
      allow_stdin: false,
      stop_on_error: false,
      user_expressions: {
        reply: `__import__("${MODULE}", fromlist=["mirror"]).${what}(${argument})`,
      },
    });
    const reply = (await done).content.user_expressions?.reply;
    const value = reply?.data?.["application/json"];
    // A kernel of another language, or without this package, or one that was just restarted.
    if (reply?.status !== "ok" || value === undefined) throw new Error("The kernel can't answer.");
    return value;
  };
}

/**
 * Calls `connected` whenever a kernel is there that was not, is another one, or is reached again.
 *
 * @param {Manager} manager
 * @param {AbortSignal} signal
 * @param {() => void} connected
 */
export function watchKernel(manager, signal, connected) {
  /** @type {boolean | undefined} */
  let reached;
  watchSession(manager, signal, (session) => {
    const now = isReached(session);
    // The first look finds what is so already.
    if (now && reached === false) connected();
    reached = now;
  });
}

/** @param {SessionContext} context */
function isReached({ session }) {
  const kernel = session?.kernel;
  // While it restarts, what was asked before is answered by nobody.
  const isUp = kernel?.status === "idle" || kernel?.status === "busy";
  return isUp && kernel?.connectionStatus === "connected";
}
