import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import css from './Board.module.css';
import type { BoardColumn } from './types';

const CARD_ESTIMATE = 116;
const GAP = 8;
const AHEAD = 6;

interface BoardCardsProps<T> {
  column: BoardColumn<T>;
  titleId: string;
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}

/** The cards of a column: only those in sight are drawn, and the next part is fetched before its end is reached. */
export function BoardCards<T>({ column, titleId, keyOf, children }: BoardCardsProps<T>) {
  const { t } = useTranslation('ui');
  const scroller = useRef<HTMLUListElement>(null);
  const { items, onMore, loadingMore = false, failedMore = false } = column;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_ESTIMATE,
    gap: GAP,
    overscan: 6,
    getItemKey: (index) => (items[index] ? keyOf(items[index]) : index),
  });
  const shown = virtual.getVirtualItems();
  const near = (shown.at(-1)?.index ?? 0) >= items.length - AHEAD && scroller.current !== null;
  const scrolled = (scroller.current?.scrollTop ?? 0) > 0;
  const wanted = near && scrolled && onMore !== undefined && !loadingMore && !failedMore;
  useEffect(() => {
    if (wanted) onMore?.();
  }, [wanted, onMore]);
  return (
    <ul
      ref={scroller}
      className={css.items}
      style={{ '--room': `${virtual.getTotalSize()}px` } as CSSProperties}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-labelledby={titleId}
    >
      {shown.map((place) => {
        const item = items[place.index];
        return item === undefined ? null : (
          <li
            key={place.key}
            ref={virtual.measureElement}
            data-index={place.index}
            className={css.slot}
            style={{ transform: `translateY(${place.start}px)` }}
          >
            {children(item)}
          </li>
        );
      })}
      {items.length === 0 ? <li className={css.empty}>{t('board.empty')}</li> : null}
      {onMore ? (
        <li className={css.moreLine}>
          <Button variant="ghost" block loading={loadingMore} onClick={onMore}>
            {t('action.loadMore')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
