import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepositKind, QuoteOut } from '@/api/generated/leads/types.gen';
import { useBusinessNow } from '@/lib/clock';
import { addDays, localDate } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DateField } from '@/ui/DateField';
import { useBilingual, useDealLabel } from '@/ui/deal/labels';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { Sheet } from '@/ui/Sheet';
import { useDepositRules, usePlaceOrder } from '../../hooks';
import { METHODS, type Method } from '../../model';
import css from './Quote.module.css';

const USUAL_FEN = { earnest: 1_000_000, prepayment: 500_000 };
const USUAL_DAYS = 7;
const POINTERS = ['/deposit_fen', '/deposit_reference', '/promised_on'];

export interface PlaceSheetProps {
  quote: QuoteOut;
  onClose: () => void;
  onPlaced: (orderId: string) => void;
}

/** Signing: which deposit it is, is said in full before anybody pays. */
export function PlaceSheet({ quote, onClose, onPlaced }: PlaceSheetProps) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const say = useBilingual();
  const now = useBusinessNow();
  const rules = useDepositRules().data ?? [];
  const place = usePlaceOrder();
  const [kind, setKind] = useState<DepositKind>('earnest');
  const [amount, setAmount] = useState<number | null>(null);
  const [method, setMethod] = useState<Method>('wechat');
  const [reference, setReference] = useState('');
  const [promised, setPromised] = useState<string | null | undefined>(undefined);
  const fen = amount ?? Math.min(USUAL_FEN[kind], Math.max(0, quote.breakdown.cash_due_fen));
  const date = promised === undefined && now !== null ? addDays(localDate(now), USUAL_DAYS) : (promised ?? null);
  const rule = rules.find((item) => item.kind === kind);
  const save = () =>
    place.mutate(
      {
        quote_id: quote.id,
        deposit_kind: kind,
        deposit_fen: fen,
        deposit_method: method,
        ...(reference.trim() ? { deposit_reference: reference.trim() } : {}),
        ...(date ? { promised_on: date } : {}),
      },
      { onSuccess: (order) => onPlaced(order.id) },
    );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('place.title')}
      footer={
        <Button variant="primary" size="lg" block loading={place.isPending} disabled={fen <= 0} onClick={save}>
          {t('place.save', { kind: label('depositKind', kind) })}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('place.kind')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setAmount(null);
          }}
          options={(['earnest', 'prepayment'] as const).map((value) => ({
            value,
            label: label('depositKind', value),
            hint: t(`place.hint.${value}`),
          }))}
        />
        {rule ? <p className={css.over}>{say(rule)}</p> : null}
        <div className={css.pair}>
          <FormField label={t('place.amount')} required problem={place.error} pointer="/deposit_fen">
            {(props) => <MoneyInput {...props} value={fen} onChange={(next) => setAmount(next ?? 0)} />}
          </FormField>
          <FormField label={t('place.promised')} problem={place.error} pointer="/promised_on">
            {(props) => <DateField {...props} value={date} onChange={setPromised} />}
          </FormField>
        </div>
        <Chips
          label={t('place.method')}
          size="sm"
          value={method}
          onChange={setMethod}
          options={METHODS.map((value) => ({ value, label: label('method', value) }))}
        />
        <FormField label={t('place.reference')} problem={place.error} pointer="/deposit_reference">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={60}
              value={reference}
              onChange={(event) => setReference(event.target.value)}
            />
          )}
        </FormField>
        <FormErrors problem={place.error} pointers={POINTERS} />
      </div>
    </Sheet>
  );
}
