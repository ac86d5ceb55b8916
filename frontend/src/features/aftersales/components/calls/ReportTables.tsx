import { useTranslation } from 'react-i18next';
import type { KindCount, QuestionSummary } from '@/api/generated/aftersales/types.gen';
import { cx } from '@/lib/cx';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useBilingual, useCodeLabel } from '../../model';
import css from './Report.module.css';

const FULL = 10;

export function QuestionTable({ questions }: { questions: readonly QuestionSummary[] }) {
  const { t } = useTranslation('aftersales');
  const both = useBilingual();
  const label = useCodeLabel();
  return (
    <Card title={t('report.questions')} flush>
      {questions.length === 0 ? (
        <EmptyState compact title={t('report.noAnswers')} text={t('report.noAnswersText')} />
      ) : null}
      {questions.length > 0 ? (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('report.question')}</th>
              <th scope="col">{t('report.result')}</th>
              <th scope="col" className={css.end}>
                {t('report.answers')}
              </th>
              <th scope="col" className={css.end}>
                {t('report.low')}
              </th>
            </tr>
          </thead>
          <tbody>
            {questions.map((row) => (
              <tr key={`${row.questionnaire}.${row.question}`}>
                <td>
                  {both(row)}
                  <span className={css.of}>{label('kind', row.questionnaire)}</span>
                </td>
                <td>
                  <Outcome row={row} />
                </td>
                <td className={css.end}>{row.answers}</td>
                <td className={css.end}>
                  {row.low > 0 ? <StatusTag tone="danger">{row.low}</StatusTag> : <span className={css.of}>0</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Card>
  );
}

function Outcome({ row }: { row: QuestionSummary }) {
  const { t } = useTranslation('aftersales');
  if (row.average !== null) {
    return (
      <span className={css.bar}>
        <span className={css.track} aria-hidden="true">
          <span
            className={cx(css.fill, row.average < 7 && css.poor)}
            style={{ width: `${(row.average / FULL) * 100}%` }}
          />
        </span>
        <strong>{row.average.toFixed(1)}</strong>
      </span>
    );
  }
  if (row.yes !== null && row.answers > 0)
    return <span>{t('report.yes', { rate: Math.round((row.yes / row.answers) * 100) })}</span>;
  return <span>–</span>;
}

export function KindTable({ rows }: { rows: readonly KindCount[] }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  if (rows.length === 0) return null;
  return (
    <Card title={t('report.byKind')} flush>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('field.kind')}</th>
            <th scope="col" className={css.end}>
              {t('report.dueShort')}
            </th>
            <th scope="col" className={css.end}>
              {t('report.doneShort')}
            </th>
            <th scope="col" className={css.end}>
              {t('report.successShort')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kind}>
              <td>{label('kind', row.kind)}</td>
              <td className={css.end}>{row.due}</td>
              <td className={css.end}>{row.implemented}</td>
              <td className={css.end}>{row.successful}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
