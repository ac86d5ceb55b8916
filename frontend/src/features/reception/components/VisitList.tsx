import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { formatTime, localDate } from '@/lib/time';
import { DataList } from '@/ui/list/DataList';
import type { ListColumn } from '@/ui/list/types';
import { SlaBadge } from '@/ui/SlaBadge';
import { EmptyState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import { useVisitList } from '../hooks';
import type { VisitOut } from '../model';
import css from './Reception.module.css';

/** Today's register, newest first. */
export function VisitList() {
  const { t } = useTranslation(['reception', 'sales']);
  const label = useSalesLabel();
  const now = useBusinessNow();
  const list = useVisitList(now === null ? null : localDate(now));
  const nameOf = (visit: VisitOut) => (visit.anonymous ? t('stranger') : visit.customer_name || t('sales:noName'));
  const columns: ListColumn<VisitOut>[] = [
    { id: 'at', header: t('column.at'), width: '84px', cell: (visit) => formatTime(visit.arrived_at, 'time') },
    {
      id: 'kind',
      header: t('column.kind'),
      width: '84px',
      cell: (visit) => <StatusTag tone={visit.kind === 'phone' ? 'teal' : 'info'}>{t(`kind.${visit.kind}`)}</StatusTag>,
    },
    {
      id: 'who',
      header: t('column.who'),
      width: 'minmax(180px, 1.4fr)',
      cell: (visit) => (
        <>
          <strong className={css.name}>{nameOf(visit)}</strong> <span className={css.quiet}>{visit.mobile_masked}</span>
        </>
      ),
    },
    { id: 'purpose', header: t('column.purpose'), cell: (visit) => label('purpose', visit.purpose) },
    { id: 'wanted', header: t('column.wanted'), width: 'minmax(140px, 1fr)', cell: (visit) => visit.wanted || '–' },
    { id: 'owner', header: t('column.owner'), cell: (visit) => visit.owner_name ?? '–' },
    {
      id: 'greeted',
      header: t('column.greeted'),
      width: '120px',
      cell: (visit) =>
        visit.greet_by ? <SlaBadge due={visit.greet_by} doneAt={visit.greeted_at} soonSeconds={10} /> : '–',
    },
    { id: 'left', header: t('column.left'), width: '84px', cell: (visit) => formatTime(visit.left_at, 'time') },
  ];
  return (
    <DataList
      label={t('tab.list')}
      query={list}
      columns={columns}
      rowKey={(visit) => visit.id}
      rowLabel={nameOf}
      card={(visit) => (
        <>
          <p className={css.line}>
            <strong className={css.name}>{nameOf(visit)}</strong>
            <StatusTag tone={visit.kind === 'phone' ? 'teal' : 'info'}>{t(`kind.${visit.kind}`)}</StatusTag>
            <span className={css.grow} />
            <span className={css.quiet}>{formatTime(visit.arrived_at, 'time')}</span>
          </p>
          <p className={css.facts}>
            {visit.mobile_masked ? <span>{visit.mobile_masked}</span> : null}
            <span>{label('purpose', visit.purpose)}</span>
            <span>{visit.owner_name ?? t('noOwner')}</span>
          </p>
        </>
      )}
      empty={<EmptyState title={t('list.empty')} text={t('house.emptyText')} />}
    />
  );
}
