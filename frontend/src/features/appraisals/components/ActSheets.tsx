import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalOut, ApproveAppraisal, OfferAppraisal, ValueAppraisal } from '@/api/generated/leads/types.gen';
import { Chips } from '@/ui/Chips';
import { FormField } from '@/ui/FormField';
import { FormSheet } from '@/ui/FormSheet';
import { MoneyInput } from '@/ui/MoneyInput';
import { MoneyText } from '@/ui/MoneyText';
import { useAppraisalAct } from '../hooks';
import css from './Appraisal.module.css';
import { Text } from './Text';

export interface ActProps {
  appraisal: AppraisalOut;
  onClose: () => void;
}

/** A value always with the grounds it stands on. */
export function ValueSheet({ appraisal, onClose }: ActProps) {
  const { t } = useTranslation('appraisals');
  const act = useAppraisalAct<ValueAppraisal>(appraisal.id, 'valuation');
  const [value, setValue] = useState<number | null>(appraisal.value_fen);
  const [method, setMethod] = useState<'market' | 'replacement'>(appraisal.value_method ?? 'market');
  const [grounds, setGrounds] = useState(appraisal.value_grounds ?? '');
  return (
    <FormSheet
      title={t('act.value')}
      submit={t('value.save')}
      ready={value !== null && value > 0 && grounds.trim() !== ''}
      busy={act.isPending}
      problem={act.error}
      pointers={['/value_fen', '/grounds']}
      onSubmit={() => act.mutate({ value_fen: value ?? 0, method, grounds: grounds.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {appraisal.expected_fen ? (
        <p className={css.quiet}>
          {t('field.expected')} <MoneyText fen={appraisal.expected_fen} />
        </p>
      ) : null}
      <FormField label={t('value.amount')} required problem={act.error} pointer="/value_fen">
        {(props) => <MoneyInput {...props} value={value} onChange={setValue} />}
      </FormField>
      <Chips
        label={t('value.method')}
        value={method}
        onChange={setMethod}
        options={(['market', 'replacement'] as const).map((code) => ({ value: code, label: t(`method.${code}`) }))}
      />
      <Text
        rows={3}
        label={t('value.grounds')}
        pointer="/grounds"
        value={grounds}
        onChange={setGrounds}
        problem={act.error}
      />
    </FormSheet>
  );
}

export function ApproveSheet({ appraisal, onClose }: ActProps) {
  const { t } = useTranslation('appraisals');
  const act = useAppraisalAct<ApproveAppraisal>(appraisal.id, 'approval');
  const [value, setValue] = useState<number | null>(appraisal.value_fen);
  return (
    <FormSheet
      title={t('act.approve')}
      submit={t('act.approve')}
      ready={value !== null && value > 0}
      busy={act.isPending}
      problem={act.error}
      pointers={['/value_fen']}
      onSubmit={() =>
        act.mutate(value === appraisal.value_fen ? {} : { value_fen: value ?? 0 }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <p>{appraisal.value_grounds}</p>
      <FormField label={t('value.amount')} required problem={act.error} pointer="/value_fen">
        {(props) => <MoneyInput {...props} value={value} onChange={setValue} />}
      </FormField>
    </FormSheet>
  );
}

/** The offer starts at the value; above it only a manager may go. */
export function OfferSheet({ appraisal, onClose }: ActProps) {
  const { t } = useTranslation('appraisals');
  const act = useAppraisalAct<OfferAppraisal>(appraisal.id, 'offer');
  const [amount, setAmount] = useState<number | null>(appraisal.value_fen);
  return (
    <FormSheet
      title={t('act.offer')}
      submit={t('offer.save')}
      ready={amount !== null && amount > 0}
      busy={act.isPending}
      problem={act.error}
      pointers={['/amount_fen']}
      onSubmit={() => act.mutate({ amount_fen: amount ?? 0 }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className={css.quiet}>
        {t('field.value')} <MoneyText fen={appraisal.value_fen} />
      </p>
      <FormField label={t('offer.amount')} required problem={act.error} pointer="/amount_fen">
        {(props) => <MoneyInput {...props} value={amount} onChange={setAmount} />}
      </FormField>
    </FormSheet>
  );
}

const REASONS = { refusal: ['price', 'elsewhere', 'keep'], cancellation: ['customer', 'duplicate', 'sold'] } as const;

/** Refused by the customer, or cancelled by the store: with a reason by one tap. */
export function EndSheet({ appraisal, onClose, kind }: ActProps & { kind: keyof typeof REASONS }) {
  const { t } = useTranslation('appraisals');
  const act = useAppraisalAct<{ reason: string }>(appraisal.id, kind);
  const [reason, setReason] = useState<string>(REASONS[kind][0]);
  return (
    <FormSheet
      title={t(`${kind}.title`)}
      submit={t(`${kind}.title`)}
      danger
      ready
      busy={act.isPending}
      problem={act.error}
      pointers={[]}
      onSubmit={() => act.mutate({ reason: t(`${kind}.${reason}`) }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Chips
        label={t('reason')}
        value={reason}
        onChange={setReason}
        options={REASONS[kind].map((code) => ({ value: code as string, label: t(`${kind}.${code}`) }))}
      />
    </FormSheet>
  );
}
