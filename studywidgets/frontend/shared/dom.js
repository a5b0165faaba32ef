/**
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * Makes an element. Attributes whose value is a function become listeners (`onclick`), `true` gives
 * an empty attribute, and `false`, `null` and `undefined` none. Text children are text, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...present(children));
  return element;
}

/**
 * Replaces an element's children, leaving out what is absent.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/**
 * Writes a text, unless it stands there already: to write it again would lay the page out anew.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The nodes of HTML that the package's own renderer made. A parsed document runs no script, and
 * the renderer lets no event handler through.
 *
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function fragment(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const nodes = document.createDocumentFragment();
  nodes.append(...parsed.body.childNodes);
  return nodes;
}

/**
 * A button that never submits anything.
 *
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, unknown>} [attributes]
 */
export function button(label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "sw-button", ...attributes, onclick }, label);
}

let count = 0;

/**
 * A DOM id that no other view of the page has; the same item may stand twice in a page.
 *
 * @param {string} name
 */
export function freshId(name) {
  count += 1;
  return `sw-${name}-${count}-${Math.random().toString(36).slice(2, 8)}`;
}

/**
 * Moves the focus to what has just appeared, so that a screen reader reads on from there.
 *
 * @param {HTMLElement} element
 */
export function focusOn(element) {
  if (!element.matches("a[href], button, input, textarea")) element.tabIndex = -1;
  element.focus();
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function present(children) {
  return children.filter((child) => child !== null && child !== undefined && child !== false);
}
