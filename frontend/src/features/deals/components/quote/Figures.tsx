import { useTranslation } from 'react-i18next';
import type { BreakdownOut } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { CheckCircleIcon } from '@/ui/icons';
import { MoneyText } from '@/ui/MoneyText';
import css from './Quote.module.css';

export interface FiguresProps {
  figures: BreakdownOut;
  stale?: boolean;
  /** what the adviser may still give away: never where the customer looks on */
  limits?: boolean;
}

/** The computed quote for the adviser: what makes up the sum, and whether a manager has to be asked. */
export function Figures({ figures, stale = false, limits = false }: FiguresProps) {
  const { t } = useTranslation('deals');
  const line = (id: string, fen: number, minus = false) =>
    fen === 0 ? null : (
      <p key={id} className={css.line}>
        <span>{t(`figure.${id}`)}</span>
        <span className={minus ? css.minus : undefined}>
          {minus ? '−' : ''}
          <MoneyText fen={fen} />
        </span>
      </p>
    );
  const { loan } = figures;
  return (
    <div className={cx(css.lines, stale && css.stale)} aria-live="polite" aria-busy={stale}>
      <div className={css.hero}>
        <span className={css.quiet}>{t('figure.payable')}</span>
        <span className={css.total}>
          <MoneyText fen={figures.payable_fen} />
        </span>
        {loan ? (
          <strong>
            {t('figure.monthly', { months: loan.months })} <MoneyText fen={loan.monthly_fen} />
          </strong>
        ) : null}
      </div>
      <div className={css.rule} />
      {line('list', figures.list_price_fen)}
      {line('discount', figures.discount_fen, true)}
      {line('tax', figures.purchase_tax_fen)}
      {figures.tax_relief_fen > 0 ? (
        <p className={css.quiet}>
          {t('figure.relief')} <MoneyText fen={figures.tax_relief_fen} />
        </p>
      ) : null}
      {line('insurance', figures.insurance_fen)}
      {line('vehicleTax', figures.vehicle_tax_fen)}
      {line('plate', figures.plate_fee_fen)}
      {line('extras', figures.extras_fen)}
      {line('tradeIn', figures.trade_in_fen, true)}
      {loan ? (
        <>
          <div className={css.rule} />
          {line('down', loan.down_payment_fen)}
          {line('principal', loan.principal_fen)}
          {line('interest', loan.interest_fen)}
          {line('cash', figures.cash_due_fen)}
        </>
      ) : null}
      {limits ? <Limit figures={figures} /> : null}
    </div>
  );
}

function Limit({ figures }: { figures: BreakdownOut }) {
  const { t } = useTranslation('deals');
  if (figures.needs_approval) {
    return (
      <div className={css.over} role="status">
        <strong>{t('figure.over')}</strong>
        <span>
          {t('figure.given')} <MoneyText fen={figures.given_away_fen} /> · {t('figure.limit')}{' '}
          <MoneyText fen={figures.limit_fen} />
        </span>
      </div>
    );
  }
  return (
    <p className={css.fine}>
      <CheckCircleIcon />
      <span>
        {t('figure.within')} <MoneyText fen={figures.limit_fen - figures.given_away_fen} />
      </span>
    </p>
  );
}
