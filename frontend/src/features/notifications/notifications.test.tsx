import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, it, vi } from 'vitest';
import { i18n, loadTexts } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { Bell } from './components/Bell';
import { placeOf } from './model';

beforeAll(() => loadTexts('notifications'));

const NOTICE = {
  id: 'n1',
  kind: 'complaint_opened',
  params: { complaint_no: 'TS1', grade: 'major', category: 'sales', respond_by: '2026-11-08T04:00:00Z' },
  ref_kind: 'complaint',
  ref_id: 'c1',
  customer_id: 'k1',
  customer_name: 'Qin',
  store_id: 's',
  created_at: '2026-11-08T03:00:00Z',
  read_at: null,
};

it('counts, tells in words, opens the thing and marks it read', async () => {
  const read = vi.fn();
  server.use(
    http.get(at('notifications/staff-notices'), () =>
      HttpResponse.json({ items: [NOTICE], next_cursor: null, unread: 1 }),
    ),
    http.post(at('notifications/staff-notices/read'), async ({ request }) => {
      read(await request.json());
      return HttpResponse.json({ unread: 0 });
    }),
  );
  const { path } = renderApp(<Bell />);
  const bell = i18n.t('notifications:bell.unread', { count: 1, shown: '1' });
  await userEvent.click(await screen.findByRole('button', { name: bell }));
  const row = await screen.findByRole('link', { name: /Qin.*TS1/ });
  expect(row).toHaveTextContent(i18n.t('notifications:value.grade.major'));
  await userEvent.click(row);
  await waitFor(() => expect(path()).toBe('/complaints'));
  expect(read).toHaveBeenCalledWith({ ids: ['n1'] });
});

it('leads to the customer where a thing has no page', () => {
  expect(placeOf({ ref_kind: 'loan', ref_id: 'l1', customer_id: 'k1' })).toBe('/customers/k1');
  expect(placeOf({ ref_kind: null, ref_id: null, customer_id: null })).toBeNull();
});
