import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { toneOf, useDealLabel } from '@/ui/deal/labels';
import { StatusTag } from '@/ui/Tag';
import { useLoan } from '../../hooks';
import css from './Order.module.css';

/** What the lender asks for now, what it said before, and what it was sent since. */
export function LoanHistory({ id }: { id: string }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const loan = useLoan(id).data;
  if (!loan) return null;
  const paper = (code: string) => t(`paper.${code}`, { defaultValue: code });
  return (
    <>
      {loan.required_documents.length > 0 ? (
        <ul className={css.asked} aria-label={t('papersAsked.which')}>
          {loan.required_documents.map((code) => (
            <li key={code}>{paper(code)}</li>
          ))}
        </ul>
      ) : null}
      {loan.supplies.map((supply) => (
        <p key={supply.submission} className={css.pay}>
          <span className={css.grow}>
            {t('papersAsked.sent', {
              count: supply.submission,
              papers:
                supply.documents.map((one) => paper(one.code)).join(t('papersAsked.and')) || t('papersAsked.lessOnly'),
            })}
            <span className={css.quiet}> {supply.supplied_by_name}</span>
          </span>
          <span className={css.quiet}>{formatTime(supply.supplied_at)}</span>
        </p>
      ))}
      {loan.reports.length > 0 ? (
        <details>
          <summary className={css.quiet}>{t('loan.reports', { count: loan.reports.length })}</summary>
          {loan.reports.map((report) => (
            <p key={`${report.sequence}-${report.received_at}`} className={css.pay}>
              <StatusTag tone={toneOf(report.status)}>{label('loan', report.status)}</StatusTag>
              <span className={css.grow}>{report.reason}</span>
              <span className={css.quiet}>{formatTime(report.received_at)}</span>
            </p>
          ))}
        </details>
      ) : null}
    </>
  );
}
