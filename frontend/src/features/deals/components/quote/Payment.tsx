import { useTranslation } from 'react-i18next';
import type { AppraisalRow } from '@/api/generated/leads/types.gen';
import { formatFen } from '@/lib/money';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { FormField } from '@/ui/FormField';
import { MoneyInput } from '@/ui/MoneyInput';
import { MoneyText } from '@/ui/MoneyText';
import { PathLink } from '@/ui/PathLink';
import { StatusTag } from '@/ui/Tag';
import { MONTHS, usualDownPayment } from '../../model';
import type { PartProps } from './Parts';
import css from './Quote.module.css';

export function TradeInPart({
  draft,
  onChange,
  appraisals,
  customerId,
}: PartProps & { appraisals: readonly AppraisalRow[]; customerId: string }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const usable = appraisals.filter((row) => row.status === 'accepted' || row.status === 'offered');
  const pending = appraisals.find((row) => ['requested', 'inspected', 'valued', 'approved'].includes(row.status));
  return (
    <Card
      title={t('part.tradeIn')}
      extra={pending ? <StatusTag tone={toneOf(pending.status)}>{label('appraisal', pending.status)}</StatusTag> : null}
    >
      {usable.length > 0 ? (
        <Chips
          label={t('part.tradeIn')}
          hideLabel
          value={draft.appraisalId ?? 'none'}
          onChange={(value) => onChange({ appraisalId: value === 'none' ? null : value })}
          options={[
            ...usable.map((row) => ({
              value: row.id,
              label: `${row.brand} ${row.series} ${formatFen(row.offer_fen ?? 0)}`,
              hint: `${row.plate ?? row.appraisal_no} · ${label('appraisal', row.status)}`,
            })),
            { value: 'none', label: t('field.noTradeIn') },
          ]}
        />
      ) : (
        <div className={css.lines}>
          <p className={css.quiet}>
            {pending ? t('field.tradeInPending', { no: pending.appraisal_no }) : t('field.tradeInNone')}
          </p>
          <PathLink href={pending ? `/appraisals?open=${pending.id}` : `/appraisals?new=${customerId}`}>
            {t(pending ? 'field.tradeInOpen' : 'field.tradeInAsk')}
          </PathLink>
        </div>
      )}
    </Card>
  );
}

export function LoanPart({ draft, onChange, problem, figures }: PartProps) {
  const { t } = useTranslation('deals');
  const { loan } = draft;
  const start = () =>
    onChange({ loan: { down: usualDownPayment(figures?.price_fen ?? 0), months: '36', rate: '3.88' } });
  return (
    <Card title={t('part.loan')}>
      <div className={css.form}>
        <Chips
          label={t('field.pay')}
          hideLabel
          value={loan ? 'loan' : 'cash'}
          onChange={(value) => (value === 'loan' ? start() : onChange({ loan: null }))}
          options={(['cash', 'loan'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
        />
        {loan ? (
          <>
            <div className={css.pair}>
              <FormField label={t('field.down')} required problem={problem} pointer="/loan/down_payment_fen">
                {(props) => (
                  <MoneyInput {...props} value={loan.down} onChange={(down) => onChange({ loan: { ...loan, down } })} />
                )}
              </FormField>
              <FormField label={t('field.rate')} required problem={problem} pointer="/loan/annual_rate">
                {(props) => (
                  <input
                    {...props}
                    className="control"
                    inputMode="decimal"
                    maxLength={6}
                    value={loan.rate}
                    onChange={(event) => onChange({ loan: { ...loan, rate: event.target.value.trim() } })}
                  />
                )}
              </FormField>
            </div>
            <Chips
              label={t('field.months')}
              size="sm"
              value={loan.months}
              onChange={(months) => onChange({ loan: { ...loan, months } })}
              options={MONTHS.map((value) => ({ value, label: t('field.monthsOf', { count: Number(value) }) }))}
            />
            {figures?.loan ? (
              <p className={css.quiet}>
                {t('figure.monthly', { months: figures.loan.months })}{' '}
                <MoneyText fen={figures.loan.monthly_fen} exact />
                {' · '}
                {t('figure.interest')} <MoneyText fen={figures.loan.interest_fen} exact />
              </p>
            ) : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}
