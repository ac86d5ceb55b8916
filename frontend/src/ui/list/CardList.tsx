import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import css from './DataList.module.css';
import type { DataListProps } from './types';
import { useLoadMore } from './useLoadMore';

const CARD_ESTIMATE = 112;

/** The phone: the same rows as cards. The whole card opens the record; buttons inside stay buttons. */
export function CardList<T extends object>({
  rows,
  rowKey,
  rowLabel,
  card,
  onOpen,
  openId,
  label,
  query,
}: DataListProps<T> & { rows: T[] }) {
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLElement>(null);
  // Stable, because another function makes the virtualizer forget what it measured.
  const keyAt = useCallback((index: number) => (rows[index] ? rowKey(rows[index]) : index), [rows, rowKey]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_ESTIMATE,
    overscan: 6,
    getItemKey: keyAt,
  });
  const items = virtual.getVirtualItems();
  useLoadMore(query, items.at(-1)?.index ?? 0, rows.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroller} className={css.cards} tabIndex={0} aria-label={label}>
      <ul className={css.cardStack} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={css.cardSlot}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <div className={cx(css.card, openId === rowKey(row) && css.open)}>
                {onOpen ? (
                  <button
                    type="button"
                    className={css.cardHit}
                    aria-label={rowLabel(row)}
                    onClick={() => onOpen(row)}
                  />
                ) : null}
                {card(row)}
              </div>
            </li>
          );
        })}
      </ul>
      {query.isFetchingNextPage ? <p className={css.more}>{t('state.loading')}</p> : null}
    </section>
  );
}
