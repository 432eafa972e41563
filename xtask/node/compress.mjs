// Writes FILE.br (brotli 11) and FILE.gz (gzip 9) beside every file of a folder that is worth compressing, and removes
// compressed files whose original is gone. Usage: node compress.mjs FOLDER
import { readdirSync, readFileSync, rmSync, writeFileSync, existsSync, statSync } from "node:fs";
import { join, extname } from "node:path";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";

const worthIt = new Set([".wasm", ".js", ".css", ".html", ".svg", ".json", ".txt", ".webmanifest", ".ico"]);
const smallest = 200;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

for (const path of files(process.argv[2])) {
  const kind = extname(path);
  if (kind === ".br" || kind === ".gz") {
    if (!existsSync(path.slice(0, -3))) rmSync(path);
    continue;
  }
  if (!worthIt.has(kind) || statSync(path).size < smallest) continue;
  const bytes = readFileSync(path);
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: brotli }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
