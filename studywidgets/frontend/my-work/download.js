/** How long a download may take to start: some browsers read the address after the click. */
const GRACE = 60_000;

/**
 * Hands a file to the student.
 * @param {Blob | string} content
 * @param {string} name the file's
 * @param {string} type such as "application/json"
 */
export function download(content, name, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  // JupyterLab takes over clicks on links in the page; this one is its own, and never seen.
  link.addEventListener("click", (event) => event.stopPropagation());
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), GRACE);
}
