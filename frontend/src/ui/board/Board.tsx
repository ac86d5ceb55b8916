import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './Board.module.css';
import { BoardColumnView } from './BoardColumn';
import { toNextColumn } from './keyboard';
import type { BoardProps } from './types';

/** Columns of cards: drag with mouse, touch (long press) or keyboard, or use the card's menu. Give it a parent with a height. */
export function Board<T>(props: BoardProps<T>) {
  const { columns, itemKey, itemLabel, card, onMove, canMove, label } = props;
  const { t } = useTranslation('ui');
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextColumn }),
  );
  const find = (id: string | number) =>
    columns.flatMap((column) => column.items).find((item) => itemKey(item) === String(id));
  const nameOf = (id: string | number) => {
    const item = find(id);
    return item ? itemLabel(item) : String(id);
  };
  const titleOf = (id: string | number | undefined) => columns.find((column) => column.id === id)?.title ?? '';
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('board.dragging', { card: nameOf(active.id) }),
    onDragOver: ({ over }) => (over ? t('board.over', { column: titleOf(over.id) }) : undefined),
    onDragEnd: ({ over }) => (over ? t('board.dropped', { column: titleOf(over.id) }) : t('board.cancelled')),
    onDragCancel: () => t('board.cancelled'),
  };
  const allowed = (item: T, column: string) => {
    const from = columns.find((entry) => entry.items.some((other) => itemKey(other) === itemKey(item)));
    return from?.id !== column && (canMove?.(item, column) ?? true);
  };
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const item = find(active.id);
    if (item && over && allowed(item, String(over.id))) onMove?.(item, String(over.id));
  };
  const moving = dragged === null ? undefined : find(dragged);
  return (
    <DndContext
      sensors={sensors}
      // The pointer says which column is meant; the keyboard has none, so the rectangle decides.
      collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args))}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('board.instructions') } }}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
    >
      <section className={css.board} aria-label={label}>
        {columns.map((column) => (
          <BoardColumnView key={column.id} column={column} board={props} allowed={allowed} dragging={moving} />
        ))}
      </section>
      <DragOverlay dropAnimation={null}>
        {moving ? <div className={css.overlay}>{card(moving)}</div> : null}
      </DragOverlay>
    </DndContext>
  );
}
