import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { i18n, loadTexts } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { DeliveryPanel } from './components/DeliveryPanel';
import { InboundSecret } from './components/InboundSecret';
import { PasswordPage } from './pages/PasswordPage';

beforeAll(() => loadTexts('admin'));
const t = (key: string, values?: Record<string, unknown>) => i18n.t(`admin:${key}`, values ?? {});

describe('own password', () => {
  const box = (name: string) => screen.getByLabelText(new RegExp(`^${t(`password.${name}`)}( \\*)?$`));

  async function fill(values: readonly string[]) {
    for (const [place, name] of ['current', 'new', 'again'].entries())
      await userEvent.type(box(name), values[place] ?? '');
    await userEvent.click(screen.getByRole('button', { name: t('password.save') }));
  }

  it('is not sent while the two new ones differ', async () => {
    renderApp(<PasswordPage onDone={vi.fn()} />);
    await screen.findByText(t('password.subtitle'));
    await fill(['old-password', 'long-enough-1', 'long-enough-2']);
    expect(screen.getByText(t('password.differs'))).toBeVisible();
  });

  it('shows at its field what the server says, then is changed', async () => {
    const [seen, done] = [vi.fn(), vi.fn()];
    server.use(
      http.put(at('gateway/me/password'), async ({ request }) => {
        const body = (await request.json()) as { current: string };
        seen(body);
        if (body.current === 'right') return new HttpResponse(null, { status: 204 });
        const error = { pointer: '/current', code: 'wrong_password', message: 'not right' };
        return HttpResponse.json(
          { status: 422, code: 'wrong_password', title: '', detail: 'not right', errors: [error] },
          { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
        );
      }),
    );
    renderApp(<PasswordPage onDone={done} />);
    await screen.findByText(t('password.subtitle'));
    await fill(['wrong', 'long-enough-1', 'long-enough-1']);
    await waitFor(() => expect(box('current')).toHaveAccessibleDescription('not right'));
    const current = box('current');
    await userEvent.clear(current);
    await userEvent.type(current, 'right');
    await userEvent.click(screen.getByRole('button', { name: t('password.save') }));
    await waitFor(() => expect(done).toHaveBeenCalledOnce());
    expect(seen).toHaveBeenLastCalledWith({ current: 'right', new: 'long-enough-1' });
  });
});

describe("a partner's inbound secret", () => {
  const PARTNER = { id: 'p', name: 'Bank', kind: 'finance', source: null, store_ids: [], active: true } as never;

  it('is rotated with the chosen overlap and shown once', async () => {
    const rotated = vi.fn();
    const known = { id: 'p', name: 'Bank', kind: 'finance', active: true, inbound_url: 'https://us.example.com/in/p' };
    const seen = { secret_created_at: '2026-03-01T02:00:00Z', secret_revealed_at: '2026-03-02T02:00:00Z' };
    server.use(
      http.get(at('notifications/webhook-partners'), () => HttpResponse.json({ items: [{ ...known, ...seen }] })),
      http.get(at('notifications/webhook-partners/p/secret-accesses'), () => HttpResponse.json({ items: [] })),
      http.post(at('notifications/webhook-partners/p/secret-rotation'), async ({ request }) => {
        rotated(await request.json());
        return HttpResponse.json({ partner_id: 'p', secret: 'whsec_new' });
      }),
    );
    renderApp(<InboundSecret partner={PARTNER} onClose={vi.fn()} />);
    await userEvent.click(await screen.findByText(t('inSecret.overlapHours.168')));
    expect(screen.queryByRole('button', { name: t('inSecret.reveal') })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: t('endpoint.rotate') }));
    expect(await screen.findByText('whsec_new')).toBeVisible();
    expect(rotated).toHaveBeenCalledWith({ overlap_hours: 168 });
  });
});

describe('webhook log', () => {
  const row = {
    id: 'd',
    partner_name: 'Bank',
    event_type: 'leads.loan_submitted',
    webhook_id: 'msg_1',
    state: 'delivered',
    created_at: '2026-03-10T02:00:00Z',
    url: 'https://bank.example.com',
    gates: [],
    tries: [
      { number: 1, at: '2026-11-22T02:00:00Z', status: 503, error: null, duration_ms: 8 },
      { number: 2, at: '2026-11-22T02:00:06Z', status: 204, error: null, duration_ms: 9 },
    ],
  };

  it.each([true, false])('says in the demo alone which clock a time is of (demo: %s)', async (demo) => {
    server.use(http.get(at('notifications/webhook-deliveries/d'), () => HttpResponse.json(row)));
    renderApp(<DeliveryPanel id="d" may={false} onClose={vi.fn()} />, { demo });
    const tries = t('delivery.tries');
    const heading = demo ? t('clock.real', { label: tries }) : tries;
    expect(await screen.findByRole('heading', { name: heading })).toBeVisible();
    expect(screen.getByText('503')).toBeVisible();
    expect(screen.queryByText(t('clock.business', { label: t('delivery.at') })) !== null).toBe(demo);
  });
});
