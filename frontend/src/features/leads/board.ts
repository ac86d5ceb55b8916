import type { Board } from '@/api/generated/leads/types.gen';
import type { LeadRow } from './model';

type BoardColumn = Board['columns'][number];
type More = { items: LeadRow[]; next_cursor?: string | null };

/** The next part of one column behind what is there, each card once. */
export function appendTo(board: Board, stage: string, page: More): Board {
  return {
    columns: board.columns.map((column) => {
      if (column.stage !== stage) return column;
      const known = new Set(column.items.map((item) => item.id));
      const items = [...column.items, ...page.items.filter((item) => !known.has(item.id))];
      return { ...column, items, next_cursor: page.next_cursor ?? null };
    }),
  };
}

/**
 * A fresh board with what was loaded behind its first parts: a change somewhere must not throw a reader back to the top.
 * Cards that are now elsewhere on the board leave the tail; its cursor stays good, for it names a place, not a page.
 */
export function withTails(fresh: Board, old: Board | undefined): Board {
  if (!old) return fresh;
  const seen = new Set(fresh.columns.flatMap((column) => column.items.map((item) => item.id)));
  return { columns: fresh.columns.map((column) => withTail(column, old, seen)) };
}

function withTail(column: BoardColumn, old: Board, seen: ReadonlySet<string>): BoardColumn {
  const before = old.columns.find(({ stage }) => stage === column.stage);
  const last = column.items.at(-1);
  if (!before || !column.next_cursor || !last || before.items.length <= column.items.length) return column;
  const tail = before.items.filter((item) => !seen.has(item.id) && item.stage_at <= last.stage_at);
  return { ...column, items: [...column.items, ...tail], next_cursor: before.next_cursor ?? null };
}
