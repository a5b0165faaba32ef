/** @import { Manager, Notebook, Output } from "../shared/types.js" */

const VIEW = "application/vnd.jupyter.widget-view+json";
/**
 * In ms: longer than the longest pause (100 ms) between two looks of an output for its model.
 * Timers end in order, so that every output has looked again by then.
 */
const SETTLED = 250;

/** @type {WeakMap<Manager, ReturnType<typeof setTimeout> | undefined>} */
const waiting = new WeakMap();

/**
 * Shows our widgets that JupyterLab has given up on while it restored a notebook. An output waits
 * two seconds for its model (jupyterlab-widgets 3.0.17; earlier ones do not wait) and says "model
 * not found" for good if the model comes just then, as happens when a kernel takes so long to start.
 *
 * Call it for every model as soon as it is there, whether shown or not.
 *
 * @param {Manager} manager
 */
export function showLateModels(manager) {
  if (!manager.context?.model?.cells || !manager.restored) return;
  const isNew = !waiting.has(manager);
  if (!isNew && waiting.get(manager) === undefined) return;
  const again = () => {
    clearTimeout(waiting.get(manager));
    waiting.set(manager, setTimeout(settle, SETTLED));
  };
  const settle = () => {
    // Until then outputs still wait for the notebook's own models.
    if (!manager.restoredStatus) return;
    manager.restored?.disconnect(again);
    waiting.set(manager, undefined);
    showAll(manager);
  };
  if (isNew) manager.restored.connect(again);
  again();
}

/** @param {Manager} manager */
function showAll(manager) {
  const notebook = manager.context?.model;
  if (!notebook) return;
  for (const [id, output] of ourOutputs(notebook)) {
    manager.get_model(id).then(
      (model) => {
        if (Object.keys(model.views ?? {}).length === 0) render(notebook, output);
      },
      () => {
        // The notebook has no state of it: the plain form is there until its cell is run.
      },
    );
  }
}

/**
 * @param {Notebook} notebook
 * @returns {Generator<[string, Output]>} the model id of each of our widgets, and where it is shown
 */
function* ourOutputs({ cells }) {
  for (const { outputs } of cells) {
    for (let index = 0; index < (outputs?.length ?? 0); index += 1) {
      const output = outputs?.get(index);
      const view = /** @type {{ model_id?: unknown } | undefined} */ (output?.data[VIEW]);
      const id = String(view?.model_id);
      if (output && id.startsWith("studywidgets-")) yield [id, output];
    }
  }
}

/**
 * @param {Notebook} notebook
 * @param {Output} output
 */
function render(notebook, output) {
  const { dirty } = notebook;
  // Data that are said to have changed are shown anew. Nothing did change that is to be saved.
  output.setData({});
  notebook.dirty = dirty;
}
