// Bundles what preview pages run offline: React, the JSX and TypeScript compiler, Tailwind.
//
// Run by `make setup`: `node scripts/make_preview.mjs`. Our own sources lie in resources/moonpane_resources/preview/,
// the rest comes from npm, pinned by the lock file; the licence of each package that is in a bundle is copied beside it.

import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const REPOSITORY = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = join(REPOSITORY, "resources", "moonpane_resources", "preview");
const TARGET = join(SOURCES, "dist");
const MODULES = join(REPOSITORY, "node_modules");

// A page may ask for a script twice, under two CDN addresses: it runs once.
const once = (name) => ({
  banner: { js: `if(!globalThis.Moonpane?.${name}){` },
  footer: { js: "}" },
});
const BUNDLES = [
  // What a person reads of React's errors is in its development build only.
  { out: "react.js", entry: "react.js", mode: "development", ...once("react") },
  { out: "react.min.js", entry: "react.js", mode: "production", ...once("react") },
  { out: "compile.js", entry: "compile.js", mode: "production", ...once("compile") },
  { out: "explain.js", entry: "explain.js", mode: "production", ...once("explain") },
  { out: "tailwind.js", entry: "tailwind.js", mode: "production", ...once("tailwind") },
];

async function main() {
  const fresh = await mkdtemp(join(SOURCES, ".dist-"));
  try {
    const packages = new Set();
    for (const bundle of BUNDLES) {
      for (const name of await bundled(bundle, fresh)) packages.add(name);
    }
    await writeLicences([...packages].sort(), fresh);
    await replaceFolder(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const names = BUNDLES.map((bundle) => bundle.out).join(", ");
  console.log(`${names} in ${relative(REPOSITORY, TARGET)}`);
}

/** Writes one bundle; returns the npm packages that went into it. */
async function bundled({ out, entry, mode, banner, footer }, folder) {
  const result = await build({
    entryPoints: [join(SOURCES, entry)],
    outfile: join(folder, out),
    bundle: true,
    minify: true,
    format: "iife",
    target: "chrome120",
    charset: "utf8",
    legalComments: "none",
    loader: { ".css": "text" },
    define: { "process.env.NODE_ENV": JSON.stringify(mode) },
    banner,
    footer,
    metafile: true,
    absWorkingDir: REPOSITORY,
    logLevel: "warning",
  });
  return Object.keys(result.metafile.inputs).map(packageOf).filter(Boolean);
}

function packageOf(input) {
  const parts = input.split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return null;
  return parts[at + 1].startsWith("@") ? parts.slice(at + 1, at + 3).join("/") : parts[at + 1];
}

/** versions.json, for exports and measurements, and one text with every licence. */
async function writeLicences(packages, folder) {
  const versions = {};
  const texts = [];
  for (const name of packages) {
    const home = join(MODULES, ...name.split("/"));
    const manifest = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
    const file = (await readdir(home)).find((each) => /^licen[cs]e(\.|$)/i.test(each));
    if (!file) throw new Error(`${name} comes without the text of its licence (${manifest.license}).`);
    versions[name] = manifest.version;
    const title = `${name} ${manifest.version} (${manifest.license})`;
    texts.push(`${title}\n${"=".repeat(title.length)}\n\n${(await readFile(join(home, file), "utf8")).trim()}\n`);
  }
  await writeFile(join(folder, "LICENSES.txt"), texts.join("\n\n"));
  await writeFile(join(folder, "versions.json"), JSON.stringify(versions, null, 1) + "\n");
}

/** File by file, so that a preview that is running never finds one missing; versions.json last: it is the stamp. */
async function replaceFolder(fresh) {
  await mkdir(TARGET, { recursive: true });
  const stamp = "versions.json";
  const wanted = (await readdir(fresh)).sort((a, b) => (a === stamp) - (b === stamp));
  for (const name of await readdir(TARGET)) {
    if (!wanted.includes(name)) await rm(join(TARGET, name), { recursive: true });
  }
  for (const name of wanted) await rename(join(fresh, name), join(TARGET, name));
}

main().catch((error) => {
  console.error(error.message.split(sep + "node_modules" + sep).join(" node_modules/"));
  process.exit(1);
});
