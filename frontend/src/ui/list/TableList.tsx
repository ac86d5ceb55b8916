import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkBar } from './BulkBar';
import css from './DataList.module.css';
import { ListHeader } from './ListHeader';
import { ListRow } from './ListRow';
import type { DataListProps } from './types';
import { useActiveRow } from './useActiveRow';
import { useLoadMore } from './useLoadMore';

const features = tableFeatures({ rowSelectionFeature });
const CHECK_TRACK = '40px';
const DEFAULT_TRACK = 'minmax(96px, 1fr)';

/** What the columns need at least. Every row is a grid of its own: widths that followed the content would not line up. */
const leastOf = (tracks: readonly string[]): string =>
  `calc(${tracks.map((track) => /\d+px/.exec(track)?.[0] ?? '0px').join(' + ')} + 16px)`;
/** The desk: sticky heading, virtual rows, J/K/Enter/X, shift-click ranges. */
export function TableList<T extends object>(props: DataListProps<T> & { rows: T[] }) {
  const { rows: data, columns, rowKey, label, query, bulkActions, onOpen, rowHeight = 48 } = props;
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const selectable = bulkActions !== undefined;
  const definitions = useMemo(() => columns.map((column) => ({ id: column.id, header: column.header })), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    enableRowSelection: selectable,
  });
  const { rows } = table.getRowModel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 40,
  });
  const items = virtual.getVirtualItems();
  useLoadMore(query, items.at(-1)?.index ?? 0, rows.length);
  const active = useActiveRow({
    count: rows.length,
    scroller,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    open: (index) => rows[index] && onOpen?.(rows[index].original),
    ...(selectable ? { toggle: (index: number) => rows[index]?.toggleSelected() } : {}),
  });
  const tracks = [...(selectable ? [CHECK_TRACK] : []), ...columns.map((column) => column.width ?? DEFAULT_TRACK)];
  const widths = { '--tracks': tracks.join(' '), '--least': leastOf(tracks), '--row': `${rowHeight}px` };
  const selected = selectable ? table.getSelectedRowModel().rows.map((row) => row.original) : [];
  const clear = () => table.resetRowSelection(true);
  return (
    <div className={css.frame} style={widths as CSSProperties}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid cannot be a table element */}
      <div
        ref={scroller}
        className={css.scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={active.index === null ? undefined : `${id}-${active.index}`}
        onKeyDown={active.onKeyDown}
      >
        <ListHeader
          columns={columns}
          sort={props.sort ?? null}
          onSort={props.onSort}
          selection={
            selectable
              ? {
                  all: table.getIsAllRowsSelected(),
                  some: selected.length > 0,
                  onToggle: () => table.toggleAllRowsSelected(),
                }
              : null
          }
        />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <ListRow
                key={row.id}
                id={`${id}-${item.index}`}
                row={row.original}
                index={item.index}
                top={item.start}
                columns={columns}
                label={props.rowLabel(row.original)}
                active={active.index === item.index}
                open={props.openId === row.id}
                checked={selectable ? row.getIsSelected() : null}
                onToggle={row.getToggleSelectedHandler()}
                onOpen={() => {
                  active.set(item.index);
                  onOpen?.(row.original);
                }}
              />
            );
          })}
        </div>
        {query.isFetchingNextPage ? <p className={css.more}>{t('state.loading')}</p> : null}
      </div>
      {selected.length > 0 && bulkActions ? (
        <BulkBar count={selected.length} onClear={clear}>
          {bulkActions(selected, clear)}
        </BulkBar>
      ) : null}
    </div>
  );
}
