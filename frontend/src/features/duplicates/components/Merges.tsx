import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { HistoryIcon, UndoIcon } from '@/ui/icons';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { PathLink } from '@/ui/PathLink';
import { EmptyState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import { useMerges, useUndo } from '../hooks';
import css from './Duplicates.module.css';

/** What was merged, by whom, and the way back. */
export function Merges() {
  const { t } = useTranslation('duplicates');
  const query = useMerges(true);
  const columns = useMemo<readonly ListColumn<MergeOut>[]>(
    () => [
      {
        id: 'kept',
        header: t('merge.kept'),
        width: 'minmax(160px, 1fr)',
        cell: (row) => <PathLink href={`/customers/${row.customer_id}`}>{row.customer_name || t('noName')}</PathLink>,
      },
      {
        id: 'absorbed',
        header: t('merge.absorbed'),
        width: 'minmax(200px, 1fr)',
        cell: (row) => <Absorbed row={row} />,
      },
      {
        id: 'when',
        header: t('col.merged'),
        width: '220px',
        cell: (row) => [formatTime(row.merged_at), row.merged_by_name].filter(Boolean).join(' · '),
      },
      { id: 'state', header: t('col.state'), width: '170px', cell: (row) => <State row={row} /> },
    ],
    [t],
  );
  return (
    <DataList
      label={t('tab.merges')}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.customer_name || t('noName')}
      card={(row) => (
        <div className={css.card}>
          <span className={css.top}>
            <PathLink href={`/customers/${row.customer_id}`}>{row.customer_name || t('noName')}</PathLink>
            <State row={row} />
          </span>
          <Absorbed row={row} />
          <span className={css.quiet}>
            {[formatTime(row.merged_at), row.merged_by_name].filter(Boolean).join(' · ')}
          </span>
        </div>
      )}
      empty={<EmptyState icon={HistoryIcon} title={t('merges.none')} text={t('merges.noneText')} />}
    />
  );
}

const Absorbed = ({ row }: { row: MergeOut }) => {
  const { t } = useTranslation('duplicates');
  return (
    <span className={css.cell}>
      <span className={css.name}>{row.absorbed_name || t('noName')}</span>
      <span className={css.quiet}>{row.absorbed_mobile_masked}</span>
    </span>
  );
};

function State({ row }: { row: MergeOut }) {
  const { t } = useTranslation('duplicates');
  const undo = useUndo();
  if (row.undone_at) return <StatusTag tone="neutral">{t('merges.undone')}</StatusTag>;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={UndoIcon}
      loading={undo.isPending}
      onClick={() => undo.mutate(row.id, { onSuccess: () => toast(t('merges.separated'), { tone: 'success' }) })}
    >
      {t('merges.undo')}
    </Button>
  );
}
