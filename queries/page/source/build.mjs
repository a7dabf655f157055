// Bundles the page into ../built, with a notice of the licences of all that is in the bundle.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const built = "../built";
rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
const shared = { bundle: true, minify: true, target: "es2022", outdir: built, legalComments: "none", metafile: true, loader: { ".json": "json" } };
const page = await build({ ...shared, entryPoints: ["main.js"], format: "esm" });
// What `accord export --html` puts into one file, with its own notice since the file goes elsewhere.
const sent = await build({ ...shared, entryPoints: ["sent.js"], format: "iife" });
copyFileSync("index.html", `${built}/index.html`);

writeNotice("third-party.txt", [page, sent], "The page's script and style");
writeNotice("sent.txt", [sent], "This file's script and style");

function writeNotice(file, results, what) {
  const packages = new Set();
  for (const input of results.flatMap((result) => Object.keys(result.metafile.inputs))) {
    const found = input.match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) packages.add(found[1]);
  }
  const notices = [...packages].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const told = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const texts = readdirSync(folder).filter((other) => /^licen[sc]e/i.test(other)).sort();
    const text = texts.map((other) => readFileSync(`${folder}/${other}`, "utf8").trim()).join("\n\n");
    return `${name} ${told.version}\nLicence: ${told.license}\n\n${text}\n`;
  });
  const head = `${what} contain these packages, each under its own licence.\n`;
  writeFileSync(`${built}/${file}`, [head, ...notices].join(`\n${"-".repeat(78)}\n\n`));
}
