import { useTranslation } from 'react-i18next';
import { Card } from '@/ui/Card';
import { SolutionIcon } from '@/ui/icons';
import { Columns } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useReport } from '../hooks';
import css from './Quality.module.css';
import { Score } from './Score';

const COUNTS = ['files', 'good', 'pending', 'confirmed', 'returned'] as const;

/** How complete each adviser's files are, and what is blank most often. */
export function Report() {
  const { t } = useTranslation('file-quality');
  const query = useReport();
  const report = query.data;
  if (!report) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <RowsSkeleton />;
  }
  if (report.advisers.length === 0) {
    return <EmptyState icon={SolutionIcon} title={t('report.none')} text={t('report.noneText')} />;
  }
  const most = Math.max(...report.missing.map((one) => one.files), 1);
  return (
    <Columns
      main={
        <Card title={t('report.advisers')} flush>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <div className={css.scroll} tabIndex={0}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('col.adviser')}</th>
                  <th scope="col">{t('col.average')}</th>
                  {COUNTS.map((count) => (
                    <th key={count} scope="col">
                      {t(`count.${count}`, { score: report.good_from_score })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {report.advisers.map((one) => (
                  <tr key={one.owner_id ?? 'pool'}>
                    <td>{one.owner_name ?? t('pool')}</td>
                    <td>
                      <Score value={one.average} />
                    </td>
                    {COUNTS.map((count) => (
                      <td key={count}>{one[count]}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      }
      side={
        <Card title={t('report.missing')}>
          <div className={css.bars}>
            {report.missing.map((one) => (
              <div key={one.field} className={css.barLine}>
                <span>{t(`field.${one.field}`, { defaultValue: one.field })}</span>
                <span className={css.track} aria-hidden="true">
                  <span className={css.fill} style={{ width: `${(100 * one.files) / most}%` }} />
                </span>
                <span>{one.files}</span>
              </div>
            ))}
          </div>
        </Card>
      }
    />
  );
}
