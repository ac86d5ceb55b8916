// Generates src/api/generated/<service> from the contracts. A missing contract is an error, never skipped.
// `npm run gen:api -- leads gateway` does only those; CONTRACTS_DIR and GENERATED_DIR point elsewhere.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ALL = ['leads', 'aftersales', 'loyalty', 'notifications', 'gateway'];
const asked = process.argv.slice(2);
const services = asked.length > 0 ? asked : ALL;
const contracts = process.env.CONTRACTS_DIR ?? '../contracts/openapi';
const out = process.env.GENERATED_DIR ?? 'src/api/generated';

const unknown = services.filter((name) => !ALL.includes(name));
if (unknown.length > 0) fail(`No such service: ${unknown.join(', ')} (there are ${ALL.join(', ')})`);
const missing = services.filter((name) => !existsSync(join(contracts, `${name}.json`)));
if (missing.length > 0) {
  fail(
    `Missing contracts in ${contracts}: ${missing.map((name) => `${name}.json`).join(', ')}\n` +
      'Write them first (`make contracts` at the root), then run `npm run gen:api` again.',
  );
}

// Generated beside and moved at the end, so that a failed run leaves the present clients as they are.
const fresh = mkdtempSync(join(tmpdir(), 'chemai-api-'));
try {
  execFileSync('npx', ['--no-install', 'openapi-ts'], {
    stdio: 'inherit',
    env: { ...process.env, CONTRACTS_DIR: contracts, GENERATED_DIR: fresh, GENERATED_SERVICES: services.join() },
  });
  // Every job carries its own copy of the fetch runtime; one shared copy saves ~4 kB gz per service.
  for (const part of ['client', 'core']) replace(join(fresh, services[0], part), join(out, 'runtime', part));
  for (const service of services) {
    for (const part of ['client', 'core']) rmSync(join(fresh, service, part), { recursive: true, force: true });
    rewrite(join(fresh, service));
    replace(join(fresh, service), join(out, service));
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
console.log(`generated: ${services.join(', ')}`);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function replace(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

function rewrite(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) rewrite(path);
    else if (name.endsWith('.ts')) {
      const text = readFileSync(path, 'utf8');
      const shared = text.replace(/(['"])(?:\.\.?\/)+(client|core)(\/[^'"]*)?\1/g, (_match, quote, part, rest = '') => {
        return `${quote}../runtime/${part}${rest}${quote}`;
      });
      if (shared !== text) writeFileSync(path, shared);
    }
  }
}
