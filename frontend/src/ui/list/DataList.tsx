import { useMemo } from 'react';
import { useIsPhone } from '@/lib/media';
import { CardsSkeleton, RowsSkeleton } from '../Skeleton';
import { ErrorState, NoResultState } from '../States';
import { CardList } from './CardList';
import css from './DataList.module.css';
import { TableList } from './TableList';
import { type DataListProps, flatten } from './types';

/** A cursor-paged list with every state: table on the desk, cards on the phone. Give it a parent with a height. */
export function DataList<T extends object>(props: DataListProps<T>) {
  const { query, filtered, onClearFilters, empty } = props;
  const phone = useIsPhone();
  const rows = useMemo(() => flatten<T>({ data: query.data }), [query.data]);
  if (query.isPending) {
    return (
      <div className={phone ? css.plain : css.frame}>{phone ? <CardsSkeleton /> : <RowsSkeleton rows={12} />}</div>
    );
  }
  if (query.error && rows.length === 0) {
    return (
      <div className={css.frame}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (rows.length === 0) {
    const clear = onClearFilters ? { onClear: onClearFilters } : {};
    return <div className={css.frame}>{filtered ? <NoResultState {...clear} /> : empty}</div>;
  }
  return phone ? <CardList {...props} rows={rows} /> : <TableList {...props} rows={rows} />;
}
