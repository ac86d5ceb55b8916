// Missing or extra keys between zh-CN and en, keys used in code but absent, Chinese text outside JSON, punctuation.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const problems = [];
const resources = new Map();
const HAN = /\p{Script=Han}/u;
// Half-width punctuation that touches Chinese text: ，：；？！（） are the marks of the language.
const HALF_WIDTH = /[\p{Script=Han}“”《》「」、。，：；！？（）][,:;?!()]|[,:;?!()][\p{Script=Han}“《「]/u;

function flatten(value, prefix = '') {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? flatten(inner, `${prefix}${key}.`) : [[`${prefix}${key}`, inner]],
  );
}
const slots = (text) =>
  [...String(text).matchAll(/\{\{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join();
const singular = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '');

function compare(folder, prefix, namespace) {
  const [zhPath, enPath] = ['zh-CN', 'en'].map((language) => join(folder, `${prefix}${language}.json`));
  if (!existsSync(zhPath) || !existsSync(enPath))
    return problems.push(`${folder}: needs ${prefix}zh-CN.json and ${prefix}en.json`);
  const zh = new Map(flatten(JSON.parse(readFileSync(zhPath, 'utf8'))).map(([k, v]) => [singular(k), v]));
  const en = new Map(flatten(JSON.parse(readFileSync(enPath, 'utf8'))).map(([k, v]) => [singular(k), v]));
  for (const [key, text] of zh) {
    if (!en.has(key)) problems.push(`${enPath}: missing ${key}`);
    if (HALF_WIDTH.test(String(text))) problems.push(`${zhPath}: half-width punctuation in ${key}`);
  }
  for (const key of en.keys()) if (!zh.has(key)) problems.push(`${zhPath}: missing ${key}`);
  for (const [key, text] of en) {
    if (HAN.test(String(text)) && !/(otherLanguage|switchLanguage)$/.test(key))
      problems.push(`${enPath}: Chinese text in ${key}`);
    if (zh.has(key) && slots(zh.get(key)) !== slots(text))
      problems.push(`${enPath}: ${key} has other variables than zh-CN`);
  }
  resources.set(namespace, new Set([...(resources.get(namespace) ?? []), ...zh.keys()]));
}

function walk(folder, visit) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, visit);
    else visit(path);
  }
}

const folders = [...new Set(listFolders())];
function listFolders() {
  const found = [];
  walk('src', (path) => /\/i18n\/[^/]+\.json$/.test(path) && found.push(dirname(path)));
  return found;
}
for (const folder of folders) {
  const namespace = folder
    .replace(/\/i18n$/, '')
    .split('/')
    .pop();
  const names = readdirSync(folder);
  if (names.some((name) => name.startsWith('shell.'))) compare(folder, 'shell.', 'shell');
  if (names.some((name) => /^(zh-CN|en)\.json$/.test(name))) compare(folder, '', namespace);
}

function usedKeys(path, text) {
  const namespace = /useTranslation\(\s*\[?\s*['"]([\w-]+)['"]/.exec(text)?.[1];
  for (const [, raw] of text.matchAll(/(?<![\w.])t\(\s*['"]([^'"]+)['"]/g)) {
    const [ns, key] = raw.includes(':') ? raw.split(':') : [namespace, raw];
    if (ns && resources.has(ns) && !resources.get(ns).has(key))
      problems.push(`${path}: key ${ns}:${key} does not exist`);
    if (ns && !resources.has(ns)) problems.push(`${path}: namespace ${ns} does not exist`);
  }
}

walk('src', (path) => {
  if (!/\.(tsx?|css)$/.test(path) || /\.test\.|\.gen\.|src\/(test|dev|api\/generated)\//.test(path)) return;
  const text = readFileSync(path, 'utf8');
  usedKeys(path, text);
  text.split('\n').forEach((line, index) => {
    if (HAN.test(line) && !line.includes('i18n-ignore'))
      problems.push(`${path}:${index + 1}: Chinese text outside i18n JSON`);
  });
});

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(
  `i18n ok: ${resources.size} namespaces, ${[...resources.values()].reduce((n, keys) => n + keys.size, 0)} keys`,
);
