import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { registerCommands } from '@/lib/commands';
import { i18n } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { ACCOUNTS, at, ME, server } from '@/test/server';
import { StoryNext } from '@/ui/story/StoryNext';
import { navItems } from './manifests';
import { ClockBanner } from './shell/Banners';
import { DeskNav } from './shell/DeskNav';
import { useShortcuts } from './use-shortcuts';

describe('demo tools', () => {
  it('moves business time on', async () => {
    const seen = vi.fn();
    server.use(
      http.post(at('gateway/clock/advance'), async ({ request }) => {
        seen(await request.json());
        return HttpResponse.json({}, { headers: { 'X-Business-Time': '2026-11-23T02:05:00Z' } });
      }),
    );
    renderApp(<ClockBanner />);
    await userEvent.click(await screen.findByRole('button', { name: i18n.t('app:banner.advance', { days: 3 }) }));
    await waitFor(() => expect(seen).toHaveBeenCalledWith({ days: 3 }));
    expect(await screen.findByText(/11.*23/)).toBeVisible();
  });

  it('hands the story on to the next role of the same store', async () => {
    const entered = vi.fn();
    server.use(
      http.post(at('gateway/demo/sessions'), async ({ request }) => {
        entered(await request.json());
        return HttpResponse.json({ me: { ...ME, username: 'linting' } }, { status: 201 });
      }),
    );
    const { path } = renderApp(<StoryNext toRole="dcc_agent" label="call" to="/leads" />);
    await userEvent.click(await screen.findByRole('button', { name: /Lin Ting/ }));
    await waitFor(() => expect(path()).toBe('/leads'));
    expect(entered).toHaveBeenCalledWith({ username: ACCOUNTS[2]?.username });
  });
});

describe('shortcuts', () => {
  const go = vi.fn();
  const context = { go };
  function Listener() {
    useShortcuts(context);
    return <input aria-label="box" />;
  }

  it('runs single keys, sequences and modifiers, and is silent while typing', async () => {
    const [single, jump, search] = [vi.fn(), vi.fn(), vi.fn()];
    const stop = registerCommands([
      { id: 'app.a', group: 'general', keys: 'n', run: single },
      { id: 'app.b', group: 'general', keys: 'g l', run: jump },
      { id: 'app.c', group: 'general', keys: 'mod+k', run: search },
    ]);
    renderApp(<Listener />);
    const box = await screen.findByLabelText('box');
    fireEvent.keyDown(document.body, { key: 'n' });
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 'l' });
    fireEvent.keyDown(box, { key: 'n' });
    fireEvent.keyDown(box, { key: 'k', ctrlKey: true });
    expect(single).toHaveBeenCalledOnce();
    expect(jump).toHaveBeenCalledOnce();
    expect(search).toHaveBeenCalledOnce();
    act(stop);
  });
});

describe('navigation', () => {
  it('names every icon, also where its word is hidden, and groups them', async () => {
    renderApp(<DeskNav />);
    const list = await screen.findByRole('list', { name: i18n.t('app:group.admin') });
    expect(within(list).getByRole('link', { name: i18n.t('shell:nav.sessions') })).toBeVisible();
    for (const link of within(list).getAllByRole('link')) expect(link).toHaveAccessibleName();
  });

  it('has a label in both languages for every entry, and no id twice', () => {
    expect(new Set(navItems.map((item) => item.id)).size).toBe(navItems.length);
    for (const item of navItems) {
      for (const lng of ['zh-CN', 'en']) expect(i18n.getResource(lng, 'shell', `nav.${item.id}`), item.id).toBeTruthy();
    }
  });
});
