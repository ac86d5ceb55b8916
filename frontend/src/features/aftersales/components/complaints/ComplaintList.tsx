import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '@/api/generated/aftersales/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { useComplaintWords } from '@/ui/complaint';
import { CheckCircleIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useComplaints } from '../../hooks/useComplaints';
import { STATUS_TONES, useCodeLabel } from '../../model';
import { ComplaintCard, Due } from './ComplaintCard';

export interface ComplaintListProps {
  search: { mine?: boolean | undefined; closed?: boolean | undefined; open?: string | undefined };
  onOpen: (row: ComplaintRow) => void;
  onNew: () => void;
}

export function ComplaintList({ search, onOpen, onNew }: ComplaintListProps) {
  const { t } = useTranslation('aftersales');
  const label = useCodeLabel();
  const words = useComplaintWords();
  const query = useComplaints({ open: !search.closed, mine: search.mine });
  const narrow = search.open !== undefined;
  const columns = useMemo(() => {
    const all: ListColumn<ComplaintRow>[] = [
      {
        id: 'customer',
        header: t('field.customer'),
        width: '110px',
        cell: (row) => <strong>{row.customer_name || t('noName')}</strong>,
      },
      { id: 'title', header: t('complaint.what'), width: 'minmax(200px, 2fr)', cell: words.title },
      {
        id: 'status',
        header: t('complaint.state'),
        width: '110px',
        cell: (row) => (
          <StatusTag tone={STATUS_TONES[row.status] ?? 'neutral'}>{label('complaintStatus', row.status)}</StatusTag>
        ),
      },
      { id: 'due', header: t('complaint.clock'), width: '130px', cell: (row) => <Due row={row} /> },
      { id: 'no', header: t('complaint.no'), width: '130px', cell: (row) => row.no },
      {
        id: 'category',
        header: t('complaint.category'),
        width: '100px',
        cell: (row) => label('category', row.category),
      },
      {
        id: 'assignee',
        header: t('field.assignee'),
        width: '90px',
        cell: (row) => row.assignee_name ?? t('unassigned'),
      },
      {
        id: 'opened',
        header: t('complaint.openedAt'),
        width: '120px',
        align: 'end',
        cell: (row) => formatTime(row.opened_at),
      },
    ];
    return narrow ? all.slice(0, 4) : all;
  }, [t, label, words, narrow]);
  return (
    <DataList
      label={t('complaint.plural')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => `${row.no} ${row.customer_name ?? ''}`}
      card={(row) => <ComplaintCard row={row} status />}
      onOpen={onOpen}
      openId={search.open ?? null}
      empty={
        <EmptyState
          icon={CheckCircleIcon}
          title={t('complaint.none')}
          text={t('complaint.noneText')}
          action={<Button onClick={onNew}>{t('complaint.new')}</Button>}
        />
      }
    />
  );
}
