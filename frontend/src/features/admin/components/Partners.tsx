import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerRow, StoreOut } from '@/api/generated/gateway/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PlusIcon, ShopIcon } from '@/ui/icons';
import { KeyValue } from '@/ui/KeyValue';
import { PathLink } from '@/ui/PathLink';
import { CardsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { GATEWAY, useAll, useOne } from '../api';
import css from './Admin.module.css';
import { InboundSecret } from './InboundSecret';
import { Keys } from './Keys';
import { PartnerSheet } from './PartnerSheet';

/** Who sends leads and receives webhooks, for which stores, with which keys. */
export function Partners({ may }: { may: boolean }) {
  const { t } = useTranslation('admin');
  const partners = useAll<PartnerRow>(`${GATEWAY}/partners`, { limit: 200 });
  const [form, setForm] = useState<PartnerRow | 'new' | null>(null);
  const [keys, setKeys] = useState<PartnerRow | null>(null);
  const [secret, setSecret] = useState<PartnerRow | null>(null);
  const add = (
    <Button variant="primary" icon={PlusIcon} onClick={() => setForm('new')}>
      {t('partner.add')}
    </Button>
  );
  if (partners.isPending) return <CardsSkeleton />;
  if (partners.error) return <ErrorState error={partners.error} onRetry={() => void partners.refetch()} />;
  return (
    <div className={css.stack}>
      {may && partners.data.items.length > 0 ? <div>{add}</div> : null}
      {partners.data.items.length === 0 ? (
        <EmptyState icon={ShopIcon} title={t('partner.none')} action={may ? add : undefined} />
      ) : null}
      <div className={css.grid}>
        {partners.data.items.map((row) => (
          <PartnerCard
            key={row.id}
            row={row}
            may={may}
            onEdit={() => setForm(row)}
            onKeys={() => setKeys(row)}
            onSecret={() => setSecret(row)}
          />
        ))}
      </div>
      {form ? <PartnerSheet partner={form === 'new' ? null : form} onClose={() => setForm(null)} /> : null}
      {secret ? <InboundSecret partner={secret} onClose={() => setSecret(null)} /> : null}
      {keys ? <Keys partner={keys} onClose={() => setKeys(null)} /> : null}
    </div>
  );
}

interface PartnerCardProps {
  row: PartnerRow;
  may: boolean;
  onEdit: () => void;
  onKeys: () => void;
  onSecret: () => void;
}

function PartnerCard({ row, may, onEdit, onKeys, onSecret }: PartnerCardProps) {
  const { t } = useTranslation('admin');
  const stores = useOne<{ items: StoreOut[] }>(`${GATEWAY}/stores`).data?.items ?? [];
  const names = stores.filter((store) => row.store_ids.includes(store.id)).map((store) => store.name);
  const others = row.store_ids.length - names.length;
  const mapper = mayUse(useMe().roles, ['marketing', 'sales_manager']);
  return (
    <Card
      title={row.name}
      extra={<StatusTag tone={row.active ? 'success' : 'neutral'}>{t(row.active ? 'active' : 'inactive')}</StatusTag>}
    >
      <div className={css.stack}>
        <KeyValue
          items={[
            { id: 'kind', label: t('partner.kind'), value: t(`kind.${row.kind}`, { defaultValue: row.kind }) },
            { id: 'source', label: t('partner.source'), value: row.source },
            {
              id: 'stores',
              label: t('partner.stores'),
              value: [...names, ...(others > 0 ? [t('partner.others', { count: others })] : [])].join(' · '),
              wide: true,
            },
          ]}
        />
        {mapper ? <PathLink href={`/partner-maps?partner=${row.id}`}>{t('partner.map')}</PathLink> : null}
        {may ? (
          <div className={css.line}>
            <Button onClick={onKeys}>{t('key.title')}</Button>
            <Button onClick={onSecret}>{t('inSecret.title')}</Button>
            <Button variant="ghost" onClick={onEdit}>
              {t('edit')}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
