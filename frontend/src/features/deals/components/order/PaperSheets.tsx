import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  EnterInsurance,
  EnterInvoice,
  EnterPlate,
  OrderOut,
  RecordPayment,
} from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { addDays, localDate } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { DateField } from '@/ui/DateField';
import { useDealLabel } from '@/ui/deal/labels';
import { FormField } from '@/ui/FormField';
import { FormSheet } from '@/ui/FormSheet';
import { MoneyInput } from '@/ui/MoneyInput';
import { useOrderAct } from '../../hooks';
import { METHODS, type Method } from '../../model';
import css from './Order.module.css';

export interface OrderSheetProps {
  order: OrderOut;
  onClose: () => void;
}

const useToday = (): string => localDate(useBusinessNow() ?? 0);

/** What is owed is filled in; a part of it may be typed. */
export function PaymentSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const act = useOrderAct<RecordPayment>(order.id, 'payments');
  const [amount, setAmount] = useState<number | null>(order.owed_fen);
  const [method, setMethod] = useState<Method>('transfer');
  const [reference, setReference] = useState('');
  const save = () =>
    act.mutate(
      { amount_fen: amount ?? 0, method, ...(reference.trim() ? { reference: reference.trim() } : {}) },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('pay.title')}
      submit={t('pay.save')}
      ready={amount !== null && amount > 0}
      busy={act.isPending}
      problem={act.error}
      pointers={['/amount_fen', '/reference']}
      onSubmit={save}
      onClose={onClose}
    >
      <FormField label={t('pay.amount')} required problem={act.error} pointer="/amount_fen">
        {(props) => <MoneyInput {...props} value={amount} onChange={setAmount} />}
      </FormField>
      <Chips
        label={t('place.method')}
        size="sm"
        value={method}
        onChange={setMethod}
        options={METHODS.map((value) => ({ value, label: label('method', value) }))}
      />
      <Text
        label={t('place.reference')}
        value={reference}
        onChange={setReference}
        problem={act.error}
        pointer="/reference"
      />
    </FormSheet>
  );
}

export function InvoiceSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const act = useOrderAct<EnterInvoice>(order.id, 'invoice');
  const today = useToday();
  const [no, setNo] = useState('');
  const [on, setOn] = useState<string | null>(today);
  const [amount, setAmount] = useState<number | null>(order.price_fen);
  const save = () =>
    act.mutate({ invoice_no: no.trim(), invoiced_on: on ?? today, amount_fen: amount ?? 0 }, { onSuccess: onClose });
  return (
    <FormSheet
      title={t('invoice.title')}
      submit={t('invoice.save')}
      ready={no.trim() !== '' && on !== null && amount !== null}
      busy={act.isPending}
      problem={act.error}
      pointers={['/invoice_no', '/invoiced_on', '/amount_fen']}
      onSubmit={save}
      onClose={onClose}
    >
      <Text first label={t('invoice.no')} value={no} onChange={setNo} problem={act.error} pointer="/invoice_no" />
      <div className={css.pair}>
        <FormField label={t('invoice.on')} required problem={act.error} pointer="/invoiced_on">
          {(props) => <DateField {...props} value={on} onChange={setOn} />}
        </FormField>
        <FormField label={t('invoice.amount')} required problem={act.error} pointer="/amount_fen">
          {(props) => <MoneyInput {...props} value={amount} onChange={setAmount} />}
        </FormField>
      </div>
    </FormSheet>
  );
}

const INSURERS = ['picc', 'pingan', 'cpic', 'axsy'] as const;
const YEAR = 364;

export function InsuranceSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const act = useOrderAct<EnterInsurance>(order.id, 'insurance');
  const until = addDays(useToday(), YEAR);
  const [insurer, setInsurer] = useState<(typeof INSURERS)[number]>('picc');
  const [compulsory, setCompulsory] = useState('');
  const [compulsoryUntil, setCompulsoryUntil] = useState<string | null>(until);
  const [commercial, setCommercial] = useState('');
  const [commercialUntil, setCommercialUntil] = useState<string | null>(until);
  const save = () =>
    act.mutate(
      {
        insurer: t(`insurer.${insurer}`),
        ...(compulsory.trim() ? { compulsory_policy_no: compulsory.trim(), compulsory_until: compulsoryUntil } : {}),
        ...(commercial.trim() ? { commercial_policy_no: commercial.trim(), commercial_until: commercialUntil } : {}),
      },
      { onSuccess: onClose },
    );
  return (
    <FormSheet
      title={t('insurance.title')}
      submit={t('insurance.save')}
      ready={compulsory.trim() !== '' || commercial.trim() !== ''}
      busy={act.isPending}
      problem={act.error}
      pointers={['/compulsory_policy_no', '/compulsory_until', '/commercial_policy_no', '/commercial_until']}
      onSubmit={save}
      onClose={onClose}
    >
      <Chips
        label={t('insurance.insurer')}
        size="sm"
        value={insurer}
        onChange={setInsurer}
        options={INSURERS.map((value) => ({ value, label: t(`insurer.${value}`) }))}
      />
      <div className={css.pair}>
        <Text
          first
          label={t('insurance.compulsory')}
          value={compulsory}
          onChange={setCompulsory}
          problem={act.error}
          pointer="/compulsory_policy_no"
        />
        <FormField label={t('insurance.until')} problem={act.error} pointer="/compulsory_until">
          {(props) => <DateField {...props} value={compulsoryUntil} onChange={setCompulsoryUntil} />}
        </FormField>
        <Text
          label={t('insurance.commercial')}
          value={commercial}
          onChange={setCommercial}
          problem={act.error}
          pointer="/commercial_policy_no"
        />
        <FormField label={t('insurance.until')} problem={act.error} pointer="/commercial_until">
          {(props) => <DateField {...props} value={commercialUntil} onChange={setCommercialUntil} />}
        </FormField>
      </div>
    </FormSheet>
  );
}

export function PlateSheet({ order, onClose }: OrderSheetProps) {
  const { t } = useTranslation('deals');
  const act = useOrderAct<EnterPlate>(order.id, 'plate');
  const today = useToday();
  const [plate, setPlate] = useState('');
  const [on, setOn] = useState<string | null>(today);
  return (
    <FormSheet
      title={t('plate.title')}
      submit={t('plate.save')}
      ready={plate.trim() !== '' && on !== null}
      busy={act.isPending}
      problem={act.error}
      pointers={['/plate', '/plated_on']}
      onSubmit={() => act.mutate({ plate: plate.trim().toUpperCase(), plated_on: on ?? today }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text first label={t('plate.no')} value={plate} onChange={setPlate} problem={act.error} pointer="/plate" />
      <FormField label={t('plate.on')} required problem={act.error} pointer="/plated_on">
        {(props) => <DateField {...props} value={on} onChange={setOn} />}
      </FormField>
    </FormSheet>
  );
}

export interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: unknown;
  pointer?: string;
  /** where the focus starts */
  first?: boolean;
  hint?: string;
}

export function Text({ label, value, onChange, problem, pointer, first, hint }: TextProps) {
  return (
    <FormField label={label} problem={problem} {...(pointer ? { pointer } : {})} hint={hint}>
      {(props) => (
        <input
          {...props}
          {...(first ? { 'data-autofocus': '' } : {})}
          className="control"
          autoComplete="off"
          maxLength={120}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormField>
  );
}
