import { useTranslation } from 'react-i18next';
import type { DeliveryOut } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { ReloadIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { SidePanel } from '@/ui/SidePanel';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { NOTIFICATIONS, useAct, useOne } from '../api';
import { useClockLabels } from '../clock-labels';
import css from './Admin.module.css';
import { DELIVERY_TONES } from './delivery-tones';

export function DeliveryPanel({ id, may, onClose }: { id: string; may: boolean; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const path = `${NOTIFICATIONS}/webhook-deliveries/${id}`;
  const query = useOne<DeliveryOut>(path);
  const replay = useAct();
  const row = query.data;
  if (!row)
    return (
      <SidePanel title={t('delivery.one')} onClose={onClose}>
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <DetailSkeleton />}
      </SidePanel>
    );
  const again = () =>
    replay.mutate(
      { path: `${path}/replay`, body: {} },
      { onSuccess: () => toast(t('delivery.replayed'), { tone: 'success' }) },
    );
  return (
    <SidePanel
      title={t(`type.${row.event_type.replaceAll('.', '_')}`, row.event_type)}
      tags={<StatusTag tone={DELIVERY_TONES[row.state]}>{t(`delivery.${row.state}`)}</StatusTag>}
      onClose={onClose}
      footer={
        may && row.replayable ? (
          <Button variant="primary" icon={ReloadIcon} loading={replay.isPending} onClick={again}>
            {t('delivery.replay')}
          </Button>
        ) : undefined
      }
    >
      <div className={css.stack}>
        <KeyValue
          items={[
            { id: 'partner', label: t('partner.one'), value: row.partner_name },
            { id: 'at', label: clock.business(t('delivery.at')), value: formatTime(row.created_at) },
            { id: 'url', label: t('endpoint.url'), value: row.url, wide: true },
            { id: 'id', label: 'webhook-id', value: <code className={css.code}>{row.webhook_id}</code>, wide: true },
            { id: 'personal', label: t('delivery.personal'), value: t(row.personal ? 'yes' : 'no') },
            {
              id: 'next',
              label: clock.real(t('delivery.next')),
              value: row.next_attempt_at ? formatTime(row.next_attempt_at) : null,
            },
          ]}
        />
        <section>
          <h3 className={css.heading}>{t('delivery.checks')}</h3>
          {row.gates.map((gate) => (
            <div key={`${gate.gate}-${gate.at}`} className={css.row}>
              <span className={css.grow}>{t(`gateName.${gate.gate}`)}</span>
              <StatusTag tone={gate.passed ? 'success' : 'warning'}>
                {t(`gate.${gate.code}`, { defaultValue: gate.code })}
              </StatusTag>
            </div>
          ))}
        </section>
        <section>
          <h3 className={css.heading}>{clock.real(t('delivery.tries'))}</h3>
          {row.tries.length === 0 ? <p className={css.quiet}>{t('delivery.noTries')}</p> : null}
          {row.tries.map((item) => (
            <div key={`${item.number}-${item.at}`} className={css.row}>
              <span className={css.grow}>
                <span>
                  #{item.number} · {formatTime(item.at)}
                </span>
                {item.error ? <span className={css.quiet}>{item.error}</span> : null}
              </span>
              <span className={css.quiet}>{item.duration_ms} ms</span>
              <StatusTag tone={item.status && item.status < 300 ? 'success' : 'danger'}>
                {item.status ?? t('delivery.noAnswer')}
              </StatusTag>
            </div>
          ))}
        </section>
      </div>
    </SidePanel>
  );
}
