import { useTranslation } from 'react-i18next';
import type { InboundRow, RejectionRow } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { InboxIcon, ReloadIcon } from '@/ui/icons';
import { flatten } from '@/ui/list/types';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag, type Tone } from '@/ui/Tag';
import { NOTIFICATIONS, useAct, useOne, usePages } from '../api';
import { useClockLabels } from '../clock-labels';
import css from './Admin.module.css';

const PATH = `${NOTIFICATIONS}/inbound-webhooks`;
const TONES: Record<InboundRow['state'], Tone> = {
  received: 'info',
  processed: 'success',
  unrecognised: 'warning',
  failed: 'danger',
};

/** What partners sent, and what was turned away at the door. */
export function Inbound({ may }: { may: boolean }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const list = usePages<InboundRow>(PATH, {});
  const retry = useAct();
  const rows = flatten<InboundRow>(list);
  return (
    <div className={css.stack}>
      {may ? <Rejections /> : null}
      <Card title={clock.business(t('inbound.title'))}>
        {list.isPending ? <RowsSkeleton rows={4} /> : null}
        {list.error ? <ErrorState compact error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && rows.length === 0 ? (
          <EmptyState compact icon={InboxIcon} title={t('inbound.none')} text={t('inbound.noneText')} />
        ) : null}
        {rows.map((row) => (
          <div key={row.id} className={css.row}>
            <span className={css.grow}>
              <span className={css.line}>
                <strong>{row.partner_name}</strong>
                <StatusTag dot tone={TONES[row.state]}>
                  {t(`inbound.${row.state}`)}
                </StatusTag>
              </span>
              <span className={css.quiet}>
                {[row.event_type, row.status ? t(`loan.${row.status}`, { defaultValue: row.status }) : '', row.reason]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className={css.quiet}>{formatTime(row.received_at)}</span>
            {row.state === 'failed' || row.state === 'unrecognised' ? (
              <Button
                size="sm"
                icon={ReloadIcon}
                loading={retry.isPending}
                onClick={() => retry.mutate({ path: `${PATH}/${row.id}/retry`, body: {} })}
              >
                {t('inbound.retry')}
              </Button>
            ) : null}
          </div>
        ))}
        {list.hasNextPage ? (
          <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </Card>
    </div>
  );
}

function Rejections() {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const rows = useOne<{ items: RejectionRow[] }>(`${NOTIFICATIONS}/inbound-rejections`).data?.items ?? [];
  return (
    <Card title={clock.real(t('inbound.rejections'))}>
      {rows.length === 0 ? <p className={css.quiet}>{t('inbound.noRejections')}</p> : null}
      {rows.map((row) => (
        <div key={`${row.partner_id}-${row.reason}-${row.hour}`} className={css.row}>
          <span className={css.grow}>{row.partner_name || t('inbound.stranger')}</span>
          <StatusTag tone="danger">{t(`rejection.${row.reason}`, { defaultValue: row.reason })}</StatusTag>
          <span className={css.quiet}>
            {t('inbound.times', { count: row.count })} · {formatTime(row.last_at)}
          </span>
        </div>
      ))}
    </Card>
  );
}
