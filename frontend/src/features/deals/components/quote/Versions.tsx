import { useTranslation } from 'react-i18next';
import type { QuoteOut } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { MoneyText } from '@/ui/MoneyText';
import { PathLink } from '@/ui/PathLink';
import { StatusTag } from '@/ui/Tag';
import { useVersions } from '../../hooks';
import css from './Quote.module.css';

const MOST = 4;

type Row = readonly [string, (quote: QuoteOut) => number | null | undefined];
const ROWS: readonly Row[] = [
  ['price', (quote) => quote.breakdown.price_fen],
  ['discount', (quote) => quote.breakdown.discount_fen],
  ['insurance', (quote) => quote.breakdown.insurance_fen],
  ['extras', (quote) => quote.breakdown.extras_fen],
  ['gifts', (quote) => quote.breakdown.gifts_fen],
  ['tradeIn', (quote) => quote.breakdown.trade_in_fen],
  ['payable', (quote) => quote.breakdown.payable_fen],
  ['down', (quote) => quote.breakdown.loan?.down_payment_fen],
  ['monthlyShort', (quote) => quote.breakdown.loan?.monthly_fen],
];

/** The versions of one negotiation side by side; what changed against the one before is bold. */
export function Versions({ quote }: { quote: QuoteOut }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const versions = (useVersions(quote.lead_id).data ?? []).slice(0, MOST);
  if (versions.length < 2) return null;
  return (
    <Card title={t('quote.versions')} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.compare} tabIndex={0} aria-label={t('quote.versions')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('quote.version')}</th>
              {versions.map((item) => (
                <td key={item.id} className={cx(item.id === quote.id && css.here)}>
                  <PathLink
                    className={css.version}
                    href={`/quotes/${item.id}`}
                    aria-current={item.id === quote.id ? 'page' : undefined}
                  >
                    V{item.version_no}
                  </PathLink>{' '}
                  <StatusTag tone={toneOf(item.status)}>{label('quote', item.status)}</StatusTag>
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('field.model')}</th>
              {versions.map((item) => (
                <td key={item.id} className={cx(item.id === quote.id && css.here)}>
                  {[item.model.name, item.colour].filter(Boolean).join(' · ')}
                </td>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([id, of]) => (
              <tr key={id}>
                <th scope="row">{t(`figure.${id}`)}</th>
                {versions.map((item, at) => {
                  const before = versions[at + 1];
                  const differs = before && of(before) !== of(item);
                  return (
                    <td key={item.id} className={cx(item.id === quote.id && css.here, differs && css.differs)}>
                      <MoneyText fen={of(item)} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
