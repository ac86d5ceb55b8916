import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/** Arrow keys jump to the middle of the neighbouring column instead of moving by pixels. */
export const toNextColumn: KeyboardCoordinateGetter = (event, { context }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
  const { collisionRect, droppableRects, droppableContainers } = context;
  if (!step || !collisionRect) return undefined;
  event.preventDefault();
  const columns = droppableContainers
    .getEnabled()
    .flatMap((container) => droppableRects.get(container.id) ?? [])
    .sort((a, b) => a.left - b.left);
  const middle = collisionRect.left + collisionRect.width / 2;
  const at = columns.findIndex((rect) => middle >= rect.left && middle <= rect.right);
  const target = columns[Math.max(0, Math.min(columns.length - 1, (at < 0 ? 0 : at) + step))];
  return target ? { x: target.left + (target.width - collisionRect.width) / 2, y: target.top + 48 } : undefined;
};
