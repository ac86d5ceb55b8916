import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { i18n, setLanguage } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { SignInPage } from './SignInPage';

describe('sign-in', () => {
  it('offers the demo roles by store in story order and signs in by one tap', async () => {
    const onDone = vi.fn();
    renderApp(<SignInPage onDone={onDone} />);
    const roles = await screen.findByRole('region', { name: i18n.t('session:demoTitle') });
    const cards = within(roles).getAllByRole('button');
    expect(cards.map((card) => card.textContent)).toEqual([
      expect.stringContaining('Lin Ting'),
      expect.stringContaining('Xu Qing'),
      expect.stringContaining('Zheng Kai'),
    ]);
    await userEvent.click(cards[0] as HTMLElement);
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });

  it('is a plain form when this is not the demo and shows the refusal', async () => {
    server.use(
      http.get(at('gateway/demo/accounts'), () => new HttpResponse(null, { status: 404 })),
      http.post(at('gateway/sessions'), () =>
        HttpResponse.json({ status: 401, code: 'bad_credentials', detail: 'Wrong password' }, { status: 401 }),
      ),
    );
    renderApp(<SignInPage onDone={vi.fn()} />);
    await userEvent.type(await screen.findByLabelText(i18n.t('session:username')), 'chenxiao');
    await userEvent.type(screen.getByLabelText(i18n.t('session:password')), 'nope');
    await userEvent.click(screen.getByRole('button', { name: i18n.t('session:signIn') }));
    expect(await screen.findByText('Wrong password')).toBeVisible();
    expect(screen.queryByRole('region', { name: i18n.t('session:demoTitle') })).not.toBeInTheDocument();
  });

  it('switches language without a reload', async () => {
    renderApp(<SignInPage onDone={vi.fn()} />);
    await screen.findByLabelText(i18n.t('session:username'));
    await act(() => setLanguage('en'));
    expect(await screen.findByLabelText('Username')).toBeVisible();
    expect(document.documentElement.lang).toBe('en');
  });
});
