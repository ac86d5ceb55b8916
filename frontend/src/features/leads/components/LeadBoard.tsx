import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board as BoardData } from '@/api/generated/leads/types.gen';
import { Board } from '@/ui/board/Board';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { leadKeys } from '@/ui/sales/keys';
import { STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { useMoveStage } from '../hooks/mutations';
import { moreOfColumn, useLeadBoard } from '../hooks/queries';
import { canMoveByHand, type LeadRow, type LeadSearch } from '../model';
import { LeadCard } from './columns';

export interface LeadBoardProps {
  search: LeadSearch;
  onOpen: (row: LeadRow) => void;
}

/** Open leads by stage. Two stages are set by hand; the others follow from what is done. */
export function LeadBoard({ search, onOpen }: LeadBoardProps) {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const board = useLeadBoard(search);
  const move = useMoveStage();
  const more = useMoreOfColumn(search);
  if (board.isPending) return <CardsSkeleton cards={6} />;
  if (board.error && !board.data) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  return (
    <Board
      label={t('board')}
      columns={(board.data?.columns ?? []).map((column) => ({
        id: column.stage,
        title: label('stage', column.stage),
        tone: STAGE_TONES[column.stage] ?? 'neutral',
        items: column.items,
        count: column.count,
        ...(column.next_cursor
          ? { onMore: () => more.load(column.stage), loadingMore: more.busy === column.stage }
          : {}),
      }))}
      itemKey={(row) => row.id}
      itemLabel={(row) => `${row.customer_name || t('sales:noName')} ${row.wanted}`}
      card={(row) => <LeadCard row={row} board />}
      onMove={(row, stage) => move.mutate({ id: row.id, stage: stage as LeadRow['stage'] })}
      canMove={(row, stage) => canMoveByHand(row.stage, stage)}
      onOpen={onOpen}
      openId={search.open ?? null}
    />
  );
}

/** Appends the next part of a column to the board in the cache. */
function useMoreOfColumn(search: LeadSearch) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const load = async (stage: string) => {
    const key = leadKeys.boards;
    const boards = client.getQueriesData<BoardData>({ queryKey: key });
    const cursor = boards
      .flatMap(([, data]) => data?.columns ?? [])
      .find((column) => column.stage === stage)?.next_cursor;
    if (!cursor || busy) return;
    setBusy(stage);
    try {
      const page = await moreOfColumn(stage, cursor, search);
      client.setQueriesData<BoardData>({ queryKey: key }, (old) => old && appendTo(old, stage, page));
    } finally {
      setBusy(null);
    }
  };
  return { busy, load: (stage: string) => void load(stage).catch(() => undefined) };
}

export function appendTo(
  board: BoardData,
  stage: string,
  page: { items: LeadRow[]; next_cursor?: string | null },
): BoardData {
  return {
    columns: board.columns.map((column) => {
      if (column.stage !== stage) return column;
      const known = new Set(column.items.map((item) => item.id));
      const items = [...column.items, ...page.items.filter((item) => !known.has(item.id))];
      return { ...column, items, next_cursor: page.next_cursor ?? null };
    }),
  };
}
