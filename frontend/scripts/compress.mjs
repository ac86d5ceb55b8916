// Writes .br and .gz beside the built files, so that the gateway serves them packed without packing on the fly.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const MIN_BYTES = 1024;
let files = 0;

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== '.vite') walk(path);
    } else if (/\.(js|css|html|svg|webmanifest)$/.test(entry.name)) pack(path);
  }
}

function pack(path) {
  const content = readFileSync(path);
  if (content.length < MIN_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  files += 1;
}

walk('dist');
console.log(`compressed ${files} files`);
