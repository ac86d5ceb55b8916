import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Today, TodaySummary } from '@/api/generated/leads/types.gen';
import { leadKeys } from '@/ui/sales/keys';

// A running clock becomes an overdue one without any event, so the queue is also read by the minute.
const REFRESH_MS = 60_000;

export const useQueue = (mine: boolean | null) =>
  useQuery({
    queryKey: leadKeys.queue(mine),
    queryFn: ({ signal }) => api<Today>('/api/v1/leads/today', { query: { mine }, signal }),
    refetchInterval: REFRESH_MS,
    placeholderData: (previous) => previous,
  });

export const useSummary = (mine: boolean | null) =>
  useQuery({
    queryKey: leadKeys.summary(mine),
    queryFn: ({ signal }) => api<TodaySummary>('/api/v1/leads/today/summary', { query: { mine }, signal }),
    refetchInterval: REFRESH_MS,
    placeholderData: (previous) => previous,
  });
