import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type {
  Board,
  DuplicateAnswer,
  LeadClosure,
  LeadCreate,
  LeadCreated,
  LeadOut,
  LevelGrade,
  LossApplication,
  LossCaseRow,
  Released,
  TransferCreate,
  TransferDone,
  TransferUndone,
} from '@/api/generated/leads/types.gen';
import { showAtOnce } from '@/api/optimistic';
import { toast } from '@/lib/toast';
import { crowdKeys, leadKeys } from '@/ui/sales/keys';
import { useSalesLabel } from '@/ui/sales/labels';
import type { LeadPages } from './queries';

const LEADS = '/api/v1/leads/leads';

function settle(client: QueryClient, id?: string): void {
  for (const queryKey of crowdKeys) void client.invalidateQueries({ queryKey });
  if (id) void client.invalidateQueries({ queryKey: leadKeys.lead(id) });
}

/** Shows changed fields of a lead wherever it is on screen; gives the way back. */
async function showLead(client: QueryClient, id: string, change: Partial<LeadOut>): Promise<() => void> {
  const undo = await Promise.all([
    showAtOnce<LeadPages>(client, leadKeys.lists, (old) => ({
      ...old,
      pages: old.pages.map((page) => ({
        ...page,
        items: page.items.map((row) => (row.id === id ? { ...row, ...change } : row)),
      })),
    })),
    showAtOnce<Board>(client, leadKeys.boards, (old) => moveCard(old, id, change)),
    showAtOnce<LeadOut>(client, leadKeys.lead(id), (old) => (old.id === id ? { ...old, ...change } : old)),
  ]);
  return () => {
    for (const step of undo) step();
  };
}

/** Puts the card on top of its new column and corrects both counts. */
export function moveCard(board: Board, id: string, change: Partial<LeadOut>): Board {
  const card = board.columns.flatMap((column) => column.items).find((item) => item.id === id);
  if (!card) return board;
  const next = { ...card, ...change };
  return {
    columns: board.columns.map((column) => {
      const rest = column.items.filter((item) => item.id !== id);
      const left = column.count - (column.items.length - rest.length);
      if (column.stage !== next.stage || next.is_open === false) return { ...column, items: rest, count: left };
      const same = card.stage === next.stage;
      const items = same ? column.items.map((item) => (item.id === id ? next : item)) : [next, ...rest];
      return { ...column, items, count: same ? column.count : left + 1 };
    }),
  };
}

function useLeadAction<Input>(
  path: string,
  shown: (input: Input) => Partial<LeadOut>,
  body: (input: Input) => unknown = (input) => input,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...input }: Input & { id: string }) =>
      api<LeadOut>(`${LEADS}/${id}/${path}`, { method: 'POST', body: body(input as unknown as Input) }),
    onMutate: ({ id, ...input }) => showLead(client, id, shown(input as unknown as Input)),
    onError: (_error, _input, rollback) => rollback?.(),
    onSuccess: (lead, { id }) => client.setQueryData(leadKeys.lead(id), lead),
    onSettled: (_lead, _error, { id }) => settle(client, id),
  });
}

type Stage = LeadOut['stage'];

/** Sets a stage by hand; the toast takes it back on the server, with the reply that it counted as. */
export function useMoveStage() {
  const { t } = useTranslation(['leads', 'sales']);
  const label = useSalesLabel();
  const move = useLeadAction<{ stage: Stage }>('stage', ({ stage }) => ({ stage }));
  const back = useLeadAction<{ stage: Stage }>(
    'stage/undo',
    ({ stage }) => ({ stage }),
    () => undefined,
  );
  // Told by the promise: the card that was dragged has gone to another column by then, and its callbacks with it.
  return (id: string, from: Stage, stage: Stage) =>
    void move.mutateAsync({ id, stage }).then(
      () =>
        toast(t('move.done', { stage: label('stage', stage) }), {
          tone: 'success',
          undo: () => back.mutate({ id, stage: from }),
        }),
      () => undefined,
    );
}

export const useGrade = () => useLeadAction<LevelGrade>('level', ({ level }) => ({ level }));

export const useReopen = () => useLeadAction<{ reason: string }>('reopening', () => ({ is_open: true }));

export const useClose = () =>
  useLeadAction<LeadClosure>('closure', ({ outcome }) => ({ stage: outcome, is_open: false, level: 'F' }));

const TRANSFERS = '/api/v1/leads/transfers';

/** One call for any number of customers with their leads; the answer's id takes it back. */
export function useTransfer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: TransferCreate & { idempotencyKey: string }) =>
      api<TransferDone>(TRANSFERS, { method: 'POST', body, idempotencyKey }),
    onSettled: (_done, _error, { lead_ids }) => {
      settle(client);
      for (const id of lead_ids ?? []) void client.invalidateQueries({ queryKey: leadKeys.lead(id) });
    },
  });
}

/** Back as it was, but for what somebody has worked on since; the toast says so. */
export function useUndoTransfer() {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<TransferUndone>(`${TRANSFERS}/${id}/undo`, { method: 'POST' }),
    onSuccess: ({ refused }) =>
      toast(refused > 0 ? t('reassign.refused', { count: refused }) : t('reassign.taken'), {
        tone: refused > 0 ? 'danger' : 'success',
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['leads'] }),
  });
}

/** Ask for a defeat to be approved; the lead stays in work until somebody decides. */
export function useApplyForLoss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, idempotencyKey, ...body }: LossApplication & { id: string; idempotencyKey: string }) =>
      api<LossCaseRow>(`${LEADS}/${id}/loss-cases`, { method: 'POST', body, idempotencyKey }),
    onSettled: (_case, _error, { id }) => settle(client, id),
    meta: { quiet: true },
  });
}

/** Gives a customer back to the pool. */
export function useRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ customerId, reason }: { customerId: string; reason: string }) =>
      api<Released>(`/api/v1/leads/customers/${customerId}/release`, { method: 'POST', body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['leads'] }),
  });
}

export function useCreateLead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: LeadCreate; idempotencyKey: string }) =>
      api<LeadCreated>(LEADS, { method: 'POST', body, idempotencyKey }),
    onSuccess: () => settle(client),
    meta: { quiet: true },
  });
}

export const checkDuplicate = (mobile: string, signal: AbortSignal): Promise<DuplicateAnswer> =>
  api<DuplicateAnswer>('/api/v1/leads/customers/duplicate-check', { method: 'POST', body: { mobile }, signal });

/** Closes with the reason given and offers to take it back for as long as the toast stands. */
export function useCloseWithUndo() {
  const { t } = useTranslation('leads');
  const close = useClose();
  const reopen = useReopen();
  // Told by the promise: the sheet that asked has gone by then, and its own callbacks with it.
  return (id: string, closure: LeadClosure) =>
    close.mutateAsync({ id, ...closure }).then(
      () => toast(t('close.done'), { undo: () => reopen.mutate({ id, reason: t('close.undone') }) }),
      () => undefined,
    );
}
