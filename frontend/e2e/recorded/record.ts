import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page, Response } from '@playwright/test';
import { test } from '../story/house';
import type { Recorded } from './answers';
import { ROUTES } from './routes';

const FILE = fileURLToPath(new URL('answers.json', import.meta.url));
const LISTS = new Set(['items', 'open', 'rows', 'children', 'entries']);
const MOST = 6;

/** Short lists tell a page as much as long ones. */
function trimmed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return (LISTS.has(key) ? value.slice(0, MOST) : value).map((item) => trimmed(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, trimmed(item, name)]));
}

const READS_BY_POST = /\/(preview|duplicate-check|search|trial)$/;

function keep(recorded: Recorded, response: Response): Promise<void> | undefined {
  const request = response.request();
  const url = new URL(request.url());
  const reads = request.method() === 'GET' || READS_BY_POST.test(url.pathname);
  const json = response.headers()['content-type']?.includes('application/json');
  if (!url.pathname.startsWith('/api/v1/') || !reads || !json || response.status() !== 200) return undefined;
  const key = `${request.method()} ${url.pathname.replace('/api/v1/', '')}${url.search}`;
  return response.json().then(
    (body) => {
      recorded.answers[key] ??= trimmed(key === 'GET gateway/me' ? { ...body, csrf_token: 'token' } : body);
    },
    () => undefined,
  );
}

async function firstOf(page: Page, path: string, pick = 'id'): Promise<string> {
  const answer = await page.request.get(`/api/v1/leads/${path}`);
  const { items = [] } = (await answer.json()) as { items?: Record<string, string>[] };
  return items[0]?.[pick] ?? '';
}

test('the answers of every route', async ({ house }) => {
  test.setTimeout(600_000);
  const page = await house.page('高远');
  const recorded: Recorded = { at: '', ids: {}, answers: {} };
  const waiting: (Promise<void> | undefined)[] = [];
  page.on('response', (response) => waiting.push(keep(recorded, response)));
  const me = (await (await page.request.get('/api/v1/gateway/me')).json()) as { business_time: string };
  recorded.at = me.business_time;
  recorded.ids = {
    day: new Date(Date.parse(me.business_time) - 2 * 86_400_000).toISOString().slice(0, 10),
    lead: await firstOf(page, 'leads?open=true&limit=1'),
    customer: await firstOf(page, 'orders?limit=1', 'customer_id'),
    order: await firstOf(page, 'orders?limit=1'),
    quote: await firstOf(page, 'quotes?limit=1'),
    account: await firstOf(page, 'key-accounts?limit=1'),
    dispute: await firstOf(page, 'disputes?limit=1'),
    duplicate: await firstOf(page, 'duplicate-pairs?limit=1'),
    intake: await firstOf(page, 'quarantined-intakes?limit=1'),
    import: await firstOf(page, 'imports?limit=1'),
    partner: await firstOf(page, 'partner-maps', 'partner_id'),
  };
  for (const path of Object.values(ROUTES)) {
    await page.goto(path.replace(/\$(\w+)/g, (_all, name: string) => recorded.ids[name] ?? ''));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(4000);
  }
  await Promise.all(waiting);
  // What a page complains of is the story's business; here only answers are taken.
  house.troubles.splice(0);
  const sorted = Object.fromEntries(Object.entries(recorded.answers).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(FILE, `${JSON.stringify({ ...recorded, answers: sorted }, null, 0)}\n`);
});
