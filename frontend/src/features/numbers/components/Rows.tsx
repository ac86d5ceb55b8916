import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { PathLink } from '@/ui/PathLink';
import { RowsSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { useSalesLabel } from '@/ui/sales/labels';
import { LevelTag } from '@/ui/Tag';
import { useRows } from '../hooks';
import type { KpiCard, KpiRow, Part } from '../model';
import css from './Numbers.module.css';

export interface RowsProps {
  card: KpiCard;
  month: string;
  part: Part;
  cut: Record<string, string>;
}

/** The very rows that were counted, newest first, page by page. */
export function Rows({ card, month, part, cut }: RowsProps) {
  const { t } = useTranslation('numbers');
  const query = useRows(card.id, month, part, cut);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <RowsSkeleton rows={6} />;
  if (query.error && rows.length === 0)
    return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) return <EmptyState compact title={t('noRows')} />;
  return (
    <>
      <ul className={css.rows}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function Row({ row }: { row: KpiRow }) {
  const { t } = useTranslation(['numbers', 'sales']);
  const label = useSalesLabel();
  const name = row.customer_id ? row.customer_name || t('sales:noName') : t('stranger');
  return (
    <li className={css.row}>
      <span className={css.rowMain}>
        {row.customer_id ? <PathLink href={`/customers/${row.customer_id}`}>{name}</PathLink> : <span>{name}</span>}
        <span className={css.quiet}>
          {[row.mobile_masked, row.model, label('source', row.source)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={css.rowSide}>
        <span className={css.rowTags}>
          {row.because.length > 0 ? t(`flag.${row.because[0]}`, { defaultValue: '' }) : ''}
          {row.level ? <LevelTag level={row.level} /> : null}
        </span>
        <span className={css.quiet}>{[row.adviser_name, formatTime(row.at)].filter(Boolean).join(' · ')}</span>
      </span>
    </li>
  );
}
