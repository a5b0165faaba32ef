import { watchSession } from "./session.js";

/** @import { Manager, SessionContext } from "../shared/types.js" */

/** In ms: a kernel that restarts is out of reach for a moment, which is no loss to speak of. */
const PATIENCE = 5000;

/**
 * Calls `changed(lost)` whenever the connection to the kernel goes or comes back.
 *
 * @param {Manager} manager
 * @param {AbortSignal} signal
 * @param {(lost: boolean) => void} changed
 */
export function watchConnection(manager, signal, changed) {
  let lost = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {boolean} now */
  const tell = (now) => {
    clearTimeout(timer);
    timer = undefined;
    if (now === lost) return;
    lost = now;
    changed(lost);
  };
  watchSession(manager, signal, (session) => {
    const connection = connectionOf(session);
    // A server that is gone leaves the kernel "connecting": JupyterLab tries on for minutes.
    if (connection === "connecting") timer ??= setTimeout(() => tell(true), PATIENCE);
    else tell(connection === "lost");
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/** @param {SessionContext} context @returns {"held" | "connecting" | "lost"} */
function connectionOf(context) {
  const kernel = context.session?.kernel;
  if (kernel?.connectionStatus === "disconnected" || kernel?.status === "dead") return "lost";
  return kernel?.connectionStatus === "connecting" ? "connecting" : "held";
}
