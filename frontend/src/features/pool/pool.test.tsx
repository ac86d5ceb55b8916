import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { i18n, loadTexts } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { isFiltered, limitReached, type PoolSummary, poolQuery, withoutRow } from './model';
import { PoolPage } from './pages/PoolPage';

const summary = (more: Partial<PoolSummary> = {}): PoolSummary =>
  ({
    claims_left: 3,
    capacity_left: 10,
    in_work: 5,
    capacity: 300,
    counts: { silent: 1 },
    total: 1,
    ...more,
  }) as PoolSummary;

test('limits, filters and rows', () => {
  expect(limitReached(undefined)).toBeNull();
  expect(limitReached(summary())).toBeNull();
  expect(limitReached(summary({ claims_left: 0 }))).toBe('daily');
  expect(limitReached(summary({ claims_left: null, capacity_left: 0 }))).toBe('capacity');
  expect(poolQuery({ q: '0001', oldest: true })).toMatchObject({ query: '0001', order: 'oldest' });
  expect(isFiltered({ view: 'warnings' })).toBe(false);
  expect(withoutRow([{ customer_id: 'a' }, { customer_id: 'b' }] as never, 'a')).toEqual([{ customer_id: 'b' }]);
});

test('one tap claims; who was slower reads who was faster, and the row is gone', async () => {
  await loadTexts('pool');
  await loadTexts('sales');
  const row = {
    customer_id: 'c1',
    customer_name: 'Wang',
    mobile_masked: '199****0001',
    tags: [],
    kind: 'silent',
    note: '',
    since: '2026-11-20T01:00:00Z',
    claimable_from: '2026-11-20T02:00:00Z',
    previous_owner_name: 'Chen',
    wanted: 'E5',
    level: 'A',
    source: 'friend',
    touch_count: 0,
    lost_reason: null,
    refusal: null,
  };
  let taken = false;
  server.use(
    http.get(at('leads/settings'), () => HttpResponse.json({ levels: [] })),
    http.get(at('leads/pool/summary'), () => HttpResponse.json(summary())),
    http.get(at('leads/pool/warnings'), () => HttpResponse.json({ now: '2026-11-23T02:00:00Z', items: [] })),
    http.get(at('leads/pool'), () => HttpResponse.json({ items: taken ? [] : [row], next_cursor: null })),
    http.post(at('leads/pool/c1/claim'), () => {
      taken = true;
      const problem = { code: 'pool_taken', status: 409, title: 'taken', detail: 'Li was faster', errors: [] };
      return HttpResponse.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } });
    }),
  );
  renderApp(<PoolPage search={{}} onSearch={() => undefined} />, { roles: ['sales_advisor'] });
  await userEvent.click(await screen.findByRole('button', { name: new RegExp(i18n.t('pool:claim')) }));
  expect(await screen.findByText('Li was faster')).toBeVisible();
  await waitFor(() => expect(screen.queryByText('Wang')).toBeNull());
});
