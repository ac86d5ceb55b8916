import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { LinkGone, openLink } from './api';
import { OrderProgress } from './OrderProgress';
import { Sign } from './Sign';
import { Survey } from './Survey';
import { text } from './texts';

describe('link pages', () => {
  it('shows how far the order is and whom to call', () => {
    const step = { at: null, on: null };
    render(
      <OrderProgress
        data={{
          store: { name: 'Star Sea', phone: '19900000002', address: '1 Harbour Road' },
          customer_name: 'W*',
          order_no: 'SO-1',
          model: 'Seal 06',
          colour: null,
          steps: [
            { ...step, code: 'contract', zh: 'C', en: 'Contract', done: true, at: '2026-11-18T02:00:00Z' },
            { ...step, code: 'preparation', zh: 'P', en: 'Preparation', done: false },
            { ...step, code: 'delivery', zh: 'D', en: 'Delivery', done: false },
          ],
          promised_on: '2026-11-28',
          adviser_name: 'Chen',
        }}
      />,
    );
    expect(screen.getByText('Preparation').closest('li')).toHaveAttribute('aria-current', 'step');
    expect(screen.getByRole('link')).toHaveAttribute('href', 'tel:19900000002');
  });

  it('asks for the required answers, then sends them with their types', async () => {
    const onSubmit = vi.fn().mockResolvedValue(undefined);
    render(
      <Survey
        data={{
          title: 'Delivery',
          store_name: 'Star Sea',
          questions: [
            { id: 'nps', kind: 'score', text: 'Recommend?', required: true },
            { id: 'why', kind: 'comment', text: 'Why?' },
          ],
        }}
        onSubmit={onSubmit}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: text('survey.submit') }));
    expect(screen.getByRole('alert')).toHaveTextContent(text('survey.missing'));
    await userEvent.click(screen.getByRole('radio', { name: text('survey.score', { score: 9 }) }));
    await userEvent.type(screen.getByRole('textbox'), 'good');
    await userEvent.click(screen.getByRole('button', { name: text('survey.submit') }));
    expect(onSubmit).toHaveBeenCalledWith({ nps: 9, why: 'good' });
  });

  it('signs only after agreeing', async () => {
    const onSubmit = vi.fn().mockResolvedValue(undefined);
    render(
      <Sign
        data={{ title: 'Contract', store_name: 'S', paragraphs: ['P1'], text_version: 'v3' }}
        onSubmit={onSubmit}
      />,
    );
    const button = screen.getByRole('button', { name: text('sign.submit') });
    await userEvent.type(screen.getByRole('textbox'), 'Wang Wei');
    expect(button).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(button);
    expect(onSubmit).toHaveBeenCalledWith({ path: null, typed_name: 'Wang Wei', text_version: 'v3' });
  });

  it('refuses a token that names no service', async () => {
    await expect(openLink('unknown_0123456789abcdef')).rejects.toBeInstanceOf(LinkGone);
  });
});
