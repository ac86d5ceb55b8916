import { useTranslation } from 'react-i18next';
import type { SessionRow } from '@/api/generated/gateway/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { GATEWAY, useAct, useAll } from '../api';
import { useClockLabels } from '../clock-labels';
import css from '../components/Admin.module.css';

const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg\//],
  ['WeChat', /MicroMessenger/],
  ['Firefox', /Firefox\//],
  ['Chrome', /Chrom(e|ium)\//],
  ['Safari', /Safari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['iOS', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

/** `Chrome · Windows` out of a user agent, or the beginning of it. */
export function deviceName(agent: string): string {
  const find = (list: typeof BROWSERS) => list.find(([, pattern]) => pattern.test(agent))?.[0];
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(' · ') || agent.slice(0, 40) || '–';
}

/** Where one is signed in; anything strange is ended here. */
export function SessionsPage() {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const path = `${GATEWAY}/sessions`;
  const sessions = useAll<SessionRow>(path);
  const end = useAct();
  return (
    <Page>
      <PageHeader title={t('sessions.title')} subtitle={t('sessions.subtitle')} />
      <Page.Body>
        <Card>
          {sessions.isPending ? <RowsSkeleton rows={3} /> : null}
          {sessions.error ? (
            <ErrorState compact error={sessions.error} onRetry={() => void sessions.refetch()} />
          ) : null}
          {sessions.data?.items.map((row) => (
            <div key={row.id} className={css.row}>
              <span className={css.grow}>
                <span className={css.line}>
                  <strong title={row.device}>{deviceName(row.device)}</strong>
                  {row.current ? <StatusTag tone="success">{t('sessions.current')}</StatusTag> : null}
                </span>
                <span className={css.quiet}>
                  {row.address} · {clock.real(t('sessions.since', { at: formatTime(row.created_at) }))} ·{' '}
                  {clock.real(t('sessions.seen', { at: formatTime(row.last_seen_at) }))}
                </span>
              </span>
              {row.current ? null : (
                <Button
                  variant="danger"
                  loading={end.isPending && end.variables.path.endsWith(row.id)}
                  onClick={() => end.mutate({ path: `${path}/${row.id}`, method: 'DELETE' })}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </div>
          ))}
        </Card>
      </Page.Body>
    </Page>
  );
}
