import { useTranslation } from 'react-i18next';
import { useIsPhone } from '@/lib/media';
import { formatDate } from '@/lib/time';
import { EmptyState } from '@/ui/States';
import { dailyCells } from '../cells';
import { useDailyReport } from '../hooks';
import type { DailyReport } from '../model';
import { Actions } from './Actions';
import { AdviserSelect } from './AdviserSelect';
import { DayStepper } from './DayStepper';
import css from './Forms.module.css';
import { FormTable } from './FormTable';
import { Frame } from './Frame';
import { Paper } from './Paper';
import type { TabProps } from './RegisterTab';
import { RowCards } from './RowCards';
import { useWords } from './useWords';

/** The daily sales report of one adviser. */
export function DailyTab({ search, today, onSearch }: TabProps) {
  const query = useDailyReport(search.day, search.adviser);
  return (
    <Frame
      query={query}
      tools={
        <>
          <DayStepper day={search.day ?? today} today={today} onChange={(day) => onSearch({ day })} />
          <AdviserSelect form={query.data} onChange={(adviser) => onSearch({ adviser })} />
        </>
      }
      actions={(form) => (
        <Actions
          head={form}
          subject={{ form: 'daily_report', subject_on: form.subject_on, adviser_id: form.adviser_id }}
        />
      )}
    >
      {(form) => <Report form={form} />}
    </Frame>
  );
}

function Report({ form }: { form: DailyReport }) {
  const { t } = useTranslation('forms');
  const phone = useIsPhone();
  const words = useWords();
  const { footer } = form;
  const rows = form.rows.map((row, at) => ({ id: row.lead_id, cells: dailyCells(row, at + 1, words) }));
  const levels = Object.entries(footer.prospects).map(([code, count]) => `${code} ${count}`);
  return (
    <Paper
      head={form}
      title={t('title.daily_report')}
      meta={t('meta.adviserDay', { name: form.adviser_name, day: formatDate(form.subject_on) })}
      below={
        <dl className={css.footer}>
          <div>
            <dt>{t('footer.prospects')}</dt>
            <dd>{t('footer.levels', { levels: levels.join('  '), total: footer.prospects_total })}</dd>
          </div>
          <div>
            <dt>{t('footer.owners')}</dt>
            <dd>{t('footer.ownersOf', { own: footer.owners_own, other: footer.owners_other })}</dd>
          </div>
          <div>
            <dt>{t('footer.today')}</dt>
            <dd>{footer.contacted_today}</dd>
          </div>
          <div>
            <dt>{t('footer.month')}</dt>
            <dd>{footer.contacted_month}</dd>
          </div>
        </dl>
      }
    >
      {rows.length === 0 ? <EmptyState compact title={t('empty.daily')} /> : null}
      {rows.length > 0 && phone ? (
        <RowCards columns={form.columns} rows={rows} title="customer_name" nobody={t('noName')} />
      ) : null}
      {rows.length > 0 ? (
        <div className={phone ? css.onPaper : undefined}>
          <FormTable columns={form.columns} rows={rows} caption={t('title.daily_report')} />
        </div>
      ) : null}
    </Paper>
  );
}
