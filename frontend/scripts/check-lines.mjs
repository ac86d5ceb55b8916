// Structure rules that Biome cannot express: file length, and relative imports that leave a feature.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const MAX_LINES = 250;
const problems = [];

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (path !== 'src/api/generated') walk(path);
    } else if (/\.(tsx?|css|mjs)$/.test(entry.name) && !entry.name.includes('.gen.')) inspect(path);
  }
}

function inspect(path) {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n').length - 1;
  if (lines > MAX_LINES) problems.push(`${path}: ${lines} lines, at most ${MAX_LINES}`);
  const feature = /^src\/features\/([^/]+)\//.exec(path)?.[1];
  const layer = /^src\/(ui|lib|api)\//.exec(path)?.[1];
  for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const resolved = target.startsWith('@/') ? target.replace('@/', 'src/') : join(dirname(path), target);
    if (!target.startsWith('@/') && !target.startsWith('.')) continue;
    const inside = relative('src/features', normalize(resolved)).split('/')[0];
    const toFeature = normalize(resolved).startsWith('src/features/');
    if (feature && toFeature && inside !== feature) problems.push(`${path}: imports feature ${inside}`);
    if (feature && /^src\/(app|routes)\//.test(normalize(resolved)))
      problems.push(`${path}: features import only ui, lib and api (found ${target})`);
    if (layer && /^src\/(app|routes|features)\//.test(normalize(resolved)))
      problems.push(`${path}: ${layer} must not import ${target}`);
    if (layer === 'lib' && /^src\/(ui|api)\//.test(normalize(resolved)))
      problems.push(`${path}: lib must not import ${target}`);
  }
}

for (const folder of ['src', 'e2e', 'scripts']) walk(folder);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
