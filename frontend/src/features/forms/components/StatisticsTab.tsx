import { useTranslation } from 'react-i18next';
import { formatDate } from '@/lib/time';
import { MonthStepper } from '@/ui/MonthStepper';
import { EmptyState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { statisticsCells } from '../cells';
import { useVisitStatistics } from '../hooks';
import type { StatisticsRow, VisitStatistics } from '../model';
import { Actions } from './Actions';
import { FormTable } from './FormTable';
import { Frame } from './Frame';
import { Paper } from './Paper';
import type { TabProps } from './RegisterTab';
import css from './Sheets.module.css';

/** Visits and calls of a month: by hour, by day, by source. */
export function StatisticsTab({ search, today, onSearch }: TabProps) {
  const query = useVisitStatistics(search.month);
  const now = today.slice(0, 7);
  return (
    <Frame
      query={query}
      tools={<MonthStepper month={search.month ?? now} last={now} onChange={(month) => onSearch({ month })} />}
      actions={(form) => <Actions head={form} subject={{ form: 'visit_statistics', subject_on: form.subject_on }} />}
    >
      {(form) => <Statistics form={form} />}
    </Frame>
  );
}

function Statistics({ form }: { form: VisitStatistics }) {
  const { t } = useTranslation('forms');
  const label = useSalesLabel();
  const parts: [string, StatisticsRow[], (key: string) => string][] = [
    ['hour', form.by_hour, (key) => `${key.padStart(2, '0')}:00`],
    ['day', form.by_day, (key) => formatDate(key, 'monthDay')],
    ['source', form.by_source, (key) => (key === 'unknown' ? t('unknownSource') : label('source', key))],
  ];
  if (form.total.visits + form.total.calls === 0) return <EmptyState title={t('empty.statistics')} />;
  return (
    <Paper portrait head={form} title={t('title.visit_statistics')} meta={t('meta.month', { month: form.month })}>
      {parts.map(([name, rows, text]) => (
        <section key={name} className={css.part}>
          <h3 className={css.partTitle}>{t(`part.${name}`)}</h3>
          <Bars rows={rows} text={text} />
          <FormTable
            columns={form.columns}
            caption={t(`part.${name}`)}
            rows={[
              ...rows.map((row) => ({ id: row.key, cells: statisticsCells(row, text(row.key)) })),
              { id: 'total', cells: statisticsCells(form.total, t('total')) },
            ]}
          />
        </section>
      ))}
    </Paper>
  );
}

/** When people come, at a glance. */
function Bars({ rows, text }: { rows: StatisticsRow[]; text: (key: string) => string }) {
  const most = Math.max(...rows.map((row) => row.visits + row.calls), 1);
  return (
    <div className={css.bars} aria-hidden="true">
      {rows.slice(0, 31).map((row) => (
        <span key={row.key} title={text(row.key)}>
          <i style={{ blockSize: `${((row.visits + row.calls) / most) * 100}%` }} />
        </span>
      ))}
    </div>
  );
}
