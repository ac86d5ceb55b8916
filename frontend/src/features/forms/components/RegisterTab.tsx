import { useTranslation } from 'react-i18next';
import { useIsPhone } from '@/lib/media';
import { formatDate } from '@/lib/time';
import { Chips } from '@/ui/Chips';
import { EmptyState } from '@/ui/States';
import { registerCells } from '../cells';
import { useVisitRegister } from '../hooks';
import type { FormsSearch, VisitRegisterForm } from '../model';
import { Actions } from './Actions';
import { DayStepper } from './DayStepper';
import css from './Forms.module.css';
import { FormTable } from './FormTable';
import { Frame } from './Frame';
import { Paper } from './Paper';
import { RowCards } from './RowCards';
import { useWords } from './useWords';

export interface TabProps {
  search: FormsSearch;
  today: string;
  onSearch: (change: Partial<FormsSearch>) => void;
}

/** The register of visits and calls of a day. */
export function RegisterTab({ search, today, onSearch }: TabProps) {
  const { t } = useTranslation('forms');
  const query = useVisitRegister(search.day, search.layout);
  return (
    <Frame
      query={query}
      tools={
        <>
          <DayStepper day={search.day ?? today} today={today} onChange={(day) => onSearch({ day })} />
          <Chips
            label={t('layout.label')}
            hideLabel
            size="sm"
            value={query.data?.layout ?? 'desk'}
            onChange={(layout) => onSearch({ layout })}
            options={(['desk', 'system'] as const).map((value) => ({ value, label: t(`layout.${value}`) }))}
          />
        </>
      }
      actions={(form) => (
        <Actions head={form} subject={{ form: 'visit_register', subject_on: form.subject_on, layout: form.layout }} />
      )}
    >
      {(form) => <Register form={form} />}
    </Frame>
  );
}

function Register({ form }: { form: VisitRegisterForm }) {
  const { t } = useTranslation('forms');
  const phone = useIsPhone();
  const words = useWords();
  const rows = form.rows.map((row) => ({ id: row.id, cells: registerCells(row, words) }));
  if (rows.length === 0) return <EmptyState title={t('empty.register')} text={t('empty.registerText')} />;
  return (
    <Paper
      head={form}
      title={t('title.visit_register')}
      meta={t('meta.day', { day: formatDate(form.subject_on) })}
      below={<p className={css.totals}>{t('totals.register', { ...form.totals })}</p>}
    >
      {phone ? <RowCards columns={form.columns} rows={rows} title="customer_name" nobody={t('stranger')} /> : null}
      <div className={phone ? css.onPaper : undefined}>
        <FormTable columns={form.columns} rows={rows} caption={t('title.visit_register')} />
      </div>
    </Paper>
  );
}
