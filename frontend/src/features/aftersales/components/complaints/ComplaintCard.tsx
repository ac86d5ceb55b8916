import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { useComplaintWords } from '@/ui/complaint';
import { SlaBadge } from '@/ui/SlaBadge';
import { StatusTag } from '@/ui/Tag';
import { GRADE_TONES, STATUS_TONES, useCodeLabel } from '../../model';
import css from './Complaint.module.css';

export function Due({ row }: { row: ComplaintRow }) {
  const { t } = useTranslation('aftersales');
  if (row.next_clock_at) return <SlaBadge due={row.next_clock_at} soonSeconds={7200} />;
  if (!row.closed_at) return null;
  return (
    <StatusTag tone={row.satisfied ? 'success' : 'neutral'}>
      {row.satisfied ? t('complaint.satisfied') : formatTime(row.closed_at, 'date')}
    </StatusTag>
  );
}

/** The inside of a card: whose, about what, and how long there is. `status` when the column does not say it. */
export function ComplaintCard({ row, status = false }: { row: ComplaintRow; status?: boolean }) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const words = useComplaintWords();
  return (
    <div className={css.card}>
      <span className={css.cardTop}>
        <strong>{row.customer_name || t('noName')}</strong>
        <Due row={row} />
      </span>
      <span className={css.cardTitle}>{words.title(row)}</span>
      <span className={css.line}>
        {status ? (
          <StatusTag tone={STATUS_TONES[row.status] ?? 'neutral'}>{label('complaintStatus', row.status)}</StatusTag>
        ) : null}
        {row.grade === 'normal' ? null : (
          <StatusTag tone={GRADE_TONES[row.grade] ?? 'neutral'}>{label('grade', row.grade)}</StatusTag>
        )}
        {row.reopened > 0 ? (
          <StatusTag tone="danger">{t('complaint.reopened', { count: row.reopened })}</StatusTag>
        ) : null}
      </span>
      <span className={css.quiet}>
        <span>{label('category', row.category)}</span>
        <span>{row.assignee_name ?? t('unassigned')}</span>
      </span>
    </div>
  );
}
