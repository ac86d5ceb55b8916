import { useTranslation } from 'react-i18next';
import type { QuotePrint } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { useBilingual } from '@/ui/deal/labels';
import { MoneyText } from '@/ui/MoneyText';
import css from './Quote.module.css';

/** The quote as the customer sees it, on the screen turned round and on A4. */
export function Paper({ print }: { print: QuotePrint }) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const { quote, store, lines } = print;
  const { model, breakdown } = quote;
  const { loan } = breakdown;
  return (
    <article className={css.paper} aria-label={t('quote.paper')}>
      <header className={css.paperHead}>
        <div>
          <p className={css.quiet}>{store.name}</p>
          <h2 className={css.paperTitle}>{`${model.brand} ${model.series} ${model.name}`}</h2>
          <p className={css.quiet}>{[model.model_year, quote.colour, quote.vin].filter(Boolean).join(' · ')}</p>
        </div>
        <div>
          <p>{t('quote.for', { name: quote.customer_name ?? '' })}</p>
          <p className={css.quiet}>{`${quote.quote_no} · V${quote.version_no}`}</p>
          <p className={css.quiet}>{t('quote.valid', { date: formatTime(quote.valid_until, 'date') })}</p>
        </div>
      </header>
      <div className={css.sum}>
        <p>
          <span className={css.quiet}>{t('figure.payable')}</span>
          <strong>
            <MoneyText fen={breakdown.payable_fen} />
          </strong>
        </p>
        {loan ? (
          <>
            <p>
              <span className={css.quiet}>{t('figure.down')}</span>
              <strong>
                <MoneyText fen={loan.down_payment_fen} />
              </strong>
            </p>
            <p>
              <span className={css.quiet}>{t('figure.monthly', { months: loan.months })}</span>
              <strong>
                <MoneyText fen={loan.monthly_fen} />
              </strong>
            </p>
          </>
        ) : null}
      </div>
      <table className={css.table}>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.code}-${line.zh}`}>
              <th scope="row">
                {say(line)}
                {line.quantity > 1 ? ` × ${line.quantity}` : ''}
              </th>
              <td>{line.gift ? t('quote.gift') : <MoneyText fen={line.amount_fen} exact />}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <strong>{t('figure.payable')}</strong>
            </th>
            <td>
              <strong>
                <MoneyText fen={breakdown.payable_fen} exact />
              </strong>
            </td>
          </tr>
        </tbody>
      </table>
      {loan ? (
        <p className={css.quiet}>
          {t('quote.loanLine', { rate: loan.annual_rate, months: loan.months })}{' '}
          <MoneyText fen={loan.interest_fen} exact />
        </p>
      ) : null}
      <footer className={css.paperHead}>
        <p className={css.quiet}>
          {t('quote.adviser', { name: quote.assignee_name ?? '' })} · {store.phone}
          <br />
          {store.address}
        </p>
        <p className={css.quiet}>{formatTime(print.printed_at, 'full')}</p>
      </footer>
    </article>
  );
}
