import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { SavedViewOut } from '@/api/generated/gateway/types.gen';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import type { FilterField, SearchValue } from '../filters/types';
import { SavedViewTabs } from './SavedViewTabs';
import { useListLook } from './useListLook';

const fields: FilterField[] = [
  { id: 'overdue', label: 'Overdue', group: 'g', kind: 'flag' },
  { id: 'tag', label: 'Tag', group: 'g', kind: 'text' },
];
const view = (id: string, more: Partial<SavedViewOut>): SavedViewOut => ({
  id,
  list_code: 'leads',
  name: id,
  filters: {},
  sort: null,
  columns: [],
  layout: 'list',
  sharing: 'me',
  position: 0,
  owner_id: 'me',
  owner_name: 'Me',
  mine: true,
  changeable: true,
  version: 3,
  ...more,
});
const views = [view('due', { filters: { overdue: true } }), view('old', { filters: { tag: 'x' }, sort: 'risk' })];
let preference: string | null = null;

function Probe({ start }: { start: Record<string, SearchValue> }) {
  const [search, setSearch] = useState(start);
  const state = useListLook({
    list: 'leads',
    search,
    onSearch: (change) => setSearch((old) => ({ ...old, ...change })),
    fields,
    sorts: ['newest', 'risk'],
  });
  return (
    <>
      <SavedViewTabs state={state} label="Leads" />
      <output>{JSON.stringify(search)}</output>
      <button type="button" onClick={() => state.setFilter('tag', '7')}>
        narrow
      </button>
    </>
  );
}

const shown = () => JSON.parse(screen.getByRole('status').textContent ?? '{}') as Record<string, SearchValue>;

beforeAll(() => i18n.loadNamespaces('list'));
beforeEach(() =>
  server.use(
    http.get(at('gateway/me'), () => HttpResponse.json({})),
    http.get(at('gateway/saved-views'), () =>
      HttpResponse.json({
        items: views,
        preferences: [{ list_code: 'leads', default_view_id: preference, columns: [] }],
        may_share: ['me'],
      }),
    ),
  ),
);

test('who comes without a wish sees the default view, and can leave it', async () => {
  preference = 'due';
  renderApp(<Probe start={{}} />);
  await waitFor(() => expect(shown()).toEqual({ overdue: true, v: 'due' }));
  await userEvent.click(screen.getByRole('button', { name: i18n.t('list:view.all') }));
  await waitFor(() => expect(shown()).toEqual({ v: 'all' }));
});

test('a link wins over the default view', async () => {
  preference = 'due';
  renderApp(<Probe start={{ tag: 'gift' }} />);
  await screen.findByRole('button', { name: /due/ });
  expect(shown()).toEqual({ tag: 'gift' });
});

test('a changed view is updated with its version', async () => {
  preference = null;
  const sent: unknown[] = [];
  server.use(
    http.patch(at('gateway/saved-views/old'), async ({ request }) => {
      sent.push([request.headers.get('if-match'), await request.json()]);
      return HttpResponse.json(views[1]);
    }),
  );
  renderApp(<Probe start={{}} />);
  await userEvent.click(await screen.findByRole('button', { name: 'old' }));
  expect(screen.queryByText(i18n.t('list:view.dirty'))).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'narrow' }));
  await userEvent.click(await screen.findByRole('button', { name: i18n.t('list:view.update') }));
  await waitFor(() =>
    expect(sent).toEqual([['"3"', { filters: { tag: 7 }, sort: 'risk', columns: [], layout: 'list' }]]),
  );
});
