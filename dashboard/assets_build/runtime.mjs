// What Dash's components still need of its polyfill: generators by regenerator-runtime, ../assets/wire/regenerator.js.{br,gz}.
import { build } from "esbuild";
import { rmSync } from "node:fs";
import { compressed, wire } from "./wire.mjs";

const out = `${wire}regenerator.js`;

await build({
    entryPoints: ["regenerator-runtime/runtime.js"],
    outfile: out,
    bundle: true,
    minify: true,
    legalComments: "inline",
    target: "es2020",
    banner: { js: "/* regenerator-runtime 0.14.1, Copyright (c) 2014-present Facebook, Inc., MIT licence */" },
});
compressed(out);
rmSync(out);
