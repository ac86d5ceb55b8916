import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  DisputeOpen,
  DisputeOut,
  DisputeRuling,
  HandoverCreate,
  HandoverPreview,
  PageDisputeRow,
  PageTransferLineRow,
  PageTransferOut,
  Receiver,
  TransferDone,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { useMe } from '@/api/session';
import { crowdKeys } from '@/ui/sales/keys';

const DISPUTES = '/api/v1/leads/disputes';
const TRANSFERS = '/api/v1/leads/transfers';
const keys = {
  disputes: ['leads', 'disputes'],
  dispute: (id: string) => ['leads', 'disputes', 'one', id],
  transfers: ['leads', 'transfers'],
};
onHint('dispute', (hint) => [keys.disputes, keys.dispute(hint.id)]);

export const useDisputes = (status: string | undefined) =>
  useInfiniteQuery({
    queryKey: [...keys.disputes, 'list', status],
    queryFn: ({ pageParam, signal }) =>
      api<PageDisputeRow>(DISPUTES, { query: { status, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const useDispute = (id: string) =>
  useQuery({
    queryKey: keys.dispute(id),
    queryFn: ({ signal }) => api<DisputeOut>(`${DISPUTES}/${id}`, { signal }),
  });

export function useOpenDispute() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: DisputeOpen & { idempotencyKey: string }) =>
      api<DisputeOut>(DISPUTES, { method: 'POST', body, idempotencyKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.disputes }),
    meta: { quiet: true },
  });
}

export function useRule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DisputeRuling) => api<DisputeOut>(`${DISPUTES}/${id}/ruling`, { method: 'POST', body }),
    onSuccess: (dispute) => client.setQueryData(keys.dispute(id), dispute),
    onSettled: () => {
      for (const queryKey of [keys.disputes, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}

export function useWithdraw(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(`${DISPUTES}/${id}/withdrawal`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.disputes }),
  });
}

export const useReceivers = () =>
  useQuery({
    queryKey: [...keys.transfers, 'receivers'],
    queryFn: ({ signal }) => api<Receiver[]>(`${TRANSFERS}/receivers`, { signal }),
  });

interface Person {
  id: string;
  name: string;
  active: boolean;
}

/** Everybody of the store, also those who have left: their customers may still be theirs. */
export function useStaff() {
  const me = useMe();
  return useQuery({
    queryKey: ['gateway', 'staff', 'everybody', me.store.id],
    queryFn: async ({ signal }) =>
      (
        await api<{ items: Person[] }>('/api/v1/gateway/staff', {
          query: { store_id: me.store.id, limit: 500 },
          signal,
        })
      ).items,
    staleTime: 5 * 60_000,
  });
}

export const useInHand = (staffId: string | undefined) =>
  useQuery({
    queryKey: [...keys.transfers, 'in-hand', staffId],
    queryFn: ({ signal }) => api<HandoverPreview>(`${TRANSFERS}/handover`, { query: { staff_id: staffId }, signal }),
    enabled: Boolean(staffId),
  });

export function useHandOver() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: HandoverCreate & { idempotencyKey: string }) =>
      api<TransferDone>(`${TRANSFERS}/handover`, { method: 'POST', body, idempotencyKey }),
    onSettled: () => {
      for (const queryKey of [keys.transfers, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}

export const useTransfers = () =>
  useQuery({
    queryKey: [...keys.transfers, 'list'],
    queryFn: async ({ signal }) => (await api<PageTransferOut>(TRANSFERS, { query: { limit: 30 }, signal })).items,
  });

export const useTransferLines = (id: string) =>
  useInfiniteQuery({
    queryKey: [...keys.transfers, 'lines', id],
    queryFn: ({ pageParam, signal }) =>
      api<PageTransferLineRow>(`${TRANSFERS}/${id}/lines`, { query: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
