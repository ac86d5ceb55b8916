import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { DownIcon, UpIcon } from '../icons';
import css from './DataList.module.css';
import type { ListColumn, ListSort } from './types';

interface ListHeaderProps<T> {
  columns: readonly ListColumn<T>[];
  sort: ListSort | null;
  onSort: ((sort: ListSort) => void) | undefined;
  selection: { all: boolean; some: boolean; onToggle: () => void } | null;
}

export function ListHeader<T>({ columns, sort, onSort, selection }: ListHeaderProps<T>) {
  const { t } = useTranslation('ui');
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: row of a virtual grid
    <div role="row" className={cx(css.row, css.head)} aria-rowindex={1}>
      {selection ? (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: cell of a virtual grid
        <span role="columnheader" className={css.check}>
          <input
            type="checkbox"
            aria-label={t('list.selectAll')}
            checked={selection.all}
            ref={(box) => {
              if (box) box.indeterminate = selection.some && !selection.all;
            }}
            onChange={selection.onToggle}
          />
        </span>
      ) : null}
      {columns.map((column) => (
        <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

interface HeaderCellProps<T> {
  column: ListColumn<T>;
  sort: ListSort | null;
  onSort: ((sort: ListSort) => void) | undefined;
}

function HeaderCell<T>({ column, sort, onSort }: HeaderCellProps<T>) {
  const key = column.sortKey;
  const mine = key !== undefined && sort?.key === key;
  const order = mine ? (sort.desc ? 'descending' : 'ascending') : undefined;
  const Arrow = mine && sort.desc ? DownIcon : UpIcon;
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: cell of a virtual grid
    <span role="columnheader" className={cx(css.cell, column.align === 'end' && css.end)} aria-sort={order}>
      {key && onSort ? (
        <button type="button" className={css.sort} onClick={() => onSort({ key, desc: mine ? !sort.desc : false })}>
          {column.header}
          <span className={mine ? undefined : css.sortIdle}>
            <Arrow />
          </span>
        </button>
      ) : (
        column.header
      )}
    </span>
  );
}
