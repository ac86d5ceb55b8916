import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board as BoardData } from '@/api/generated/leads/types.gen';
import { Board } from '@/ui/board/Board';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { STAGE_TONES, useSalesLabel } from '@/ui/sales/labels';
import { appendTo } from '../board';
import { useMoveStage } from '../hooks/mutations';
import { boardKey, moreOfColumn, useLeadBoard } from '../hooks/queries';
import { canMoveByHand, type LeadQuery, type LeadRow } from '../model';
import { LeadCard } from './columns';

export interface LeadBoardProps {
  query: LeadQuery;
  open: (row: LeadRow) => void;
  openId: string | null;
}

/** Open leads by stage. Two stages are set by hand; the others follow from what is done. */
export function LeadBoard({ query, open, openId }: LeadBoardProps) {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const board = useLeadBoard(query);
  const move = useMoveStage();
  const more = useMoreOfColumn(query);
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
          ? {
              onMore: () => more.load(column.stage),
              loadingMore: more.busy === column.stage,
              failedMore: more.failed === column.stage,
            }
          : {}),
      }))}
      itemKey={(row) => row.id}
      itemLabel={(row) => `${row.customer_name || t('sales:noName')} ${row.wanted}`}
      card={(row) => <LeadCard row={row} board />}
      onMove={(row, stage) => move(row.id, row.stage, stage as LeadRow['stage'])}
      canMove={(row, stage) => canMoveByHand(row.stage, stage)}
      onOpen={open}
      openId={openId}
    />
  );
}

/** Appends the next part of a column to the board in the cache. */
function useMoreOfColumn(query: LeadQuery) {
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const key = boardKey(query);
  const load = async (stage: string) => {
    const board = client.getQueryData<BoardData>(key);
    const cursor = board?.columns.find((column) => column.stage === stage)?.next_cursor;
    if (!cursor || busy) return;
    setBusy(stage);
    setFailed(null);
    try {
      const page = await moreOfColumn(stage, cursor, query);
      client.setQueryData<BoardData>(key, (old) => old && appendTo(old, stage, page));
    } catch {
      setFailed(stage);
    } finally {
      setBusy(null);
    }
  };
  return { busy, failed, load: (stage: string) => void load(stage) };
}
