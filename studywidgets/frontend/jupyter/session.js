/** @import { Manager, SessionContext } from "../shared/types.js" */

/**
 * Calls `look` now and whenever anything changes between the notebook and its kernel.
 *
 * @param {Manager} manager
 * @param {AbortSignal} signal
 * @param {(session: SessionContext) => void} look
 */
export function watchSession(manager, signal, look) {
  const session = manager.context?.sessionContext;
  if (!session?.connectionStatusChanged || !session.statusChanged) return;
  const looking = () => look(session);
  const sources = [session.connectionStatusChanged, session.statusChanged];
  for (const source of sources) source.connect(looking);
  signal.addEventListener("abort", () => {
    for (const source of sources) source.disconnect(looking);
  });
  looking();
}

/**
 * Whether the page is a notebook, which can have a kernel; a page of the site can't.
 *
 * @param {Manager} manager
 */
export function isNotebook(manager) {
  return Boolean(manager.context?.sessionContext);
}
