import {
  type InfiniteData,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  AssignmentOut,
  Board,
  FollowUpOut,
  LeadOut,
  LeadRow,
  OwnershipOut,
  PageFollowUpOut,
  PageLeadRow,
  Receiver,
  TransferPreview,
} from '@/api/generated/leads/types.gen';
import { useMe } from '@/api/session';
import { mayUse, type Role } from '@/lib/roles';
import { leadKeys } from '@/ui/sales/keys';
import { withTails } from '../board';
import { type LeadQuery, MANAGER_ROLES } from '../model';

const LEADS = '/api/v1/leads/leads';
const PAGE_SIZE = 50;
const COLUMN_SIZE = 20;
const MORE_SIZE = 50;

export type LeadPages = InfiniteData<PageLeadRow>;

export function useLeadList(filters: LeadQuery, order: string, enabled: boolean) {
  const query = { ...filters, order };
  return useInfiniteQuery({
    queryKey: leadKeys.list(query),
    queryFn: ({ pageParam, signal }) =>
      api<PageLeadRow>(LEADS, { query: { ...query, limit: PAGE_SIZE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled,
  });
}

export const boardKey = (filters: LeadQuery) => leadKeys.board({ ...filters, open: undefined });

/** The same query as the list's; all columns at once, each with what was read on before. */
export function useLeadBoard(filters: LeadQuery) {
  const client = useQueryClient();
  const key = boardKey(filters);
  const query = { ...filters, open: undefined, per_column: COLUMN_SIZE };
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      withTails(await api<Board>(`${LEADS}/board`, { query, signal }), client.getQueryData<Board>(key)),
    placeholderData: keepPreviousData,
  });
}

/** The next part of one column of the board. */
export const moreOfColumn = (stage: string, cursor: string, filters: LeadQuery): Promise<PageLeadRow> =>
  api<PageLeadRow>(LEADS, {
    query: { ...filters, open: undefined, stage: [stage], cursor, order: 'stage', limit: MORE_SIZE },
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: leadKeys.lead(id),
    queryFn: ({ signal }) => api<LeadOut>(`${LEADS}/${id}`, { signal }),
  });

export const useFollowUps = (id: string) =>
  useQuery({
    queryKey: leadKeys.followUps(id),
    queryFn: async ({ signal }): Promise<FollowUpOut[]> =>
      (await api<PageFollowUpOut>(`${LEADS}/${id}/follow-ups`, { query: { limit: 50 }, signal })).items,
  });

export const useAssignment = (id: string) =>
  useQuery({
    queryKey: leadKeys.assignment(id),
    queryFn: ({ signal }) => api<AssignmentOut>(`${LEADS}/${id}/assignment`, { signal }),
  });

export const useOwnership = (customerId: string) =>
  useQuery({
    queryKey: ['leads', 'ownership', customerId],
    queryFn: ({ signal }) => api<OwnershipOut>(`/api/v1/leads/customers/${customerId}/ownership`, { signal }),
  });

/** Who may be given customers, the least loaded who are there first. */
export const useReceivers = () =>
  useQuery({
    queryKey: ['leads', 'transfers', 'receivers'],
    queryFn: ({ signal }) => api<Receiver[]>('/api/v1/leads/transfers/receivers', { signal }),
  });

/** What these customers would lose by changing hands. */
export const useTransferPreview = (leadIds: readonly string[]) =>
  useQuery({
    queryKey: ['leads', 'transfers', 'preview', leadIds],
    queryFn: ({ signal }) =>
      api<TransferPreview>('/api/v1/leads/transfers/preview', { method: 'POST', body: { lead_ids: leadIds }, signal }),
    gcTime: 0,
  });

export interface StaffRow {
  id: string;
  name: string;
  roles: string[];
  store_id: string;
  active: boolean;
  on_leave: boolean;
}

const TAKES_LEADS: readonly Role[] = ['sales_advisor', 'dcc_agent', 'floor_supervisor', 'dcc_supervisor'];

/** Who may be given leads in a store. */
export function useAdvisers(storeId?: string) {
  const me = useMe();
  const store = storeId ?? me.store.id;
  return useQuery({
    queryKey: ['gateway', 'staff', 'advisers', store],
    queryFn: async ({ signal }) => {
      const query = { store_id: store, active: true, limit: 500 };
      const { items } = await api<{ items: StaffRow[] }>('/api/v1/gateway/staff', { query, signal });
      return items.filter((person) => person.roles.some((role) => (TAKES_LEADS as readonly string[]).includes(role)));
    },
    staleTime: 5 * 60_000,
    enabled: mayUse(me.roles, MANAGER_ROLES),
  });
}

/** Teams of a store, for a filter. */
export function useTeams(enabled: boolean) {
  const me = useMe();
  return useQuery({
    queryKey: ['gateway', 'teams', me.store.id],
    queryFn: async ({ signal }) => {
      const query = { store_id: me.store.id };
      return (await api<{ items: { id: string; name: string }[] }>('/api/v1/gateway/teams', { query, signal })).items;
    },
    staleTime: 5 * 60_000,
    enabled,
  });
}

export type { LeadRow };
