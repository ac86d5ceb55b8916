// Gzip budgets per route, read from Vite's manifest: what a browser must load before the page works.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const KB = 1000;
const budgets = { landing: 270 * KB, chunk: 120 * KB, reports: 200 * KB, css: 30 * KB };
const gz = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

function closure(keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key) || !manifest[key]) return;
    seen.add(key);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  keys.forEach(visit);
  return [...seen];
}
const find = (...needles) => Object.keys(manifest).filter((key) => needles.some((needle) => key.includes(needle)));

const landing = closure(['index.html', ...find('src/routes/_app.tsx', 'src/routes/_app/index.tsx', 'app/shell/')]);
const js = landing
  .filter((key) => manifest[key].file.endsWith('.js'))
  .reduce((sum, key) => sum + gz(manifest[key].file), 0);
const css = [...new Set(landing.flatMap((key) => manifest[key].css ?? []))].reduce((sum, file) => sum + gz(file), 0);
const failures = [];
const report = (name, size, limit) => {
  console.log(`${size > limit ? 'over' : 'ok  '} ${name}: ${(size / KB).toFixed(1)} kB gz (limit ${limit / KB})`);
  if (size > limit) failures.push(name);
};
report('landing route JS', js, budgets.landing);
report('landing route CSS', css, budgets.css);
const shared = new Set(landing);
for (const key of find('src/routes/')) {
  const own = closure([key]).filter((part) => !shared.has(part) && manifest[part].file.endsWith('.js'));
  const size = own.reduce((sum, part) => sum + gz(manifest[part].file), 0);
  const limit = key.includes('report') ? budgets.reports : budgets.chunk;
  if (size > limit) report(`route ${key}`, size, limit);
}
for (const chunk of new Set(
  Object.values(manifest)
    .map((entry) => entry.file)
    .filter((file) => file.endsWith('.js')),
)) {
  const size = gz(chunk);
  if (size > (/chart|report/.test(chunk) ? budgets.reports : budgets.chunk))
    report(`chunk ${chunk}`, size, budgets.chunk);
}
process.exit(failures.length > 0 ? 1 : 0);
