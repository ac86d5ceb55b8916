import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointRow, EndpointSecretOut } from '@/api/generated/notifications/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { LinkIcon, PlusIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { NOTIFICATIONS, useAct, useAll } from '../api';
import { useClockLabels } from '../clock-labels';
import css from './Admin.module.css';
import { EndpointSheet } from './EndpointSheet';
import { SecretSheet } from './SecretSheet';

const PATH = `${NOTIFICATIONS}/webhook-endpoints`;

/** Where partners want to hear from us. */
export function Endpoints() {
  const { t } = useTranslation('admin');
  const list = useAll<EndpointRow>(PATH, { limit: 200 });
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setCreating(true)}>
      {t('endpoint.add')}
    </Button>
  );
  if (list.isPending) return <CardsSkeleton />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.items;
  return (
    <div className={css.stack}>
      {rows.length > 0 ? <div>{add}</div> : null}
      {rows.length === 0 ? (
        <EmptyState icon={LinkIcon} title={t('endpoint.none')} text={t('endpoint.noneText')} action={add} />
      ) : null}
      <div className={css.grid}>
        {rows.map((row) => (
          <Endpoint key={row.id} row={row} onSecret={setSecret} />
        ))}
      </div>
      {creating ? (
        <EndpointSheet
          onClose={() => setCreating(false)}
          onSecret={(value) => {
            setCreating(false);
            setSecret(value);
          }}
        />
      ) : null}
      {secret ? <SecretSheet title={t('endpoint.secret')} secret={secret} onClose={() => setSecret(null)} /> : null}
    </div>
  );
}

function Endpoint({ row, onSecret }: { row: EndpointRow; onSecret: (secret: string) => void }) {
  const { t } = useTranslation('admin');
  const clock = useClockLabels();
  const rotate = useAct<EndpointSecretOut>();
  const change = useAct();
  const on = row.state === 'active';
  const flip = (path: string) => ({ path: `${PATH}/${row.id}/${path}`, body: {} });
  const disable = () =>
    change.mutate(flip('disabling'), {
      onSuccess: () => toast(t('endpoint.disabled'), { undo: () => change.mutate(flip('enabling')) }),
    });
  return (
    <Card
      title={row.partner_name}
      extra={
        <StatusTag tone={on ? (row.failing_since ? 'warning' : 'success') : 'danger'}>
          {on
            ? t(row.failing_since ? 'endpoint.failing' : 'active')
            : t(`reason.${row.disabled_reason}`, { defaultValue: t('inactive') })}
        </StatusTag>
      }
    >
      <div className={css.stack}>
        <code className={css.code}>{row.url}</code>
        <KeyValue
          items={[
            {
              id: 'types',
              label: t('endpoint.types'),
              value: row.event_types.map((type) => t(`type.${type.replaceAll('.', '_')}`, type)).join(' · '),
              wide: true,
            },
            {
              id: 'ok',
              label: clock.business(t('endpoint.lastSuccess')),
              value: row.last_success_at ? formatTime(row.last_success_at) : null,
            },
            { id: 'note', label: t('endpoint.note'), value: row.description },
          ]}
        />
        <div className={css.line}>
          <Button
            loading={rotate.isPending}
            onClick={() =>
              rotate.mutate(
                { path: `${PATH}/${row.id}/secret-rotation`, body: { overlap_hours: 24 } },
                { onSuccess: (out) => onSecret(out.secret) },
              )
            }
          >
            {t('endpoint.rotate')}
          </Button>
          {on ? (
            <Button variant="ghost" loading={change.isPending} onClick={disable}>
              {t('endpoint.disable')}
            </Button>
          ) : (
            <Button variant="soft" loading={change.isPending} onClick={() => change.mutate(flip('enabling'))}>
              {t('endpoint.enable')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
