import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedRow, RowOutcome } from '@/api/generated/leads/types.gen';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { type RowsShown, useImportRows } from '../hooks';
import css from '../Imports.module.css';
import { OUTCOME_TONES, OUTCOMES } from '../model';

interface RowsProps {
  id: string;
  outcomes: Partial<Record<RowOutcome, number>>;
  /** rows that an undo left where they are */
  stayed: number;
}

/** Every row with what became of it. */
export function Rows({ id, outcomes, stayed }: RowsProps) {
  const { t } = useTranslation('imports');
  const first: RowsShown = stayed > 0 ? 'stayed' : outcomes.refused ? 'refused' : 'all';
  const [shown, setShown] = useState<RowsShown>(first);
  const rows = useImportRows(id, shown, true);
  const tag = (row: ImportedRow) => (
    <StatusTag tone={OUTCOME_TONES[row.outcome]}>{t(`outcome.${row.outcome}`)}</StatusTag>
  );
  const who = (row: ImportedRow) =>
    row.customer_id && row.customer_name !== null ? (
      <PathLink href={`/customers/${row.customer_id}`}>{row.customer_name || t('rows.nameless')}</PathLink>
    ) : (
      '–'
    );
  const notes = (row: ImportedRow) =>
    [row.message, ...row.warnings, row.kept ? t(`reason.${row.kept}`) : null].filter(Boolean).join(' · ');
  const columns: ListColumn<ImportedRow>[] = [
    { id: 'row', header: t('preview.row'), width: '80px', cell: (row) => row.number },
    { id: 'outcome', header: t('preview.outcome'), width: '130px', cell: tag },
    { id: 'customer', header: t('preview.name'), width: 'minmax(120px, 1fr)', cell: who },
    { id: 'notes', header: t('preview.notes'), width: 'minmax(240px, 3fr)', cell: notes },
  ];
  const options = [
    { value: 'all' as const, label: t('rows.all') },
    ...(stayed > 0 ? [{ value: 'stayed' as const, label: `${t('rows.stayed')} ${stayed.toLocaleString()}` }] : []),
    ...OUTCOMES.filter((outcome) => outcomes[outcome]).map((outcome) => ({
      value: outcome,
      label: `${t(`outcome.${outcome}`)} ${(outcomes[outcome] ?? 0).toLocaleString()}`,
    })),
  ];
  return (
    <Card title={t('rows.title')}>
      <div className={css.stack}>
        <Chips label={t('preview.outcome')} hideLabel size="sm" options={options} value={shown} onChange={setShown} />
        <div className={css.rows}>
          <DataList
            label={t('rows.list')}
            query={rows}
            columns={columns}
            rowKey={(row) => String(row.number)}
            rowLabel={(row) => t('check.row', { row: row.number })}
            card={(row) => (
              <>
                <strong>{t('check.row', { row: row.number })}</strong> {tag(row)}
                <p>{who(row)}</p>
                <p className={css.quiet}>{notes(row)}</p>
              </>
            )}
            empty={<EmptyState compact title={t('rows.none')} />}
          />
        </div>
      </div>
    </Card>
  );
}
