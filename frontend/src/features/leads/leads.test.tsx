import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Board, LeadRow } from '@/api/generated/leads/types.gen';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import FollowUpSheet from '@/ui/sales/FollowUpSheet';
import { appendTo } from './components/LeadBoard';
import { ReassignSheet } from './components/ReassignSheet';
import { moveCard } from './hooks/mutations';
import { byOwner, canMoveByHand, listQuery, mobileDigits } from './model';

const card = (id: string, stage: LeadRow['stage']) => ({ id, stage, is_open: true }) as LeadRow;
const board: Board = {
  columns: [
    { stage: 'new', count: 30, items: [card('a', 'new'), card('b', 'new')], next_cursor: 'more' },
    { stage: 'contacted', count: 1, items: [card('c', 'contacted')], next_cursor: null },
  ],
};
const level = (code: string, gradable = true) => ({
  code,
  zh: code,
  en: code,
  cadence_hours: 24,
  gradable,
  hot: false,
});

beforeAll(() => i18n.loadNamespaces(['leads', 'sales']));

test('a moved card is on top of its column and both counts follow', () => {
  const [from, to] = moveCard(board, 'a', { stage: 'contacted' }).columns;
  expect([from?.count, from?.items.map((item) => item.id)]).toEqual([29, ['b']]);
  expect([to?.count, to?.items.map((item) => item.id)]).toEqual([2, ['a', 'c']]);
  expect(moveCard(board, 'a', { is_open: false, stage: 'lost' }).columns[0]?.count).toBe(29);
});

test('more of a column is appended once', () => {
  const next = appendTo(board, 'new', { items: [card('b', 'new'), card('d', 'new')], next_cursor: null });
  expect(next.columns[0]?.items.map((item) => item.id)).toEqual(['a', 'b', 'd']);
  expect(next.columns[0]?.next_cursor).toBeNull();
});

test('rules of the model', () => {
  expect(canMoveByHand('new', 'contacted')).toBe(true);
  expect(canMoveByHand('visited', 'contacted')).toBe(false);
  expect(canMoveByHand('new', 'quoted')).toBe(false);
  expect(canMoveByHand('lost', 'visited')).toBe(false);
  expect(mobileDigits('+86 138-0013-8000')).toBe('13800138000');
  expect(listQuery({ owner: 'none', closed: true })).toMatchObject({
    unassigned: true,
    owner_id: undefined,
    open: false,
  });
});

test('bulk reassignment tells per lead what failed, and goes back to each adviser', async () => {
  const calls: { owner_id: string; lead_ids: string[] }[] = [];
  const rows = [
    { id: 'a', owner_id: 'old', customer_name: 'Wang', store_id: 's1' },
    { id: 'b', owner_id: 'old', customer_name: 'Li', store_id: 's1' },
  ];
  server.use(
    http.get(at('gateway/me'), () => HttpResponse.json({})),
    http.get(at('gateway/staff'), () =>
      HttpResponse.json({ items: [{ id: 'new', name: 'Lin', roles: ['sales_advisor'], on_leave: false }] }),
    ),
    http.post(at('leads/leads/reassignments'), async ({ request }) => {
      calls.push((await request.json()) as (typeof calls)[number]);
      const wrong = { lead_id: 'b', ok: false, code: 'lead_closed', detail: 'closed already' };
      return HttpResponse.json({ results: [{ lead_id: 'a', ok: true, code: null, detail: null }, wrong] });
    }),
  );
  renderApp(<ReassignSheet rows={rows} onClose={() => undefined} />, { roles: ['sales_manager'] });
  await userEvent.click(await screen.findByRole('button', { name: /Lin/ }));
  expect(await screen.findByText('closed already')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:action.undo') }));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]).toMatchObject({ owner_id: 'old', lead_ids: ['a'] });
  expect([...byOwner(rows)]).toEqual([['old', ['a', 'b']]]);
});

test('a contact is logged with four keys, the date left to the server', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at('leads/settings'), () => HttpResponse.json({ levels: [level('N', false), level('A'), level('B')] })),
    http.get(at('leads/leads/x/next-contact'), () =>
      HttpResponse.json({ level: 'A', proposed_at: '2026-11-23T02:00:00Z', choices: [] }),
    ),
    http.post(at('leads/leads/x/follow-ups'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ follow_up: {}, lead: { id: 'x', next_contact_at: null } }, { status: 201 });
    }),
  );
  const onClose = vi.fn();
  renderApp(<FollowUpSheet target={{ leadId: 'x', customerName: 'Wang', level: 'N' }} onClose={onClose} />);
  await screen.findByRole('radio', { name: /^A/ });
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent(i18n.t('sales:followUp.outcomeMissing'));
  await userEvent.keyboard('1a{Enter}');
  await waitFor(() => expect(sent).toEqual([{ method: 'phone', outcome: 'connected', note: '', level: 'A' }]));
  expect(onClose).toHaveBeenCalledOnce();
});
