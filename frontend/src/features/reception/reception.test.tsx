import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { RegisterForm } from './components/RegisterForm';
import { shareOf } from './model';

beforeAll(() => i18n.loadNamespaces(['reception', 'sales']));

test('a share is whole per cent, and nothing of nobody', () => {
  expect(shareOf(3, 4)).toBe(75);
  expect(shareOf(0, 0)).toBeNull();
});

test('eleven digits and Enter register a walk-in; the owner of a known number shows before', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(at('leads/customers/duplicate-check'), () =>
      HttpResponse.json({ known: true, valid: true, owner_name: 'Lin', advice: 'ask_supervisor', customer_id: null }),
    ),
    http.post(at('leads/visits'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'v1', owner_name: 'Lin' }, { status: 201 });
    }),
  );
  renderApp(<RegisterForm />);
  const mobile = await screen.findByRole('textbox', { name: new RegExp(i18n.t('reception:register.mobile')) });
  await userEvent.type(mobile, '13900139000');
  expect(await screen.findByText(/Lin/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await waitFor(() =>
    expect(sent).toEqual([{ mobile: '13900139000', kind: 'showroom', purpose: 'new_car', companions: 0 }]),
  );
  expect(mobile).toHaveValue('');
});

test('a refused number is told at its field and nothing is lost', async () => {
  server.use(
    http.post(at('leads/visits'), () =>
      HttpResponse.json(
        { status: 422, code: 'phone_unreadable', errors: [{ pointer: '/mobile', code: 'x', message: 'unreadable' }] },
        { status: 422 },
      ),
    ),
  );
  renderApp(<RegisterForm />);
  const mobile = await screen.findByRole('textbox', { name: new RegExp(i18n.t('reception:register.mobile')) });
  await userEvent.type(mobile, '12345678{Enter}');
  expect(await screen.findByText('unreadable')).toBeVisible();
  expect(mobile).toHaveValue('12345678');
});
