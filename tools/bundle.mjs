// Bundles the front end: node tools/bundle.mjs [--outdir FOLDER]
//
//   studywidgets/frontend/module/widget.js      -> <outdir>/widget.js, the module of every widget
//   studywidgets/frontend/styles/<widget>.css   -> <outdir>/<widget>.css
//   studywidgets/frontend/libraries/<name>.*    -> <outdir>/libraries/<name>.*
//   studywidgets/frontend/site/<page>.js        -> <outdir>/site/<page>.js, a plain script: pages that
//   studywidgets/frontend/site/styles/<page>.css     were opened as files may load no modules
//   the libraries that such pages load          -> <outdir>/site/<name>.js, plain scripts too
//   the licences of the libraries in them       -> <outdir>/licenses.txt
//
// A notebook has the core once: its other libraries import from it what it exports, and don't hold it.
//
// The same sources give the same bytes on every machine: esbuild's version is pinned, its output
// names no folder, and bundles whose source is gone are removed.

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const FRONTEND = path.join(ROOT, "studywidgets", "frontend");
/** What stands in libraries for the core; shared/library.js puts the core's address there. */
const CORE = "studywidgets:core";
const CORE_SOURCE = path.join(FRONTEND, "libraries", "core.js");
/** The others hold what a page of the site has from the start. */
const LOADED_BY_PAGES = /^(hints|work|stemmer-..)$/;

/**
 * The files in one folder, not below it, sorted; none if there is no such folder.
 * @param {string} folder
 * @returns {Promise<string[]>} paths
 */
async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, entry.name))
    .sort();
}

/** @param {string} file */
const named = (file) => path.basename(file, path.extname(file));

/** @returns {Promise<Array<{ in: string, out: string }>>} what needs no core, with its bundle's name */
async function entryPoints() {
  const styles = [path.join(FRONTEND, "libraries", "core.css")];
  const sheets = await filesIn(path.join(FRONTEND, "styles"));
  return [
    { in: path.join(FRONTEND, "module", "widget.js"), out: "widget" },
    ...[CORE_SOURCE, ...styles].map((file) => ({ in: file, out: `libraries/${named(file)}` })),
    ...sheets.map((file) => ({ in: file, out: named(file) })),
  ];
}

/** @returns {Promise<Array<{ in: string, out: string }>>} the libraries beside the core */
async function libraryEntryPoints() {
  const files = await filesIn(path.join(FRONTEND, "libraries"));
  return files
    .filter((file) => file.endsWith(".js") && file !== CORE_SOURCE)
    .map((file) => ({ in: file, out: `libraries/${named(file)}` }));
}

/** @returns {Promise<import("esbuild").Plugin>} has what the core exports imported from it */
async function fromCore() {
  const source = await readFile(CORE_SOURCE, "utf8");
  const exported = new Set(
    [...source.matchAll(/^export .+ from "(.+)";$/gm)].map(([, file = ""]) =>
      path.resolve(path.dirname(CORE_SOURCE), file),
    ),
  );
  return {
    name: "from-core",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path: wanted, resolveDir }) =>
        exported.has(path.resolve(resolveDir, wanted)) ? { path: CORE, external: true } : undefined,
      );
    },
  };
}

/**
 * @param {(import("esbuild").Metafile | undefined)[]} metafiles of the core, and of the libraries
 * @throws {Error} A library holds a part of the core, which a page would then have twice.
 */
function refuseParts([first, libraries]) {
  const outputs = Object.values(first?.outputs ?? {});
  const core = outputs.find(({ entryPoint = "" }) => path.resolve(ROOT, entryPoint) === CORE_SOURCE);
  const parts = Object.keys(core?.inputs ?? {}).filter((file) => file in (libraries?.inputs ?? {}));
  if (parts.length > 0) throw new Error(`libraries/core.js must export all of ${parts.join(", ")}`);
}

/** @returns {Promise<Array<{ in: string, out: string }>>} the same for the pages of the site */
async function pageEntryPoints() {
  const parts = new Set(["host", "host-key", "libraries", "problems"]);
  const scripts = await filesIn(path.join(FRONTEND, "site"));
  const styles = await filesIn(path.join(FRONTEND, "site", "styles"));
  return [...scripts, ...styles]
    .filter((file) => !parts.has(named(file)) && path.basename(file) !== "page.css")
    .map((file) => ({ in: file, out: `site/${named(file)}` }));
}

/** @returns {Promise<string[]>} the sources of the libraries that pages of the site load */
async function pageLibraries() {
  const libraries = await filesIn(path.join(FRONTEND, "libraries"));
  return libraries.filter((file) => file.endsWith(".js") && LOADED_BY_PAGES.test(named(file)));
}

/**
 * @param {string[]} inputs paths of everything that went into the bundles
 * @returns {Promise<string>} the licences of the libraries among them, sorted by library
 */
async function licenses(inputs) {
  const packages = inputs
    .map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((name) => name !== undefined);
  const texts = [];
  for (const name of [...new Set(packages)].sort()) {
    const folder = path.join(ROOT, "node_modules", name);
    const file = (await filesIn(folder)).find((each) => /^licen[cs]e/i.test(path.basename(each)));
    if (file === undefined) throw new Error(`${folder} holds no licence, so it can't be bundled`);
    texts.push(`${name}\n\n${(await readFile(file, "utf8")).trim()}\n`);
  }
  return texts.join("\n----\n\n");
}

/**
 * Removes the bundles of earlier runs that have no source any more, and nothing else.
 * @param {string} outdir
 * @param {Set<string>} made absolute paths of the bundles of this run
 */
async function removeStale(outdir, made) {
  for (const folder of ["", "libraries", "site"]) {
    for (const file of await filesIn(path.join(outdir, folder))) {
      if (/\.(js|css)$/.test(file) && !made.has(file)) await rm(file);
    }
  }
}

const { values } = parseArgs({ options: { outdir: { type: "string" } } });
const outdir = path.resolve(values.outdir ?? path.join(ROOT, "studywidgets", "static"));
/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  outdir,
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "ascii",
  // Whole licences stand in a file of their own, once instead of in every bundle.
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};
const builds = [
  { ...common, format: "esm", entryPoints: await entryPoints() },
  {
    ...common,
    format: "esm",
    entryPoints: await libraryEntryPoints(),
    plugins: [await fromCore()],
  },
  { ...common, format: "iife", entryPoints: await pageEntryPoints() },
  ...(await pageLibraries()).map((file) => ({
    ...common,
    format: "iife",
    // A plain script has no exports; the pages find them there.
    globalName: `studywidgets["${named(file)}"]`,
    entryPoints: [{ in: file, out: `site/${named(file)}` }],
  })),
];
const results = await Promise.all(
  builds.map((options) => build(/** @type {import("esbuild").BuildOptions} */ (options))),
).catch(() => {
  // esbuild has said what is wrong and where.
  process.exit(1);
});
refuseParts(results.map(({ metafile }) => metafile));
const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
const outputs = results.flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}));
await mkdir(outdir, { recursive: true });
await writeFile(path.join(outdir, "licenses.txt"), await licenses(inputs));
const made = outputs.map((file) => path.resolve(ROOT, file));
await removeStale(outdir, new Set(made));
