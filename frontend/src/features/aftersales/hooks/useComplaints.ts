import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  ComplaintBoard,
  ComplaintCreate,
  ComplaintOut,
  PageComplaintRow,
} from '@/api/generated/aftersales/types.gen';
import { complaintKeys } from './keys';

const ROOT = '/api/v1/aftersales/complaints';

export interface ComplaintFilters {
  status?: string | undefined;
  grade?: string | undefined;
  open?: boolean | undefined;
  mine?: boolean | undefined;
}

export const useComplaintBoard = (mine: boolean) =>
  useQuery({
    queryKey: complaintKeys.board(mine),
    queryFn: ({ signal }) => api<ComplaintBoard>(`${ROOT}/board`, { query: { mine: mine || undefined }, signal }),
  });

export const useComplaints = (filters: ComplaintFilters) =>
  useInfiniteQuery({
    queryKey: complaintKeys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      api<PageComplaintRow>(ROOT, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const useComplaint = (id: string) =>
  useQuery({
    queryKey: complaintKeys.complaint(id),
    queryFn: ({ signal }) => api<ComplaintOut>(`${ROOT}/${id}`, { signal }),
  });

function useAfterwards() {
  const client = useQueryClient();
  return (complaint: ComplaintOut) => {
    client.setQueryData(complaintKeys.complaint(complaint.id), complaint);
    for (const queryKey of [complaintKeys.lists, complaintKeys.boards]) void client.invalidateQueries({ queryKey });
  };
}

/** One step of a complaint: the path's last part and what it needs. */
export interface StepCall {
  path: string;
  body: Record<string, unknown>;
}

export function useComplaintStep(id: string) {
  const onSuccess = useAfterwards();
  return useMutation({
    mutationFn: ({ path, body }: StepCall) => api<ComplaintOut>(`${ROOT}/${id}/${path}`, { method: 'POST', body }),
    onSuccess,
    meta: { quiet: true },
  });
}

export function useOpenComplaint() {
  const onSuccess = useAfterwards();
  return useMutation({
    mutationFn: ({ body, key }: { body: ComplaintCreate; key: string }) =>
      api<ComplaintOut>(ROOT, { method: 'POST', body, idempotencyKey: key }),
    onSuccess,
    meta: { quiet: true },
  });
}

export interface Staff {
  id: string;
  name: string;
  roles: string[];
}

export const useStaff = (enabled: boolean) =>
  useQuery({
    queryKey: ['gateway', 'staff', 'store'],
    queryFn: ({ signal }) => api<{ items: Staff[] }>('/api/v1/gateway/staff', { query: { limit: 200 }, signal }),
    enabled,
    staleTime: 5 * 60_000,
    select: (page) => page.items,
  });

/** Who the complaint is about: the file's name, for a complaint opened by hand. */
export const useCustomerName = (id: string) =>
  useQuery({
    queryKey: ['aftersales', 'customer-name', id],
    queryFn: ({ signal }) =>
      api<{ name: string; mobile_masked: string | null }>(`/api/v1/leads/customers/${id}`, { signal }),
    enabled: id !== '',
  });

export const useCustomerSearch = (text: string) =>
  useQuery({
    queryKey: ['aftersales', 'customer-search', text],
    queryFn: ({ signal }) =>
      api<{ items: { id: string; name: string; mobile_masked: string | null }[] }>('/api/v1/gateway/search', {
        query: { q: text },
        signal,
      }),
    enabled: text.length > 1,
    select: (page) => page.items,
  });
