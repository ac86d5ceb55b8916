import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Avatar } from '@/ui/Avatar';
import type { ListColumn } from '@/ui/list/types';
import { StatusTag } from '@/ui/Tag';
import type { PairOut } from '../model';
import css from './Duplicates.module.css';

const STRONG = 90;

function Person({ side }: { side: PairOut['one'] }) {
  const { t } = useTranslation('duplicates');
  return (
    <span className={css.cell}>
      <Avatar name={side.name || '?'} size="sm" />
      <span className={css.name}>{side.name || t('noName')}</span>
      <span className={css.quiet}>{[side.mobile_masked, side.owner_name].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

/** Why these two look like one, the strongest first; what is the same stands in the tooltip. */
export function Reasons({ pair }: { pair: PairOut }) {
  const { t } = useTranslation('duplicates');
  return (
    <span className={css.wrap}>
      {pair.reasons.map((reason) => (
        <span key={reason} title={pair.evidence[reason]}>
          <StatusTag tone="info">{t(`reason.${reason}`)}</StatusTag>
        </span>
      ))}
    </span>
  );
}

function Points({ pair }: { pair: PairOut }) {
  const { t } = useTranslation('duplicates');
  return (
    <StatusTag tone={pair.score >= STRONG ? 'danger' : 'warning'}>
      <span className={css.score}>{t('points', { count: pair.score })}</span>
    </StatusTag>
  );
}

export function usePairColumns(): readonly ListColumn<PairOut>[] {
  const { t } = useTranslation('duplicates');
  return useMemo(
    () => [
      { id: 'score', header: t('col.score'), width: '90px', cell: (row) => <Points pair={row} /> },
      { id: 'one', header: t('col.one'), width: 'minmax(0, 1.3fr)', cell: (row) => <Person side={row.one} /> },
      {
        id: 'other',
        header: t('col.other'),
        width: 'minmax(0, 1.3fr)',
        cell: (row) => <Person side={row.other} />,
      },
      { id: 'reasons', header: t('col.reasons'), width: 'minmax(0, 1.4fr)', cell: (row) => <Reasons pair={row} /> },
      {
        id: 'found',
        header: t('col.found'),
        width: '130px',
        cell: (row) => (row.decided_at ? formatTime(row.decided_at) : formatTime(row.found_at, 'date')),
      },
    ],
    [t],
  );
}

export function PairCard({ row }: { row: PairOut }) {
  return (
    <div className={css.card}>
      <span className={css.top}>
        <Person side={row.one} />
        <Points pair={row} />
      </span>
      <Person side={row.other} />
      <Reasons pair={row} />
    </div>
  );
}
