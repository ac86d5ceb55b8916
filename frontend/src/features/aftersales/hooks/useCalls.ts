import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  AttemptCreate,
  CareCompletion,
  CareCounters,
  CareEnding,
  CareReport,
  CareTaskOut,
  PageCareTaskRow,
} from '@/api/generated/aftersales/types.gen';
import { careKeys, complaintKeys } from './keys';

const ROOT = '/api/v1/aftersales/care-tasks';

export interface CallFilters {
  bucket: string;
  mine?: boolean | undefined;
}

export const useCalls = (filters: CallFilters, enabled = true) =>
  useInfiniteQuery({
    queryKey: careKeys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      api<PageCareTaskRow>(ROOT, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    enabled,
  });

// A call becomes due by time alone, so counters are also read now and then.
export const useCallCounters = (mine: boolean | undefined) =>
  useQuery({
    queryKey: [...careKeys.counters, mine ?? false],
    queryFn: ({ signal }) => api<CareCounters>(`${ROOT}/counters`, { query: { mine }, signal }),
    refetchInterval: 60_000,
  });

export const useCall = (id: string) =>
  useQuery({
    queryKey: careKeys.task(id),
    queryFn: ({ signal }) => api<CareTaskOut>(`${ROOT}/${id}`, { signal }),
  });

export const useCallReport = (month: string) =>
  useQuery({
    queryKey: careKeys.report(month),
    queryFn: ({ signal }) => api<CareReport>(`${ROOT}/report`, { query: { month }, signal }),
    placeholderData: (previous) => previous,
  });

function useCallAction<Body>(id: string, action: string, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: Body; key?: string }) =>
      api<CareTaskOut>(`${ROOT}/${id}/${action}`, {
        method: 'POST',
        body,
        ...(key ? { idempotencyKey: key } : {}),
      }),
    onSuccess: (task) => {
      client.setQueryData(careKeys.task(id), task);
      const stale = [careKeys.lists, careKeys.counters, careKeys.reports, complaintKeys.lists, complaintKeys.boards];
      for (const queryKey of stale) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet },
  });
}

/** Everything the conversation brought, in one request. Failures are shown at the questions. */
export const useCompleteCall = (id: string) => useCallAction<CareCompletion>(id, 'completion', true);
export const useLogAttempt = (id: string) => useCallAction<AttemptCreate>(id, 'attempts');
export const useEndCall = (id: string) => useCallAction<CareEnding>(id, 'ending');
