import { useTranslation } from 'react-i18next';
import { useIsPhone } from '@/lib/media';
import { MonthStepper } from '@/ui/MonthStepper';
import { EmptyState } from '@/ui/States';
import { matrixCells } from '../cells';
import { useContactMatrix } from '../hooks';
import type { ContactMatrix, ContactMatrixRow } from '../model';
import { Actions } from './Actions';
import { AdviserSelect } from './AdviserSelect';
import css from './Forms.module.css';
import { FormTable } from './FormTable';
import { Frame } from './Frame';
import { Paper } from './Paper';
import type { TabProps } from './RegisterTab';
import { RowCards } from './RowCards';
import { useWords } from './useWords';

/** The contact matrix of one adviser and month. */
export function MatrixTab({ search, today, onSearch }: TabProps) {
  const query = useContactMatrix(search.month, search.adviser);
  const now = today.slice(0, 7);
  return (
    <Frame
      query={query}
      tools={
        <>
          <MonthStepper month={search.month ?? now} last={now} onChange={(month) => onSearch({ month })} />
          <AdviserSelect form={query.data} onChange={(adviser) => onSearch({ adviser })} />
        </>
      }
      actions={(form) => (
        <Actions
          head={form}
          subject={{ form: 'contact_matrix', subject_on: form.subject_on, adviser_id: form.adviser_id }}
        />
      )}
    >
      {(form) => <Matrix form={form} />}
    </Frame>
  );
}

/** Days whose plan passed without a contact. */
function missed(row: ContactMatrixRow, form: ContactMatrix): ReadonlySet<string> {
  const today = form.today ?? 32;
  const late = row.days.filter((day) => day.planned && day.level === null && day.day < today);
  return new Set(late.map((day) => `day_${day.day}`));
}

function Matrix({ form }: { form: ContactMatrix }) {
  const { t } = useTranslation('forms');
  const phone = useIsPhone();
  const words = useWords();
  const { summary } = form;
  const rows = form.rows.map((row, at) => ({
    id: row.lead_id,
    cells: matrixCells(row, at + 1, words),
    missed: missed(row, form),
  }));
  const parts = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, count]) => `${code} ${count}`)
      .join('  ');
  return (
    <Paper
      head={form}
      title={t('title.contact_matrix')}
      meta={t('meta.adviserMonth', { name: form.adviser_name, month: form.month })}
      below={
        <div className={css.totals}>
          <p>{t('totals.carried', { ...summary })}</p>
          <p>{t('totals.kept', { kept: summary.kept, levels: parts(summary.levels) })}</p>
          <p>{t('totals.plans', { ...summary, sources: parts(summary.sources) })}</p>
          <p>{t('legend')}</p>
          {form.snapshot_missing ? <p className={css.warn}>{t('noSnapshot')}</p> : null}
        </div>
      }
    >
      {rows.length === 0 ? <EmptyState compact title={t('empty.matrix')} /> : null}
      {rows.length > 0 && phone ? (
        <RowCards
          columns={form.columns.map((column) =>
            column.key.startsWith('day_')
              ? { ...column, zh: t('dayOf', { day: column.zh }), en: t('dayOf', { day: column.en }) }
              : column,
          )}
          rows={rows}
          title="customer_name"
          nobody={t('noName')}
        />
      ) : null}
      {rows.length > 0 ? (
        <div className={phone ? css.onPaper : undefined}>
          <FormTable tight columns={form.columns} rows={rows} caption={t('title.contact_matrix')} />
        </div>
      ) : null}
    </Paper>
  );
}
