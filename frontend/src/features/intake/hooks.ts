import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type {
  IntakeResults,
  JsonLead,
  PageQuarantineRow,
  QuarantineOut,
  VendorLink,
  VendorLinkOut,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';

const INTAKES = '/api/v1/leads/quarantined-intakes';
const KEY = ['leads', 'intakes'] as const;

onHint('intake', [KEY]);
onHint('lead', [KEY]);

export const useIntakes = (state: 'open' | 'closed') =>
  useInfiniteQuery({
    queryKey: [...KEY, 'list', state],
    queryFn: ({ pageParam, signal }) =>
      api<PageQuarantineRow>(INTAKES, { query: { state, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const useIntake = (id: string) =>
  useQuery({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => api<QuarantineOut>(`${INTAKES}/${id}`, { signal }),
  });

export function useCloseIntake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<unknown>(`${INTAKES}/${id}/closing`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Completed by hand, or read again as it came; the answer says what became of it. */
export function useSecondChance(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lead: JsonLead | null) =>
      lead
        ? api<IntakeResults>(`${INTAKES}/${id}/mending`, { method: 'POST', body: lead })
        : api<IntakeResults>(`${INTAKES}/${id}/replay`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    meta: { quiet: true },
  });
}

export interface Named {
  id: string;
  name: string;
}

/** Partners and stores for the pickers. */
export const useNamed = (what: 'partners' | 'stores') =>
  useQuery({
    queryKey: ['gateway', what, 'names'],
    queryFn: async ({ signal }) =>
      (await api<{ items: Named[] }>(`/api/v1/gateway/${what}`, { query: { limit: 200 }, signal })).items,
    staleTime: 10 * 60_000,
  });

const vendorKey = (partner: string) => ['leads', 'vendors', partner];

export const useVendors = (partner: string) =>
  useQuery({
    queryKey: vendorKey(partner),
    queryFn: ({ signal }) => api<VendorLinkOut[]>(`/api/v1/leads/partners/${partner}/vendors`, { signal }),
    enabled: partner !== '',
  });

export function useMapVendor(partner: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: VendorLink) =>
      api<VendorLinkOut[]>(`/api/v1/leads/partners/${partner}/vendors`, { method: 'PUT', body }),
    onSuccess: (rows) => client.setQueryData(vendorKey(partner), rows),
    meta: { quiet: true },
  });
}
