// Generates src/api/generated/<service> from the contracts. No contract is skipped: a missing file is an error.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const services = ['leads', 'aftersales', 'loyalty', 'notifications', 'gateway'];
const contracts = process.env.CONTRACTS_DIR ?? '../contracts/openapi';
const missing = services.filter((name) => !existsSync(join(contracts, `${name}.json`)));
if (missing.length > 0) {
  console.error(`Missing contracts in ${contracts}: ${missing.map((name) => `${name}.json`).join(', ')}`);
  console.error('Write them first (`make contracts` at the root), then run `npm run gen:api` again.');
  process.exit(1);
}
const out = 'src/api/generated';
rmSync(out, { recursive: true, force: true });
execFileSync('npx', ['--no-install', 'openapi-ts'], { stdio: 'inherit' });

// Every job carries its own copy of the fetch runtime; one shared copy saves ~4 kB gz per service.
const runtime = join(out, 'runtime');
for (const part of ['client', 'core']) cpSync(join(out, services[0], part), join(runtime, part), { recursive: true });
for (const service of services) {
  for (const part of ['client', 'core']) rmSync(join(out, service, part), { recursive: true, force: true });
  rewrite(join(out, service));
}

function rewrite(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) rewrite(path);
    else if (name.endsWith('.ts')) {
      const text = readFileSync(path, 'utf8');
      const shared = text.replace(/(['"])(?:\.\.?\/)+(client|core)(\/[^'"]*)?\1/g, (_m, q, part, rest = '') => {
        return `${q}../runtime/${part}${rest}${q}`;
      });
      if (shared !== text) writeFileSync(path, shared);
    }
  }
}
console.log(`generated ${services.length} clients in ${resolve(out).split('/').slice(-3).join('/')}`);
