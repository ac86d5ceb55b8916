import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { LeadSettingsOut } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { leadSettingsQuery } from '@/ui/sales/settings';
import type { Dimension, Funnel, KpiBoard, KpiBreakdown, KpiTrend, PageKpiRow, Part } from './model';

const KPIS = '/api/v1/leads/kpis';
const KEY = ['leads', 'kpis'] as const;

for (const entity of ['visit', 'lead', 'order', 'test_drive', 'loss_case']) onHint(entity, [KEY]);

export const useBoard = (month: string | undefined) =>
  useQuery({
    queryKey: [...KEY, 'board', month],
    queryFn: ({ signal }) => api<KpiBoard>(KPIS, { query: { month }, signal }),
    placeholderData: keepPreviousData,
  });

export const useFunnel = (month: string | undefined) =>
  useQuery({
    queryKey: [...KEY, 'funnel', month],
    queryFn: ({ signal }) => api<Funnel>('/api/v1/leads/sales-funnel', { query: { month }, signal }),
    placeholderData: keepPreviousData,
  });

export const useTrend = (kpi: string, month: string) =>
  useQuery({
    queryKey: [...KEY, 'trend', kpi, month],
    queryFn: ({ signal }) => api<KpiTrend>(`${KPIS}/${kpi}/trend`, { query: { month, months: 7 }, signal }),
  });

export const useBreakdown = (kpi: string, month: string, by: Dimension) =>
  useQuery({
    queryKey: [...KEY, 'breakdown', kpi, month, by],
    queryFn: ({ signal }) => api<KpiBreakdown>(`${KPIS}/${kpi}/breakdown`, { query: { month, by }, signal }),
    placeholderData: keepPreviousData,
  });

export const useRows = (kpi: string, month: string, part: Part, cut: Record<string, string>) =>
  useInfiniteQuery({
    queryKey: [...KEY, 'rows', kpi, month, part, cut],
    queryFn: ({ pageParam, signal }) =>
      api<PageKpiRow>(`${KPIS}/${kpi}/rows`, { query: { month, part, limit: 50, cursor: pageParam, ...cut }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export interface Line {
  kpi: string;
  target: string | number | null;
  warn: string | number | null;
}

/** One number's target and warning line, written into the store's settings beside everybody else's. */
export function useSaveLine() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (line: Line) => {
      const {
        store_id: _store,
        version,
        ...settings
      } = await client.fetchQuery({ ...leadSettingsQuery, staleTime: 0 });
      const others = (settings.numbers?.targets ?? []).filter((one) => one.kpi !== line.kpi);
      const numbers = { ...settings.numbers, targets: [...others, line] };
      const body = { ...settings, numbers };
      return api<LeadSettingsOut>('/api/v1/leads/settings', { method: 'PUT', body, ifMatch: version });
    },
    onSuccess: async (saved) => {
      client.setQueryData(leadSettingsQuery.queryKey, saved);
      await client.invalidateQueries({ queryKey: KEY });
    },
    meta: { quiet: true },
  });
}
