import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import type { TodayItem } from '@/api/generated/leads/types.gen';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { breachesOf, pathOf } from './model';
import { TodayPage } from './pages/TodayPage';

const item = (id: string, change: Partial<TodayItem> = {}) =>
  ({
    reason: 'response_running',
    due_at: '2026-11-20T02:09:00Z',
    lead_id: id,
    customer_id: `c-${id}`,
    customer_name: `Wang ${id}`,
    mobile_masked: '139****0001',
    level: 'N',
    wanted: 'SU7',
    owner_id: 'o1',
    owner_name: 'Chen',
    since: '2026-11-20T02:04:00Z',
    touched: false,
    response_deferred: false,
    appointment: null,
    ...change,
  }) as TodayItem;

beforeAll(() => i18n.loadNamespaces(['today', 'sales']));

test('team breaches: late ones first, the unassigned as one row', () => {
  const rows = breachesOf([
    item('a', { owner_id: 'o2', owner_name: 'Lin' }),
    item('b', { reason: 'response_overdue' }),
    item('c', { reason: 'hot' }),
    item('d', { owner_id: null, owner_name: null }),
  ]);
  expect(rows.map(({ ownerName, late, running }) => [ownerName, late, running])).toEqual([
    ['Chen', 1, 0],
    ['Lin', 0, 1],
    [null, 0, 1],
  ]);
});

test('an appointment opens its own page, a lead the lead, the rest the customer', () => {
  const appointment = { kind: 'test_drive', ref_id: 't1', title: '', starts_at: '2026-11-20T06:00:00Z' };
  expect(pathOf(item('a', { appointment }))).toBe('/test-drives?open=t1');
  expect(pathOf(item('a'))).toBe('/leads?open=a');
  expect(pathOf(item('a', { lead_id: null }))).toBe('/customers/c-a');
});

test('the queue shows reason and countdown in the given order', async () => {
  const items = [item('b', { reason: 'response_overdue', due_at: '2026-11-20T02:00:00Z' }), item('a')];
  server.use(
    http.get(at('leads/today'), () => HttpResponse.json({ now: '', items, counts: {} })),
    http.get(at('leads/today/summary'), () => HttpResponse.json({ response_overdue: 1, response_running: 1 })),
    http.get(at('leads/settings'), () => HttpResponse.json({ levels: [] })),
  );
  renderApp(<TodayPage search={{}} onSearch={() => undefined} />);
  const rows = within(await screen.findByRole('list', { name: i18n.t('today:queue') })).getAllByRole('listitem');
  expect(rows.map((row) => within(row).getByText(/^Wang/).textContent)).toEqual(['Wang b', 'Wang a']);
  expect(rows[0]).toHaveTextContent(/5:0\d/);
  expect(rows[1]).toHaveTextContent(/4:00|3:5\d/);
  await waitFor(() => expect(document.title).toContain('(2)'));
});
