import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  FileQualityReport,
  FileResult,
  PageFileRow,
  PageStockTakeItemOut,
  PageStockTakeRow,
  StockTakeAnswer,
  StockTakeItemOut,
  StockTakeOut,
  StockTakePlanChoice,
  StockTakePlanOut,
  StockTakeStart,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';

const ROOT = '/api/v1/leads';
const PAGE = 50;
const KEYS = {
  all: ['file-quality'],
  files: (state: string) => ['file-quality', 'files', state],
  report: ['file-quality', 'report'],
  takes: ['file-quality', 'takes'],
  take: (id: string) => ['file-quality', 'take', id],
  items: (id: string, filters: object) => ['file-quality', 'items', id, filters],
  plan: ['file-quality', 'plan'],
} as const;

onHint('customer', () => [KEYS.files('pending'), KEYS.files('returned'), KEYS.report]);
onHint('signal', () => [KEYS.files('returned')]);
onHint('clock', [['file-quality']]);

export const useFiles = (state: 'pending' | 'returned') =>
  useInfiniteQuery({
    queryKey: KEYS.files(state),
    queryFn: ({ pageParam, signal }) =>
      api<PageFileRow>(`${ROOT}/files`, { query: { state, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const useReport = () =>
  useQuery({
    queryKey: KEYS.report,
    queryFn: ({ signal }) => api<FileQualityReport>(`${ROOT}/file-quality`, { signal }),
  });

export const useTakes = () =>
  useQuery({
    queryKey: KEYS.takes,
    queryFn: ({ signal }) => api<PageStockTakeRow>(`${ROOT}/stock-takes`, { query: { limit: 20 }, signal }),
    select: (page) => page.items,
  });

export const useTake = (id: string) =>
  useQuery({
    queryKey: KEYS.take(id),
    queryFn: ({ signal }) => api<StockTakeOut>(`${ROOT}/stock-takes/${id}`, { signal }),
  });

export const useItems = (id: string, filters: { done?: boolean | undefined; assignee_id?: string | undefined }) =>
  useInfiniteQuery({
    queryKey: KEYS.items(id, filters),
    queryFn: ({ pageParam, signal }) =>
      api<PageStockTakeItemOut>(`${ROOT}/stock-takes/${id}/items`, {
        query: { ...filters, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const usePlan = (enabled: boolean) =>
  useQuery({
    queryKey: KEYS.plan,
    queryFn: ({ signal }) => api<StockTakePlanOut>(`${ROOT}/stock-take-plan`, { signal }),
    enabled,
  });

function useAct<Input, Output>(call: (input: Input) => Promise<Output>, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      for (const queryKey of [KEYS.all, ['customers']]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet },
  });
}

export const useConfirm = () =>
  useAct((ids: string[]) =>
    api<FileResult[]>(`${ROOT}/files/confirmation`, { method: 'POST', body: { customer_ids: ids } }),
  );

export const useReturn = () =>
  useAct(({ ids, reason }: { ids: string[]; reason: string }) =>
    api<FileResult[]>(`${ROOT}/files/returning`, { method: 'POST', body: { customer_ids: ids, reason } }),
  );

export const useFileAgain = () => useAct((id: string) => api(`${ROOT}/customers/${id}/filing`, { method: 'POST' }));

export const useStartTake = () =>
  useAct((body: StockTakeStart) => api<StockTakeOut>(`${ROOT}/stock-takes`, { method: 'POST', body }), true);

export const useFinishTake = () =>
  useAct((id: string) => api<StockTakeOut>(`${ROOT}/stock-takes/${id}/finishing`, { method: 'POST' }));

export const useAnswer = () =>
  useAct(({ id, body }: { id: string; body: StockTakeAnswer }) =>
    api<StockTakeItemOut>(`${ROOT}/stock-take-items/${id}/answer`, { method: 'POST', body }),
  );

export const useChoosePlan = () =>
  useAct(({ body, version }: { body: StockTakePlanChoice; version: number }) =>
    api<StockTakePlanOut>(`${ROOT}/stock-take-plan`, { method: 'PUT', body, ifMatch: version }),
  );
