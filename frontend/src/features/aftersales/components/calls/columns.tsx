import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CareTaskRow } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { Avatar } from '@/ui/Avatar';
import type { ListColumn } from '@/ui/list/types';
import { SlaBadge } from '@/ui/SlaBadge';
import { StatusTag } from '@/ui/Tag';
import { RESULT_TONES, useCodeLabel } from '../../model';
import css from './Call.module.css';

/** When it is due, or what came of it. */
export function CallState({ row }: { row: CareTaskRow }) {
  const label = useCodeLabel();
  if (row.ended_at) {
    const code = row.result ?? row.status;
    return (
      <span className={css.cell}>
        <StatusTag tone={row.complaint_id ? 'danger' : (RESULT_TONES[code] ?? 'neutral')}>
          {row.result ? label('result', row.result) : label('status', row.status)}
        </StatusTag>
        {row.lowest_score === null ? null : <span className={css.quiet}>{row.lowest_score}</span>}
      </span>
    );
  }
  return row.overdue ? <SlaBadge due={row.act_at} /> : <span className={css.quiet}>{formatTime(row.act_at)}</span>;
}

export function useCallColumns(narrow: boolean): readonly ListColumn<CareTaskRow>[] {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  return useMemo(() => {
    const all: ListColumn<CareTaskRow>[] = [
      {
        id: 'customer',
        header: t('field.customer'),
        width: 'minmax(190px, 1.6fr)',
        cell: (row) => (
          <span className={css.cell}>
            <Avatar name={row.customer_name || '?'} size="sm" />
            <span className={css.cellName}>{row.customer_name || t('noName')}</span>
            <span className={css.ellipsis}>{[row.model, row.plate].filter(Boolean).join(' · ')}</span>
          </span>
        ),
      },
      { id: 'kind', header: t('field.kind'), width: '130px', cell: (row) => label('kind', row.kind) },
      { id: 'due', header: t('field.due'), width: '150px', cell: (row) => <CallState row={row} /> },
      {
        id: 'attempts',
        header: t('field.attempts'),
        width: '90px',
        cell: (row) => (row.attempts > 0 ? t('times', { count: row.attempts }) : '–'),
      },
      {
        id: 'assignee',
        header: t('field.assignee'),
        width: '100px',
        cell: (row) => row.assignee_name ?? t('unassigned'),
      },
    ];
    return narrow ? all.slice(0, 3) : all;
  }, [t, label, narrow]);
}

export function CallCard({ row }: { row: CareTaskRow }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  return (
    <div className={css.card}>
      <span className={css.cardTop}>
        <span className={css.cell}>
          <Avatar name={row.customer_name || '?'} size="sm" />
          <span className={css.cellName}>{row.customer_name || t('noName')}</span>
        </span>
        <CallState row={row} />
      </span>
      <span>{label('kind', row.kind)}</span>
      <span className={css.quiet}>
        {[row.model, row.plate, row.assignee_name, row.attempts > 0 ? t('times', { count: row.attempts }) : null]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}
