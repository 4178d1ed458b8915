// Bundles the part of plotly.js that the figures use into ../assets/wire/plotly.min.js{,.br,.gz}.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { compressed, wire } from "./wire.mjs";

const out = `${wire}plotly.min.js`;

const { metafile } = await build({
    metafile: true,
    entryPoints: ["plotly_entry.cjs"],
    outfile: out,
    format: "iife",
    globalName: "Plotly",
    bundle: true,
    minify: true,
    legalComments: "inline",
    target: "es2020",
    loader: { ".css": "empty" }, // only the style of map tiles, which are not bundled
    alias: { stream: "readable-stream" },
    define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
    banner: { js: "/* A bundle of plotly.js 4.1.1 and what it builds on: see plotly.LICENSES.txt */" },
});
compressed(out);
rmSync(out);

// The licences of everything that went into the bundle, in one file beside it.
const packages = new Set(Object.keys(metafile.inputs).map(packageOf).filter(Boolean));
const texts = [...packages].sort().map((name) => {
    const folder = `node_modules/${name}/`;
    const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file && existsSync(folder + file) ? readFileSync(folder + file, "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(`${wire}plotly.LICENSES.txt`, texts.join(`\n${"-".repeat(78)}\n\n`));

function packageOf(path) {
    return path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
}
