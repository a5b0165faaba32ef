/**
 * Types that several modules share. The model is the part of anywidget's model interface that the
 * widgets need, so that the same modules run in a notebook, in a test page and on a static site.
 *
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {Manager} widget_manager The notebook's widget manager, one for each notebook.
 *
 * The widget manager. All but `get_model` is what JupyterLab and Notebook offer beyond the
 * documented interface and may be missing elsewhere; only the modules in `jupyter/` look at it.
 * @typedef {object} Manager
 * @property {(id: string) => Promise<Pick<Model, "get"> & { views?: object }>} get_model
 * @property {(use: string, name: string | undefined) => Promise<any>} [library] Loads a library, where
 *   no notebook has it as a model: on a page of the site.
 * @property {boolean} [restoredStatus] Whether the widgets of kernel and notebook are there.
 * @property {Signal} [restored]
 * @property {Rendermime} [rendermime]
 * @property {Context} [context]
 * @property {(options: { drop_defaults: boolean }) => SavedState} get_state_sync The widgets that
 *   the kernel has.
 *
 * @typedef {object} Context
 * @property {SessionContext} [sessionContext]
 * @property {Notebook} [model]
 * @property {Signal<string>} [saveState]
 * @property {Signal} [disposed] The notebook was closed.
 *
 * @typedef {object} Notebook
 * @property {(key: string) => any} getMetadata
 * @property {(key: string, value: unknown) => void} setMetadata
 * @property {Iterable<Cell>} cells
 * @property {boolean} dirty Whether there are changes that are not in the file.
 *
 * @typedef {object} Cell
 * @property {boolean} trusted
 * @property {{ length: number, get: (index: number) => Output }} [outputs] Only of code cells.
 *
 * @typedef {object} Output
 * @property {Readonly<Record<string, unknown>>} data By MIME type.
 * @property {(options: { data?: object }) => void} setData
 *
 * @typedef {Record<string, { state: Record<string, unknown> }>} SavedModels By model id.
 * @typedef {{ state: SavedModels }} SavedState
 *
 * @typedef {object} Rendermime
 * @property {{ resolveUrl: (url: string) => Promise<string> } | null} [resolver]
 * @property {{ handleLink: (node: HTMLElement, path: string, id?: string) => void } | null} [linkHandler]
 *
 * @typedef {object} SessionContext
 * @property {{ kernel?: Kernel | null } | null} [session]
 * @property {Signal} [connectionStatusChanged]
 * @property {Signal} [statusChanged]
 *
 * @typedef {object} Kernel
 * @property {string} connectionStatus
 * @property {string} status
 * @property {(request: object) => { done: Promise<{ content: { user_expressions?: Record<string, any> } }> }} [requestExecute]
 *
 * @typedef {object} Render
 * @property {Model} model
 * @property {HTMLElement} el
 * @property {AbortSignal} signal Aborted when the view goes.
 *
 * @typedef {import("../record/store.js").CourseRecord} StudyRecord
 * @typedef {import("../record/entry.js").Entry} Entry
 * @typedef {import("../record/mirror.js").Mirror} Mirror
 */

/**
 * @template [Value=unknown]
 * @typedef {object} Signal
 * @property {(slot: (sender: unknown, value: Value) => void) => void} connect
 * @property {(slot: (sender: unknown, value: Value) => void) => void} disconnect
 */

export {};
