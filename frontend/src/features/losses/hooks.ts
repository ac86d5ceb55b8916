import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  LossAnalysis,
  LossApproval,
  LossCaseRow,
  LossRefusal,
  PageLossCaseRow,
  PageVerificationRow,
  VerificationOut,
  VerificationReport,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { crowdKeys } from '@/ui/sales/keys';
import type { Grouping } from './model';

const CASES = '/api/v1/leads/loss-cases';
const CALLS = '/api/v1/leads/loss-verifications';
const keys = {
  all: ['leads', 'losses'],
  waiting: ['leads', 'losses', 'waiting'],
  calls: ['leads', 'losses', 'calls'],
  analysis: ['leads', 'losses', 'analysis'],
  rows: ['leads', 'losses', 'rows'],
};
onHint('loss_case', [keys.all]);
onHint('loss_verification', [keys.calls]);

type Filters = Record<string, string | boolean | undefined>;

export const useWaitingLosses = (enabled: boolean) =>
  useQuery({
    queryKey: keys.waiting,
    queryFn: async ({ signal }): Promise<LossCaseRow[]> =>
      (await api<PageLossCaseRow>(CASES, { query: { status: 'pending', limit: 100 }, signal })).items,
    enabled,
  });

export function useDecideLoss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...decision }: { id: string } & ({ approve: LossApproval } | { refuse: LossRefusal })) =>
      'approve' in decision
        ? api<LossCaseRow>(`${CASES}/${id}/approval`, { method: 'POST', body: decision.approve })
        : api<LossCaseRow>(`${CASES}/${id}/refusal`, { method: 'POST', body: decision.refuse }),
    onSettled: () => {
      for (const queryKey of [keys.all, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
  });
}

export const useCalls = (mine: boolean, done: boolean) =>
  useInfiniteQuery({
    queryKey: [...keys.calls, mine, done],
    queryFn: ({ pageParam, signal }) =>
      api<PageVerificationRow>(CALLS, { query: { mine, done, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export function useReport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & VerificationReport) =>
      api<VerificationOut>(`${CALLS}/${id}/report`, { method: 'POST', body }),
    onSettled: () => {
      for (const queryKey of [keys.all, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}

export const useAnalysis = (by: Grouping, filters: Filters) =>
  useQuery({
    queryKey: [...keys.analysis, by, filters],
    queryFn: ({ signal }) => api<LossAnalysis>('/api/v1/leads/loss-analysis', { query: { by, ...filters }, signal }),
  });

/** The rows behind one number: the same filters, and the group's key. */
export const useRowsBehind = (by: Grouping, key: string | undefined, filters: Filters) =>
  useInfiniteQuery({
    queryKey: [...keys.rows, by, key, filters],
    queryFn: ({ pageParam, signal }) =>
      api<PageLossCaseRow>(CASES, {
        query: { ...filters, status: 'approved', outcome: 'lost', [by]: key, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled: key !== undefined,
  });
