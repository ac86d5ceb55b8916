import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Avatar } from '@/ui/Avatar';
import type { ListColumn } from '@/ui/list/types';
import { STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { LevelTag, StatusTag } from '@/ui/Tag';
import { type CustomerRow, LIFECYCLE_TONES } from '../model';
import css from './Rows.module.css';

export function LifecycleTag({ code }: { code: string }) {
  const { t } = useTranslation('customers');
  return (
    <StatusTag tone={LIFECYCLE_TONES[code] ?? 'neutral'}>{t(`lifecycle.${code}`, { defaultValue: code })}</StatusTag>
  );
}

export function OpenLead({ row }: { row: CustomerRow }) {
  const label = useSalesLabel();
  const lead = row.open_lead;
  if (!lead) return <span className={css.quiet}>–</span>;
  return (
    <span className={css.lead}>
      <LevelTag level={lead.level} />
      <StatusTag tone={STAGE_TONES[lead.stage] ?? 'neutral'} dot>
        {label('stage', lead.stage)}
      </StatusTag>
      <span className={css.wanted}>{lead.wanted}</span>
    </span>
  );
}

export function useCustomerColumns(): readonly ListColumn<CustomerRow>[] {
  const { t } = useTranslation('customers');
  const label = useSalesLabel();
  return useMemo(
    () => [
      {
        id: 'name',
        fixed: true,
        sortKey: 'name',
        header: t('field.name'),
        width: 'minmax(180px, 1.3fr)',
        cell: (row) => (
          <span className={css.who}>
            <Avatar name={row.name || '?'} size="sm" />
            <strong className={css.name}>{row.name || t('noName')}</strong>
            {row.tags.slice(0, 2).map((tag) => (
              <StatusTag key={tag}>{tag}</StatusTag>
            ))}
          </span>
        ),
      },
      { id: 'mobile', header: t('field.mobile'), width: '128px', cell: (row) => row.mobile_masked ?? '–' },
      {
        id: 'lifecycle',
        header: t('field.lifecycle'),
        width: '110px',
        cell: (row) => <LifecycleTag code={row.lifecycle} />,
      },
      {
        id: 'lead',
        header: t('now.lead'),
        width: 'minmax(240px, 2fr)',
        cell: (row) => <OpenLead row={row} />,
      },
      { id: 'owner', header: t('field.owner'), width: '100px', cell: (row) => row.owner_name ?? t('unassigned') },
      { id: 'source', header: t('field.source'), width: '120px', cell: (row) => label('source', row.source) },
      {
        id: 'created',
        sortKey: 'newest',
        header: t('field.created'),
        width: '110px',
        align: 'end',
        cell: (row) => <span className={css.quiet}>{formatTime(row.created_at, 'date')}</span>,
      },
      { id: 'city', header: t('filter.city'), width: '100px', extra: true, cell: (row) => row.city ?? '–' },
      {
        id: 'quality',
        header: t('filter.quality'),
        width: '110px',
        extra: true,
        sortKey: 'quality',
        align: 'end',
        cell: (row) => (row.file_score === null ? '–' : `${row.file_score}%`),
      },
    ],
    [t, label],
  );
}

/** The phone's card. */
export function CustomerCard({ row }: { row: CustomerRow }) {
  const { t } = useTranslation('customers');
  return (
    <div className={css.card}>
      <span className={css.who}>
        <Avatar name={row.name || '?'} size="sm" />
        <strong className={css.name}>{row.name || t('noName')}</strong>
        <LifecycleTag code={row.lifecycle} />
      </span>
      <OpenLead row={row} />
      <span className={css.quiet}>
        {row.mobile_masked ?? '–'} · {row.owner_name ?? t('unassigned')}
      </span>
    </div>
  );
}
