import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { CancellationPreview, CancelOrder, Fault } from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Chips } from '@/ui/Chips';
import { useBilingual } from '@/ui/deal/labels';
import { SALES_MANAGER } from '@/ui/deal/roles';
import { FormSheet } from '@/ui/FormSheet';
import { KeyValue } from '@/ui/KeyValue';
import { MoneyText } from '@/ui/MoneyText';
import { orderKey, useOrderAct } from '../../hooks';
import css from './Order.module.css';
import { type OrderSheetProps, Text } from './PaperSheets';

const FAULTS = ['customer', 'dealer', 'none'] as const;

/** What cancelling costs whom is shown before anybody does it; only the manager may. */
export function CancelSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const me = useMe();
  const act = useOrderAct<CancelOrder>(order.id, 'cancellation');
  const [fault, setFault] = useState<Fault>('customer');
  const [reason, setReason] = useState('');
  const preview = useQuery({
    queryKey: [...orderKey(order), 'cancellation', fault],
    queryFn: ({ signal }) =>
      api<CancellationPreview>(`/api/v1/leads/orders/${order.id}/cancellation`, { query: { fault }, signal }),
  }).data;
  const allowed = mayUse(me.roles, SALES_MANAGER);
  return (
    <FormSheet
      title={t('cancel.title')}
      submit={t(allowed ? 'cancel.save' : 'cancel.managerOnly')}
      danger
      ready={allowed && reason.trim() !== '' && preview !== undefined}
      busy={act.isPending}
      problem={act.error}
      pointers={['/reason']}
      onSubmit={() => act.mutate({ fault, reason: reason.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Chips
        label={t('cancel.fault')}
        value={fault}
        onChange={setFault}
        options={FAULTS.map((value) => ({ value, label: t(`cancel.faults.${value}`) }))}
      />
      {preview ? (
        <>
          <p className={css.warn}>{say(preview)}</p>
          <KeyValue
            columns={3}
            items={[
              { id: 'refund', label: t('cancel.refund'), value: <MoneyText fen={preview.refund_fen} /> },
              { id: 'forfeit', label: t('cancel.forfeit'), value: <MoneyText fen={preview.forfeit_fen} /> },
              { id: 'penalty', label: t('cancel.penalty'), value: <MoneyText fen={preview.penalty_fen} /> },
            ]}
          />
        </>
      ) : null}
      <Text label={t('cancel.reason')} value={reason} onChange={setReason} problem={act.error} pointer="/reason" />
    </FormSheet>
  );
}
