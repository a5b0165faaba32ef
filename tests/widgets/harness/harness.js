// Shows widgets without Jupyter: each state in states.json is what a Python widget would send.

const parameters = new URLSearchParams(location.search);
// Never from the cache: a test may show other widgets within the same second.
const { widgets, libraries, notebook } = await (await fetch("states.json", { cache: "no-store" })).json();

/** A signal as JupyterLab has them. */
class Signal {
  #slots = new Set();

  connect(slot) {
    this.#slots.add(slot);
  }

  disconnect(slot) {
    this.#slots.delete(slot);
  }

  emit() {
    for (const slot of this.#slots) slot();
  }
}

/** What the page asked of the kernel, and the replies that came. */
const asked = [];

/** While it is pending, the kernel is busy. */
let held = Promise.resolve();
let release = () => {};

function hold() {
  held = new Promise((resolve) => {
    release = resolve;
  });
}

/** The kernel's answer comes from Python, if the test has lent the page one. */
function requestExecute({ user_expressions: { reply } }) {
  const request = { reply };
  asked.push(request);
  const answer = async () => {
    await held;
    if (sessionContext.session.kernel.connectionStatus !== "connected") throw new Error("gone");
    const data = await window.evaluateInPython(reply);
    request.answer = data;
    return { content: { user_expressions: { reply: { status: "ok", data } } } };
  };
  return { done: answer() };
}

const kernel = { connectionStatus: "connected", status: "idle" };
if (window.evaluateInPython) kernel.requestExecute = requestExecute;
const sessionContext = {
  session: { kernel },
  connectionStatusChanged: new Signal(),
  statusChanged: new Signal(),
};
const manager = {
  context: {
    sessionContext,
    model: { getMetadata: (key) => notebook[key] },
    disposed: new Signal(),
  },
  async get_model(id) {
    if (!(id in libraries)) throw new Error(`no model ${id}`);
    return new Model(libraries[id]);
  },
};

/** The part of anywidget's model that widgets use. */
class Model {
  #values;
  changes = 0;
  widget_manager = manager;

  constructor(values) {
    this.#values = { ...values };
  }

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    this.#values[name] = value;
  }

  save_changes() {
    this.changes += 1;
  }

  on() {}
  off() {}
  send() {}
}

function addStyle(text) {
  const style = document.createElement("style");
  style.textContent = text;
  document.head.append(style);
  return style;
}

async function mount(state, place = document.querySelector("main")) {
  const module = await import(
    URL.createObjectURL(new Blob([state._esm], { type: "text/javascript" }))
  );
  addStyle(state._css);
  const el = document.createElement("div");
  place.append(el);
  const controller = new AbortController();
  const model = new Model(state);
  await module.default.render({ model, el, signal: controller.signal });
  return { model, el, controller };
}

const themeStyle = addStyle("");

/** Switches to one of JupyterLab's themes, or with "" to none. */
async function setTheme(theme) {
  themeStyle.textContent = theme && (await (await fetch(`themes/${theme}.css`)).text());
  if (theme) document.body.dataset.jpThemeLight = String(!theme.includes("dark"));
  else delete document.body.dataset.jpThemeLight;
}

/** Changes what JupyterLab knows about the kernel, and tells those who listen. */
function setKernel(change) {
  Object.assign(sessionContext.session.kernel, change);
  sessionContext.connectionStatusChanged.emit();
  sessionContext.statusChanged.emit();
}

await setTheme(parameters.get("theme"));
window.harness = {
  asked,
  close: () => manager.context.disposed.emit(),
  hold,
  mount,
  mounted: [],
  release: () => release(),
  setKernel,
  setTheme,
};
for (const state of widgets) {
  window.harness.mounted.push(await mount(state));
}
document.body.dataset.ready = "true";
