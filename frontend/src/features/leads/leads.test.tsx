import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Board, LeadRow } from '@/api/generated/leads/types.gen';
import { i18n } from '@/lib/i18n';
import { setTimeZone } from '@/lib/time';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import FollowUpSheet from '@/ui/sales/FollowUpSheet';
import { appendTo, withTails } from './board';
import { ReassignSheet } from './components/ReassignSheet';
import { moveCard } from './hooks/mutations';
import { canMoveByHand, filterQuery, mobileDigits } from './model';

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

test('a fresh board keeps what was read on, but for cards that moved', () => {
  const at = (row: LeadRow, stage_at: string) => ({ ...row, stage_at });
  const rows = ['a', 'b', 'c', 'd'].map((id, place) => at(card(id, 'new'), `2026-11-${20 - place}T00:00:00Z`));
  const column = (items: LeadRow[], next_cursor: string | null) =>
    ({ stage: 'new', count: 9, items, next_cursor }) as Board['columns'][number];
  const old: Board = { columns: [column(rows, 'further')] };
  const moved = { stage: 'contacted', count: 1, items: [card('c', 'contacted')], next_cursor: null } as const;
  const fresh: Board = { columns: [column(rows.slice(0, 2), 'second'), moved as unknown as Board['columns'][number]] };
  const [first] = withTails(fresh, old).columns;
  expect([first?.items.map(({ id }) => id), first?.next_cursor]).toEqual([['a', 'b', 'd'], 'further']);
  expect(withTails(fresh, undefined)).toBe(fresh);
  expect(withTails({ columns: [column(rows.slice(0, 2), null)] }, old).columns[0]?.items).toHaveLength(2);
});

test('filters as the server asks for them', () => {
  setTimeZone('Asia/Shanghai');
  const query = filterQuery(
    { level: 'H,A', owner: 'none,x', next: 'until_today', score: '40..', silent: '7', missed: 'false', closed: 'true' },
    ' 0005 ',
    '2026-11-20',
  );
  expect(query).toMatchObject({
    level: ['H', 'A'],
    owner_id: ['x'],
    unassigned: true,
    next_contact_from: undefined,
    next_contact_to: '2026-11-20T16:00:00.000Z',
    planned: undefined,
    score_from: 40,
    score_to: undefined,
    silent_days: 7,
    response_missed: false,
    open: false,
    query: '0005',
  });
  expect(filterQuery({ next: 'none' }, 'x', '2026-11-20')).toMatchObject({
    planned: false,
    query: undefined,
    open: true,
  });
});

test('rules of the model', () => {
  expect(canMoveByHand('new', 'contacted')).toBe(true);
  expect(canMoveByHand('visited', 'contacted')).toBe(false);
  expect(canMoveByHand('new', 'quoted')).toBe(false);
  expect(canMoveByHand('lost', 'visited')).toBe(false);
  expect(mobileDigits('+86 138-0013-8000')).toBe('13800138000');
});

test('bulk reassignment shows what it touches, tells what failed, and is undone by its receipt', async () => {
  const undone: string[] = [];
  const rows = [
    { id: 'a', customer_id: 'ca', customer_name: 'Wang' },
    { id: 'b', customer_id: 'cb', customer_name: 'Li' },
  ];
  const person = { staff_id: 'new', name: 'Lin', roles: ['sales_advisor'], on_leave: false, in_work: 3 };
  server.use(
    http.get(at('gateway/me'), () => HttpResponse.json({})),
    http.get(at('leads/transfers/receivers'), () => HttpResponse.json([person])),
    http.post(at('leads/transfers/preview'), () =>
      HttpResponse.json({ rows: [], customers: 2, leads: 2, protected: 1, blocked: 0, missing: 0 }),
    ),
    http.post(at('leads/transfers'), () =>
      HttpResponse.json({
        id: 'receipt',
        customers: 1,
        results: [
          { customer_id: 'ca', ok: true, code: null },
          { customer_id: 'cb', ok: false, code: 'customer_blocked' },
        ],
      }),
    ),
    http.post(at('leads/transfers/receipt/undo'), () => {
      undone.push('receipt');
      return HttpResponse.json({ transfer_id: 'receipt', undone: 1, refused: 0, results: [] });
    }),
  );
  renderApp(<ReassignSheet rows={rows} onClose={() => undefined} />, { roles: ['sales_manager'] });
  expect(await screen.findByText(new RegExp(i18n.t('leads:reassign.protected', { count: 1 })))).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: /Lin/ }));
  expect(await screen.findByText(new RegExp(i18n.t('leads:reassign.code.customer_blocked')))).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:action.undo') }));
  await waitFor(() => expect(undone).toEqual(['receipt']));
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
