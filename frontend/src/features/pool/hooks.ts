import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Claimed, PagePoolRow, PoolSummary, Warnings } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { showAtOnce } from '@/api/optimistic';
import { asProblem } from '@/api/problem';
import { problemText } from '@/api/query-client';
import { toast } from '@/lib/toast';
import { crowdKeys } from '@/ui/sales/keys';
import { type PoolRow, type PoolSearch, poolQuery, withoutRow } from './model';

const POOL = '/api/v1/leads/pool';
const keys = {
  all: ['leads', 'pool'],
  lists: ['leads', 'pool', 'list'],
  summary: ['leads', 'pool', 'summary'],
  warnings: ['leads', 'pool', 'warnings'],
};
onHint('customer', [keys.all]);

type Pages = InfiniteData<PagePoolRow>;

/** Colleagues take customers meanwhile: looked at again every half minute while somebody is looking. */
const AGAIN_MS = 30_000;

export function usePool(search: PoolSearch) {
  const filters = poolQuery(search);
  return useInfiniteQuery({
    queryKey: [...keys.lists, filters],
    queryFn: ({ pageParam, signal }) =>
      api<PagePoolRow>(POOL, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled: search.view !== 'warnings',
    refetchInterval: AGAIN_MS,
  });
}

export const usePoolSummary = () =>
  useQuery({
    queryKey: keys.summary,
    queryFn: ({ signal }) => api<PoolSummary>(`${POOL}/summary`, { signal }),
    refetchInterval: AGAIN_MS,
  });

export const useWarnings = () =>
  useQuery({ queryKey: keys.warnings, queryFn: ({ signal }) => api<Warnings>(`${POOL}/warnings`, { signal }) });

/** One tap: the row leaves the list at once, and comes back with the reason when somebody was faster. */
export function useClaim() {
  const { t } = useTranslation('pool');
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (row: PoolRow) => api<Claimed>(`${POOL}/${row.customer_id}/claim`, { method: 'POST' }),
    onMutate: (row) =>
      showAtOnce<Pages>(client, keys.lists, (old) => ({
        ...old,
        pages: old.pages.map((page) => ({ ...page, items: withoutRow(page.items, row.customer_id) })),
      })),
    onError: (error, _row, rollback) => {
      // Who was faster keeps the customer: the row stays away.
      if (asProblem(error).code !== 'pool_taken') rollback?.();
      toast(problemText(error), { tone: 'danger' });
    },
    onSuccess: ({ lead_id }, row) => {
      toast(t('claimed', { name: row.customer_name || t('sales:noName') }), { tone: 'success' });
      if (lead_id) void navigate({ to: '/leads', search: { open: lead_id } });
    },
    onSettled: () => {
      for (const queryKey of [keys.all, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}
