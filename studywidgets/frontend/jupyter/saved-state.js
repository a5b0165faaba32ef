/** @import { Manager, SavedModels } from "../shared/types.js" */

const STATE = "application/vnd.jupyter.widget-state+json";
/** @type {WeakSet<Manager>} */
const kept = new WeakSet();
/**
 * The traits that mirror the student's work. They stay out of the notebook's file: it may be handed
 * on, and the work belongs in the record alone.
 */
export const MIRRORED = new Set(
  ["answer", "chosen", "compared", "guess", "opened", "rating", "ratings", "revealed", "ticked"],
);

/**
 * Writes our widgets into the notebook's file whenever it is saved, so that it opens again as it is
 * now. JupyterLab itself leaves the file as it was, or, with "Save Widget State Automatically",
 * keeps only what a kernel has and wipes the widgets that were restored.
 *
 * @param {Manager} manager
 */
export function keepModels(manager) {
  const { context } = manager;
  const notebook = context?.model;
  if (!notebook || !context?.saveState || kept.has(manager)) return;
  kept.add(manager);
  /** @type {SavedModels} */
  let models = notebook.getMetadata("widgets")?.[STATE]?.state ?? {};
  // The manager itself listens since before the first widget, so ours is the last word.
  context.saveState.connect((_, phase) => {
    if (phase !== "started") return;
    const live = manager.get_state_sync({ drop_defaults: true });
    models = ours({ ...models, ...live.state });
    const widgets = notebook.getMetadata("widgets");
    const state = { ...widgets?.[STATE]?.state, ...models };
    notebook.setMetadata("widgets", { ...widgets, [STATE]: { ...live, state } });
  });
}

/** @param {SavedModels} models @returns {SavedModels} */
function ours(models) {
  return Object.fromEntries(
    Object.entries(models)
      .filter(([id]) => id.startsWith("studywidgets-"))
      .map(([id, model]) => {
        const state = Object.entries(model.state).filter(([trait]) => !MIRRORED.has(trait));
        return [id, { ...model, state: Object.fromEntries(state) }];
      }),
  );
}
