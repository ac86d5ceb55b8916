import { createHash } from 'node:crypto';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { server } from '@/test/server';
import { text } from '../texts';
import type { FormPage } from './api';
import { EMPTY, filledOf, mayStand, missing, visitorIn } from './model';
import { sha256, solve } from './proof';
import { WebForm } from './WebForm';

const PAGE: FormPage = {
  form_key: 'wf_0123456789abcdef',
  kind: 'test_drive',
  texts: { title_zh: '预约试驾', title_en: 'Book a test drive' },
  fields: [
    { name: 'name', required: true },
    { name: 'model', required: false },
  ],
  models: ['X5'],
  consents: [
    { purpose: 'service', version: '1', zh: 'a', en: 'Contact me' },
    { purpose: 'marketing', version: '2', zh: 'b', en: 'Offers' },
    { purpose: 'profiling', version: '3', zh: 'c', en: 'What I looked at' },
  ],
  origins: ['https://www.example.com'],
  store: { name: 'Star Sea', phone: '02155550100', address: '1 Harbour Road' },
  reply_minutes: 5,
  token: 'first',
  proof_bits: 0,
  wait_seconds: 0,
};
const PATH = '*/api/v1/leads/web-forms/wf_0123456789abcdef/submissions';
const hex = (words: Uint32Array) => Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');

async function fillIn() {
  const user = userEvent.setup();
  await user.type(screen.getByLabelText(new RegExp(text('form.field.mobile'))), '199 0000 0001');
  await user.type(screen.getByLabelText(new RegExp(text('form.field.name'))), 'Wang');
  await user.click(screen.getByRole('checkbox', { name: /Contact me/ }));
  await user.click(screen.getByRole('button', { name: text('form.submit') }));
}

describe('public form', () => {
  it('knows SHA-256', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 200]) {
      const told = 'ab7.'.repeat(60).slice(0, length);
      expect(hex(sha256(told))).toBe(createHash('sha256').update(told).digest('hex'));
    }
  });

  it('finds a proof that the server would find good', async () => {
    const found = await solve('token', 10);
    const digest = createHash('sha256').update(`token:${found}`).digest();
    expect(digest.readUInt32BE(0) >>> 22).toBe(0);
  });

  it('says what is missing, in the order of the page', () => {
    expect(missing(PAGE, EMPTY)).toEqual(['/mobile', '/name', '/consents']);
    const filled = { ...EMPTY, mobile: '19900000001', name: 'W', ticked: ['service' as const] };
    expect(missing(PAGE, filled)).toEqual([]);
    expect(filledOf(PAGE, filled, 'v'.repeat(32))).not.toHaveProperty('visitor_id');
    expect(filledOf(PAGE, { ...filled, ticked: ['service', 'profiling'] }, 'v'.repeat(32))).toHaveProperty(
      'visitor_id',
    );
  });

  it('stands by itself and in registered sites only', () => {
    const own = 'https://crm.example.com';
    expect(mayStand(PAGE, false, null, own)).toBe(true);
    expect(mayStand(PAGE, true, 'https://www.example.com', own)).toBe(true);
    expect(mayStand(PAGE, true, 'https://evil.example.org', own)).toBe(false);
    expect(mayStand(PAGE, true, null, own)).toBe(false);
    expect(visitorIn('#v=0123456789abcdef')).toBe('0123456789abcdef');
    expect(visitorIn('#v=<script>')).toBeNull();
  });

  it('leaves marketing unticked, and hides profiling from whom no page has recognised', () => {
    render(<WebForm page={PAGE} visitor={null} />);
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([false, false]);
  });

  it('is asked again and sends the same submission once more, with its proof', async () => {
    const sent: Record<string, unknown>[] = [];
    server.use(
      http.post(PATH, async ({ request }) => {
        sent.push((await request.json()) as Record<string, unknown>);
        return sent.length === 1
          ? HttpResponse.json({ code: 'x', token: 'second', proof_bits: 4, wait_seconds: 0 }, { status: 422 })
          : HttpResponse.json({ received: true }, { status: 202 });
      }),
    );
    render(<WebForm page={PAGE} visitor={null} />);
    await fillIn();
    expect(await screen.findByText(text('form.thanks'))).toBeInTheDocument();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({
      id: sent[0]?.id,
      token: 'second',
      proof: expect.any(String),
      mobile: '199 0000 0001',
    });
  });

  it('keeps everything while the network is away and sends when it is back', async () => {
    const ids: unknown[] = [];
    server.use(
      http.post(PATH, async ({ request }) => {
        ids.push(((await request.json()) as { id: string }).id);
        return ids.length === 1 ? HttpResponse.error() : HttpResponse.json({ received: true }, { status: 202 });
      }),
    );
    render(<WebForm page={PAGE} visitor={null} />);
    await fillIn();
    expect(await screen.findByRole('alert')).toHaveTextContent(text('form.offline'));
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(screen.getByText(text('form.thanks'))).toBeInTheDocument());
    expect(ids[0]).toBe(ids[1]);
  });

  it('shows at its field what the server finds wrong', async () => {
    server.use(
      http.post(PATH, () =>
        HttpResponse.json({ detail: 'no', errors: [{ pointer: '/mobile', message: 'Not a number' }] }, { status: 422 }),
      ),
    );
    render(<WebForm page={PAGE} visitor={null} />);
    await fillIn();
    expect(await screen.findByText('Not a number')).toBeInTheDocument();
    expect(screen.getByLabelText(new RegExp(text('form.field.mobile')))).toBeInvalid();
  });
});
