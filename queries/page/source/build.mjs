// Bundles the page into ../built, with a notice of the licences of all that is in the bundle.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const built = "../built";
rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
const result = await build({
  entryPoints: ["main.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: built,
  legalComments: "none",
  metafile: true,
  loader: { ".json": "json" },
});
copyFileSync("index.html", `${built}/index.html`);

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const found = input.match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}
const notices = [...packages].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const told = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const texts = readdirSync(folder).filter((file) => /^licen[sc]e/i.test(file)).sort();
  const text = texts.map((file) => readFileSync(`${folder}/${file}`, "utf8").trim()).join("\n\n");
  return `${name} ${told.version}\nLicence: ${told.license}\n\n${text}\n`;
});
const head = "The page's script and style contain these packages, each under its own licence.\n";
writeFileSync(`${built}/third-party.txt`, [head, ...notices].join(`\n${"-".repeat(78)}\n\n`));
