// Shows widgets without Jupyter: each state in states.json is what a Python widget would send.

const parameters = new URLSearchParams(location.search);
const { widgets, libraries } = await (await fetch("states.json")).json();
const manager = {
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

const theme = parameters.get("theme");
if (theme) {
  addStyle(await (await fetch(`themes/${theme}.css`)).text());
  document.body.dataset.jpThemeLight = String(!theme.includes("dark"));
}
window.harness = { mount, mounted: [] };
for (const state of widgets) {
  window.harness.mounted.push(await mount(state));
}
document.body.dataset.ready = "true";
