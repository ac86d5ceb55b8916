import type { Page, Request } from '@playwright/test';
import { mockGateway, START } from './fixtures';

const LEVELS = ['H', 'A', 'B', 'N'].map((code) => ({
  code,
  zh: `${code} 级`,
  en: code,
  cadence_hours: 48,
  gradable: code !== 'N',
  hot: code === 'H',
}));
const STAGES = ['new', 'contacted', 'visited', 'test_driven', 'quoted', 'ordered'];
const NAMES = ['王伟', '李强', '张敏', '刘洋', '陈静', '赵磊'];
const VIEW = {
  id: '019a0000-0000-7000-8000-00000000f001',
  list_code: 'leads',
  name: '今日到期未跟进',
  filters: { next: 'until_today' },
  sort: 'risk',
  columns: [],
  layout: 'list',
  sharing: 'store',
  position: 0,
  owner_id: '019a0000-0000-7000-8000-000000000009',
  owner_name: '吴刚',
  mine: false,
  changeable: false,
  version: 1,
};

const lead = (number: number, stage = STAGES[number % 2] ?? 'new') => ({
  id: `019a0000-0000-7000-8000-00000000${String(1000 + number)}`,
  store_id: 's1',
  customer_id: `019a0000-0000-7000-8000-00000001${String(1000 + number)}`,
  customer_name: `${NAMES[number % NAMES.length]}${number}`,
  mobile_masked: '199****0001',
  kind: 'buy',
  source: 'autohome',
  channel: 'online',
  wanted: '远航 E5',
  stage,
  stage_at: START,
  level: 'A',
  owner_id: null,
  owner_name: null,
  response_due_at: null,
  response_deferred: false,
  first_response_at: START,
  response_missed: false,
  next_contact_at: '2026-11-21T02:00:00Z',
  last_contact_at: null,
  overdue: false,
  touch_count: 0,
  touched_at: null,
  created_at: START,
  is_open: true,
  temperature: 'warm',
  score: 40,
  score_reasons: [],
  signal: null,
  version: 1,
});

/** Answers what the lists ask for, and keeps what was asked. */
export async function mockLists(page: Page) {
  await mockGateway(page);
  const asked: URL[] = [];
  const written: { method: string; path: string; body: unknown }[] = [];
  const views = [VIEW];
  const answer = (request: Request): unknown => {
    const url = new URL(request.url());
    const path = url.pathname.replace('/api/v1/', '');
    const method = request.method();
    if (method === 'GET') asked.push(url);
    else written.push({ method, path, body: request.postDataJSON() as unknown });
    if (path === 'leads/settings') return { levels: LEVELS, sources: ['autohome', 'friend'], reasons: [] };
    if (path === 'leads/leads/board')
      return {
        columns: STAGES.map((stage, at) => ({
          stage,
          count: at === 0 ? 120 : 0,
          items: at === 0 ? Array.from({ length: 20 }, (_, number) => lead(number, stage)) : [],
          next_cursor: at === 0 ? 'second' : null,
        })),
      };
    if (path === 'leads/leads') {
      const part = url.searchParams.has('cursor') ? 20 : 0;
      const items = Array.from({ length: part || 12 }, (_, number) =>
        lead(part * 2 + number, url.searchParams.get('stage') ?? undefined),
      );
      return { items, next_cursor: null };
    }
    if (path === 'leads/customers') return { items: [], next_cursor: null };
    if (path === 'leads/bulk-changes/preview') {
      const { lead_ids, next_contact_at } = request.postDataJSON() as { lead_ids: string[]; next_contact_at: string };
      const rows = lead_ids.map((lead_id, at) => ({
        lead_id,
        ok: at > 0,
        code: at > 0 ? null : 'unchanged',
        customer_name: NAMES[at],
        owner_name: null,
        level: 'A',
        new_level: 'A',
        next_contact_at: START,
        new_next_contact_at: next_contact_at,
      }));
      return { rows, changing: rows.length - 1, staying: 1, sooner: 0, later: rows.length - 1 };
    }
    if (path === 'leads/bulk-changes') return { id: 'receipt', changed: 2, results: [] };
    if (path === 'leads/bulk-changes/receipt/undo') return { id: 'receipt', undone: 2, refused: 0, results: [] };
    if (path === 'gateway/saved-views' && method === 'POST') {
      const made = { ...VIEW, ...(request.postDataJSON() as object), id: 'made', mine: true, changeable: true };
      views.push(made);
      return made;
    }
    if (path === 'gateway/saved-views') return { items: views, preferences: [], may_share: ['me', 'team'] };
    if (path === 'gateway/saved-views/made') return views.pop() && null;
    if (path === 'gateway/saved-views/made/restoration') return VIEW;
    if (path === 'gateway/search')
      return { items: [{ ...lead(7), name: '欧阳娜', open_lead: null }], next_cursor: null };
    return undefined;
  };
  await page.route(/\/api\/v1\/(leads|gateway\/(saved-views|search))/, async (route) => {
    const body = answer(route.request());
    const headers = { 'X-Business-Time': START };
    if (body === undefined) return route.fallback();
    return body === null ? route.fulfill({ status: 204, headers }) : route.fulfill({ headers, json: body });
  });
  const last = (path: string) => asked.filter((url) => url.pathname === `/api/v1/${path}`).at(-1)?.searchParams;
  return { last, written };
}
