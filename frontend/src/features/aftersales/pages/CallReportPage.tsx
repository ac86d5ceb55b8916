import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { toWall } from '@/lib/time';
import { IconButton } from '@/ui/Button';
import { Card, Stat } from '@/ui/Card';
import { LeftIcon, RightIcon } from '@/ui/icons';
import { Columns, Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { PathLink } from '@/ui/PathLink';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import css from '../components/calls/Report.module.css';
import { KindTable, QuestionTable } from '../components/calls/ReportTables';
import { useCallReport } from '../hooks/useCalls';
import { useCodeLabel } from '../model';

export interface CallReportPageProps {
  month: string | undefined;
  onMonth: (month: string) => void;
}

/** `2026-11` moved by whole months. */
export function addMonths(month: string, by: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  const count = year * 12 + index - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** A rate the server gives as decimal text; a dash where nothing was due, because 0 % would be a lie. */
export const percent = (rate: string | null): string =>
  rate === null ? '–' : `${Math.round(Number(rate) * 1000) / 10}%`;

/** The month's call-back report: done, reached, satisfied, and what troubles people. */
export function CallReportPage({ month, onMonth }: CallReportPageProps) {
  const now = useBusinessNow();
  const current = now === null ? null : toWall(now).slice(0, 7);
  const chosen = month ?? current;
  return chosen ? <Report month={chosen} current={current ?? chosen} onMonth={onMonth} /> : <DetailSkeleton />;
}

function Report({ month, current, onMonth }: { month: string; current: string; onMonth: (month: string) => void }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const query = useCallReport(month);
  const report = query.data;
  const { nps = null } = report?.recommend ?? {};
  return (
    <Page>
      <PageHeader
        title={t('report.title')}
        subtitle={<PathLink href="/call-backs">{t('report.back')}</PathLink>}
        actions={
          <span className={css.month}>
            <IconButton icon={LeftIcon} label={t('report.before')} onClick={() => onMonth(addMonths(month, -1))} />
            <strong>{t('report.monthOf', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</strong>
            <IconButton
              icon={RightIcon}
              label={t('report.after')}
              disabled={month >= current}
              onClick={() => onMonth(addMonths(month, 1))}
            />
          </span>
        }
      />
      <Page.Body>
        {query.error && !report ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <DetailSkeleton /> : null}
        {report ? (
          <>
            <Card>
              <div className={css.stats}>
                <Stat
                  label={t('report.due')}
                  value={report.due}
                  note={t('report.implemented', { count: report.implemented })}
                />
                <Stat
                  label={t('report.implementationRate')}
                  value={percent(report.implementation_rate)}
                  note={t('report.implementationNote')}
                />
                <Stat
                  label={t('report.successRate')}
                  value={percent(report.success_rate)}
                  note={t('report.successNote')}
                />
                <Stat
                  label={t('report.nps')}
                  value={nps ?? '–'}
                  tone={nps === null ? 'neutral' : nps < 0 ? 'danger' : nps >= 50 ? 'success' : 'neutral'}
                  note={t('report.npsNote', { ...report.recommend })}
                />
                <Stat
                  label={t('report.complaints')}
                  value={report.complaints}
                  tone={report.complaints > 0 ? 'danger' : 'neutral'}
                  note={t('report.complaintsNote')}
                />
              </div>
            </Card>
            <Columns
              main={<QuestionTable questions={report.questions} />}
              side={
                <>
                  <KindTable rows={report.by_kind} />
                  <Card title={t('report.needs')}>
                    {report.needs.length === 0 ? <EmptyState compact title={t('report.noNeeds')} /> : null}
                    <ul className={css.needs}>
                      {report.needs.map((need) => (
                        <li key={need.need}>
                          <span>{label('need', need.need)}</span>
                          <strong>{need.count}</strong>
                        </li>
                      ))}
                    </ul>
                  </Card>
                </>
              }
            />
          </>
        ) : null}
      </Page.Body>
    </Page>
  );
}
