import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  DuplicateOverview,
  MergeCreate,
  MergeOut,
  MergePreview,
  PageMergeOut,
  PagePairOut,
  PairOut,
  ScanOut,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';

const ROOT = '/api/v1/leads';
const PAGE = 50;
const KEYS = {
  all: ['duplicates'],
  overview: ['duplicates', 'overview'],
  pairs: (state: string) => ['duplicates', 'pairs', state],
  merges: ['duplicates', 'merges'],
  preview: (kept: string, absorbed: string) => ['duplicates', 'preview', kept, absorbed],
} as const;

onHint('customer_merge', () => [KEYS.all]);
onHint('clock', [['duplicates']]);

/** While a scan runs the numbers move by themselves. */
export const useOverview = () =>
  useQuery({
    queryKey: KEYS.overview,
    queryFn: ({ signal }) => api<DuplicateOverview>(`${ROOT}/duplicates`, { signal }),
    refetchInterval: (query) => (query.state.data?.scan && !query.state.data.scan.finished_at ? 1500 : false),
  });

export const usePairs = (state: 'open' | 'dismissed', enabled: boolean) =>
  useInfiniteQuery({
    queryKey: KEYS.pairs(state),
    queryFn: ({ pageParam, signal }) =>
      api<PagePairOut>(`${ROOT}/duplicate-pairs`, { query: { state, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    enabled,
  });

export const useMerges = (enabled: boolean) =>
  useInfiniteQuery({
    queryKey: KEYS.merges,
    queryFn: ({ pageParam, signal }) =>
      api<PageMergeOut>(`${ROOT}/merges`, { query: { limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    enabled,
  });

export const usePreview = (kept: string, absorbed: string) =>
  useQuery({
    queryKey: KEYS.preview(kept, absorbed),
    queryFn: ({ signal }) =>
      api<MergePreview>(`${ROOT}/customers/${kept}/merge-preview`, { query: { absorbed_id: absorbed }, signal }),
  });

function useAct<Input, Output>(call: (input: Input) => Promise<Output>, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      for (const queryKey of [KEYS.all, ['customers'], ['leads']]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet },
  });
}

export const useScan = () => useAct(() => api<ScanOut>(`${ROOT}/duplicate-scans`, { method: 'POST' }));

export const useDismiss = () =>
  useAct(({ id, note }: { id: string; note: string }) =>
    api<PairOut>(`${ROOT}/duplicate-pairs/${id}/dismissal`, { method: 'POST', body: { note } }),
  );

export const useReopen = () =>
  useAct((id: string) => api<PairOut>(`${ROOT}/duplicate-pairs/${id}/reopening`, { method: 'POST' }));

export const useMerge = () =>
  useAct((body: MergeCreate) => api<MergeOut>(`${ROOT}/merges`, { method: 'POST', body }), true);

export const useUndo = () =>
  useAct((id: string) => api<MergeOut>(`${ROOT}/merges/${id}/undoing`, { method: 'POST', body: {} }));
