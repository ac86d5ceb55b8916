import { useDraggable, useDroppable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { IconButton } from '../Button';
import { MoreIcon, RightIcon } from '../icons';
import { Menu } from '../Menu';
import { StatusTag } from '../Tag';
import css from './Board.module.css';
import { BoardCards } from './BoardCards';
import type { BoardColumn, BoardProps } from './types';

interface ColumnProps<T> {
  column: BoardColumn<T>;
  board: BoardProps<T>;
  allowed: (item: T, column: string) => boolean;
  dragging: T | undefined;
}

export function BoardColumnView<T>({ column, board, allowed, dragging }: ColumnProps<T>) {
  const { t } = useTranslation('ui');
  const possible = dragging !== undefined && allowed(dragging, column.id);
  const { setNodeRef, isOver } = useDroppable({ id: column.id, disabled: board.onMove === undefined });
  const titleId = `column-${column.id}`;
  const count = column.count ?? column.items.length;
  return (
    <section
      ref={setNodeRef}
      className={cx(css.column, possible && css.possible, isOver && possible && css.over)}
      aria-labelledby={titleId}
    >
      <header className={css.head}>
        <h3 id={titleId} className={css.title}>
          <StatusTag tone={column.tone ?? 'neutral'} dot>
            {column.title}
          </StatusTag>
        </h3>
        <span className={css.count}>
          <span aria-hidden="true">{count}</span>
          <span className="sr-only">{t('board.count', { count })}</span>
        </span>
        {column.note ? <span className={css.note}>{column.note}</span> : null}
      </header>
      <BoardCards column={column} titleId={titleId} keyOf={board.itemKey}>
        {(item) => <BoardCard item={item} column={column} board={board} allowed={allowed} />}
      </BoardCards>
    </section>
  );
}

interface CardProps<T> extends Omit<ColumnProps<T>, 'dragging'> {
  item: T;
}

function BoardCard<T>({ item, board, allowed }: CardProps<T>) {
  const { t } = useTranslation('ui');
  const id = board.itemKey(item);
  const label = board.itemLabel(item);
  const { onMove, onOpen } = board;
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id, disabled: onMove === undefined });
  const targets = onMove ? board.columns.filter((column) => allowed(item, column.id)) : [];
  return (
    <article
      ref={setNodeRef}
      className={cx(css.card, isDragging && css.lifted, board.openId === id && css.open)}
      {...listeners}
    >
      {/* The hit area carries focus, Enter opens and space lifts; dnd-kit's attributes say so to screen readers. */}
      <button
        type="button"
        className={css.hit}
        aria-label={label}
        aria-describedby={onMove ? attributes['aria-describedby'] : undefined}
        aria-roledescription={onMove ? attributes['aria-roledescription'] : undefined}
        onClick={() => onOpen?.(item)}
        onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
      />
      {board.card(item)}
      {targets.length > 0 ? (
        <span className={css.menu}>
          <Menu
            label={t('board.move')}
            items={targets.map((column) => ({
              id: column.id,
              label: t('board.moveTo', { column: column.title }),
              icon: RightIcon,
              onSelect: () => onMove?.(item, column.id),
            }))}
            trigger={(props) => <IconButton icon={MoreIcon} label={`${t('board.move')} ${label}`} {...props} />}
          />
        </span>
      ) : null}
    </article>
  );
}
