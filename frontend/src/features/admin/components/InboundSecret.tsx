import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerRow } from '@/api/generated/gateway/types.gen';
import type { PartnerSecretOut, SecretAccessRow, WebhookPartnerRow } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { EyeIcon, ReloadIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { Sheet } from '@/ui/Sheet';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { NOTIFICATIONS, useAct, useAll } from '../api';
import { useClockLabels } from '../clock-labels';
import css from './Admin.module.css';
import { SecretSheet } from './SecretSheet';

const PATH = `${NOTIFICATIONS}/webhook-partners`;
const OVERLAPS = ['0', '24', '168'] as const;

/** The secret that a partner signs its webhooks with: seen once, replaced with an overlap, every sight written down. */
export function InboundSecret({ partner, onClose }: { partner: PartnerRow; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const list = useAll<WebhookPartnerRow>(PATH, { limit: 200 });
  const [secret, setSecret] = useState<string | null>(null);
  const row = list.data?.items.find((item) => item.id === partner.id);
  if (secret) return <SecretSheet title={t('inSecret.title')} secret={secret} onClose={() => setSecret(null)} />;
  return (
    <Sheet open onClose={onClose} title={`${partner.name} · ${t('inSecret.title')}`}>
      <div className={css.stack}>
        {list.isPending ? <RowsSkeleton rows={3} /> : null}
        {list.error ? <ErrorState compact error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && !row ? <EmptyState compact title={t('inSecret.none')} /> : null}
        {row ? <Known row={row} onSecret={setSecret} /> : null}
      </div>
    </Sheet>
  );
}

function Known({ row, onSecret }: { row: WebhookPartnerRow; onSecret: (secret: string) => void }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('24');
  const reveal = useAct<PartnerSecretOut>();
  const rotate = useAct<PartnerSecretOut>();
  const show = { onSuccess: (out: PartnerSecretOut) => onSecret(out.secret) };
  return (
    <>
      <KeyValue
        items={[
          {
            id: 'url',
            label: t('inSecret.url'),
            value: <code className={css.code}>{row.inbound_url}</code>,
            wide: true,
          },
          { id: 'since', label: clock.real(t('inSecret.since')), value: formatTime(row.secret_created_at, 'full') },
          {
            id: 'seen',
            label: clock.real(t('inSecret.seen')),
            value: row.secret_revealed_at ? formatTime(row.secret_revealed_at, 'full') : t('inSecret.unseen'),
          },
        ]}
      />
      {row.secret_revealed_at ? null : (
        <Button
          icon={EyeIcon}
          loading={reveal.isPending}
          onClick={() => reveal.mutate({ path: `${PATH}/${row.id}/secret-reveal` }, show)}
        >
          {t('inSecret.reveal')}
        </Button>
      )}
      <section className={css.stack}>
        <h3 className={css.heading}>{t('inSecret.overlap')}</h3>
        <Chips
          label={t('inSecret.overlap')}
          size="sm"
          value={overlap}
          onChange={setOverlap}
          options={OVERLAPS.map((value) => ({ value, label: t(`inSecret.overlapHours.${value}`) }))}
        />
        <Button
          variant={overlap === '0' ? 'danger' : 'default'}
          icon={ReloadIcon}
          loading={rotate.isPending}
          onClick={() =>
            rotate.mutate({ path: `${PATH}/${row.id}/secret-rotation`, body: { overlap_hours: Number(overlap) } }, show)
          }
        >
          {t('endpoint.rotate')}
        </Button>
      </section>
      <Accesses partnerId={row.id} />
    </>
  );
}

function Accesses({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const rows = useAll<SecretAccessRow>(`${PATH}/${partnerId}/secret-accesses`, { limit: 20 }).data?.items ?? [];
  return (
    <section>
      <h3 className={css.heading}>{clock.business(t('inSecret.log'))}</h3>
      {rows.map((row) => (
        <div key={row.id} className={css.row}>
          <span className={css.grow}>
            {t(row.endpoint_id ? 'inSecret.out' : 'inSecret.in')} ·{' '}
            {t(`inSecret.act.${row.act}`, { defaultValue: row.act })}
          </span>
          <span className={css.quiet}>
            {row.actor_name || t('inSecret.system')} · {formatTime(row.at)}
          </span>
        </div>
      ))}
    </section>
  );
}
