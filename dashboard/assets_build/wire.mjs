// Files that travel compressed: brotli for browsers, gzip for everything else.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";

export const wire = new URL("../assets/wire/", import.meta.url).pathname;
mkdirSync(wire, { recursive: true });

export function compressed(path) {
    const bytes = readFileSync(path);
    const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    console.log(path.split("/").pop(), bytes.length, "bytes");
}
