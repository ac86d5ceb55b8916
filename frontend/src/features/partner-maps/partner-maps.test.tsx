import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { PartnerMapOut } from '@/api/generated/leads/types.gen';
import { ApiProblem } from '@/api/problem';
import { i18n, loadTexts } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { faultAt, isChanged, keptOf, listOf, nextTarget, sectionOf, wholeOf, withTransform } from './model';
import { PartnerMapsPage } from './pages/PartnerMapsPage';

const map = {
  fields: [
    { target: 'id', paths: ['clue_id'] },
    { target: 'mobile', paths: ['tel'] },
  ],
};
const saved = {
  partner_id: 'p1',
  partner_name: 'Yueyu',
  version: 3,
  map,
  faults: [],
  secret_known: true,
} as unknown as PartnerMapOut;

const refusal = (pointer: string, message: string) => ({
  code: 'partner_map_row_refused',
  status: 422,
  title: 'invalid',
  detail: message,
  errors: [{ pointer, code: 'x', message }],
});
const asProblem = (body: object) =>
  HttpResponse.json(body, { status: 422, headers: { 'content-type': 'application/problem+json' } });

test('paths, ways, faults', () => {
  expect(listOf(' a.b ，c, ,')).toEqual(['a.b', 'c']);
  expect(nextTarget([{ target: 'id' }])).toBe('name');
  expect(withTransform({ target: 'city', paths: ['c'] }, 'split')).toMatchObject({ paths: ['c'], separator: '+' });
  expect(withTransform({ target: 'city', paths: ['c'] }, 'constant')).toMatchObject({ paths: [], value: '' });
  const draft = wholeOf(saved.map);
  expect(isChanged(saved, draft)).toBe(false);
  expect(isChanged(saved, { ...draft, signed: true })).toBe(true);
  const problem = new ApiProblem(422, 'x', '', refusal('/map/fields/1/paths/0', 'no path'));
  expect(faultAt(problem, '/fields/1')).toBe('no path');
  expect(faultAt(problem, '/fields/0')).toBeUndefined();
  expect(sectionOf(problem)).toBe('fields');
});

beforeEach(async () => {
  sessionStorage.clear();
  await loadTexts('partner-maps');
  await loadTexts('sales');
  const sample = '{"data": []}';
  const presets = [{ code: 'feiyu', zh: 'F', en: 'F', map, sample }];
  server.use(
    http.get(at('leads/partner-maps'), () => HttpResponse.json({ items: [saved] })),
    http.get(at('leads/partner-maps/presets'), () => HttpResponse.json({ items: presets })),
    http.get(at('leads/partner-maps/p1'), () => HttpResponse.json(saved)),
    http.post(at('leads/partner-maps/p1/trial'), async ({ request }) => {
      const body = (await request.json()) as { map: { fields: { paths: string[] }[] } };
      const path = body.map.fields[1]?.paths[0] ?? '';
      if (path.endsWith('[')) return asProblem(refusal('/map/fields/1/paths/0', 'no path'));
      const field = { rule: 1, target: 'mobile', path, value: `of ${path}`, fault: null };
      const record = { position: 0, external_id: '683', outcome: 'lead', reason: null, fields: [field] };
      return HttpResponse.json({ problem: null, count: 1, records: [record] });
    }),
  );
});

test('the result follows the typing, a fault stands at its row, and nothing typed is lost', async () => {
  const props = { search: {}, onSearch: () => undefined };
  const first = renderApp(<PartnerMapsPage {...props} />, { roles: ['marketing'] });
  const name = `${i18n.t('partner-maps:target.mobile')} ${i18n.t('partner-maps:fields.paths')}`;
  const paths = await screen.findByRole('textbox', { name });
  expect((await screen.findAllByText(/of tel/)).length).toBeGreaterThan(0);
  await userEvent.type(paths, '2');
  expect((await screen.findAllByText(/of tel2/)).length).toBeGreaterThan(0);
  expect(screen.getByText(i18n.t('partner-maps:unsaved'))).toBeVisible();
  await userEvent.type(paths, '[[');
  await waitFor(() => expect(screen.getAllByText('no path').length).toBeGreaterThan(0));
  first.unmount();
  expect(keptOf('p1')?.base).toBe(3);
  renderApp(<PartnerMapsPage {...props} />, { roles: ['marketing'] });
  expect(await screen.findByRole('textbox', { name })).toHaveValue('tel2[');
  await userEvent.click(screen.getByRole('button', { name: i18n.t('partner-maps:discard') }));
  expect(keptOf('p1')).toBeNull();
});

test("somebody else's newer version is never overwritten unasked", async () => {
  const sent: string[] = [];
  let version = 3;
  server.use(
    http.get(at('leads/partner-maps/p1'), () => HttpResponse.json({ ...saved, version })),
    http.put(at('leads/partner-maps/p1'), ({ request }) => {
      const base = request.headers.get('if-match') ?? '';
      sent.push(base);
      if (base === '"4"') return HttpResponse.json({ ...saved, version: 5 });
      version = 4;
      const stale = { code: 'stale_version', status: 412, title: 'stale', detail: 'stale', errors: [] };
      return HttpResponse.json(stale, { status: 412, headers: { 'content-type': 'application/problem+json' } });
    }),
  );
  renderApp(<PartnerMapsPage search={{ tab: 'feedback' }} onSearch={() => undefined} />, { roles: ['marketing'] });
  const arrived = await screen.findByRole('textbox', { name: new RegExp(i18n.t('partner-maps:milestone.arrived')) });
  await userEvent.type(arrived, '527');
  await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:action.save') }));
  await userEvent.click(await screen.findByRole('button', { name: i18n.t('partner-maps:keepMine') }));
  await waitFor(() => expect(screen.queryByText(i18n.t('partner-maps:stale'))).toBeNull());
  expect(arrived).toHaveValue('527');
  await userEvent.click(screen.getByRole('button', { name: i18n.t('ui:action.save') }));
  await waitFor(() => expect(sent).toEqual(['"3"', '"4"']));
});
