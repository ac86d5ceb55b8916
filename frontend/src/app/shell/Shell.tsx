import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onSessionEnd } from '@/api/client';
import { createHintSink } from '@/api/hints';
import { startLive } from '@/api/live';
import { useMe } from '@/api/session';
import { registerCommands } from '@/lib/commands';
import type { Command } from '@/lib/feature';
import { i18n, setLanguage } from '@/lib/i18n';
import { toggleTheme, useIsPhone } from '@/lib/media';
import { DetailSkeleton } from '@/ui/Skeleton';
import { useFeatureCommands, useGo } from '../use-navigation';
import { useShortcuts } from '../use-shortcuts';
import { ClockBanner, OfflineBanner } from './Banners';
import { DeskNav } from './DeskNav';
import { PhoneTabs, PhoneTop } from './PhoneBars';
import css from './Shell.module.css';
import { TopBar } from './TopBar';

const Palette = lazy(() => import('../palette/Palette'));
const ShortcutSheet = lazy(() => import('../palette/ShortcutSheet'));

type Overlay = 'palette' | 'shortcuts' | null;

/** The signed-in frame: navigation, top bar, banners, live stream, shortcuts, and the page in the middle. */
export function Shell() {
  const { t } = useTranslation('app');
  const phone = useIsPhone();
  const me = useMe();
  const go = useGo();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const context = useMemo(() => ({ go }), [go]);
  useLiveUpdates();
  useSessionGuard();
  useShellCommands(setOverlay);
  useShortcuts(context);
  const main = useMainFocus();
  const openSearch = () => setOverlay('palette');
  return (
    <div className={phone ? css.phone : css.desk}>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      {phone ? <PhoneTop onSearch={openSearch} /> : <DeskNav />}
      <div className={css.column}>
        {phone ? null : <TopBar onSearch={openSearch} onHelp={() => setOverlay('shortcuts')} />}
        <OfflineBanner />
        {me.demo ? <ClockBanner /> : null}
        <main id="main" ref={main} tabIndex={-1} className={css.main}>
          <Suspense fallback={<DetailSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone ? <PhoneTabs /> : null}
      <Suspense>
        {overlay === 'palette' ? <Palette onClose={() => setOverlay(null)} context={context} /> : null}
        {overlay === 'shortcuts' ? <ShortcutSheet onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </div>
  );
}

function useLiveUpdates(): void {
  const client = useQueryClient();
  const { staff_id } = useMe();
  useEffect(() => startLive(createHintSink(client), staff_id), [client, staff_id]);
}

function useSessionGuard(): void {
  const router = useRouter();
  const client = useQueryClient();
  useEffect(
    () =>
      onSessionEnd(() => {
        client.clear();
        const next = router.state.location.href;
        void router.navigate({ to: '/sign-in', search: next === '/' ? {} : { next }, replace: true });
      }),
    [router, client],
  );
}

function useShellCommands(setOverlay: (overlay: Overlay) => void): void {
  const fromFeatures = useFeatureCommands();
  useEffect(() => {
    const own: Command[] = [
      { id: 'app.search', group: 'general', keys: 'mod+k', run: () => setOverlay('palette') },
      { id: 'app.shortcuts', group: 'general', keys: '?', run: () => setOverlay('shortcuts') },
      { id: 'app.theme', group: 'general', keys: 'shift+d', run: toggleTheme },
      {
        id: 'app.language',
        group: 'general',
        keys: 'shift+l',
        run: () => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en'),
      },
    ];
    return registerCommands([...fromFeatures, ...own]);
  }, [fromFeatures, setOverlay]);
}

/** After a change of page the reading position is the new page, for keyboard and screen readers alike. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs on every change of path
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
