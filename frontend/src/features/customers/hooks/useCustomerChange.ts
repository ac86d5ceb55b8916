import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { ConsentGive, ConsentOut, ConsentWithdraw, CustomerChange } from '@/api/generated/leads/types.gen';
import { showAtOnce } from '@/api/optimistic';
import { asProblem } from '@/api/problem';
import type { CustomerOut, CustomerView } from '../model';
import { customerKeys } from './keys';

/** Changes basic data. A record that moved on meanwhile (412) is read again; what was typed stays with the form. */
export function useChangeCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ change, version }: { change: CustomerChange; version: number }) =>
      api<CustomerOut>(`/api/v1/leads/customers/${id}`, { method: 'PATCH', body: change, ifMatch: version }),
    onMutate: ({ change }) => {
      const { name, gender, city, tags, note } = change;
      const shown = Object.fromEntries(
        Object.entries({ name, gender, city, tags, note }).filter(([, value]) => value !== undefined),
      );
      return showAtOnce<CustomerView>(client, customerKeys.view(id), (old) => ({
        ...old,
        customer: { ...old.customer, ...shown },
      }));
    },
    onError: (error, _input, rollback) => {
      rollback?.();
      if (asProblem(error).isStale) void client.invalidateQueries({ queryKey: customerKeys.view(id) });
    },
    onSuccess: (customer) => {
      client.setQueryData<CustomerView>(customerKeys.view(id), (old) => (old ? { ...old, customer } : old));
      for (const queryKey of [customerKeys.lists, customerKeys.life(id)]) void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}

export const useConsents = (id: string) =>
  useQuery({
    queryKey: customerKeys.consents(id),
    queryFn: ({ signal }) => api<ConsentOut[]>(`/api/v1/leads/customers/${id}/consents`, { signal }),
  });

function useConsentCall<Body>(id: string, path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api<ConsentOut>(`/api/v1/leads/customers/${id}/${path}`, { method: 'POST', body }),
    onSettled: () => {
      for (const queryKey of [customerKeys.consents(id), customerKeys.life(id)])
        void client.invalidateQueries({ queryKey });
    },
  });
}

export const useGiveConsent = (id: string) => useConsentCall<ConsentGive>(id, 'consents');
export const useWithdrawConsent = (id: string) => useConsentCall<ConsentWithdraw>(id, 'consents/withdrawal');

export interface PartnerRow {
  id: string;
  name: string;
  kind: string;
  active: boolean;
}

/** Whom data may be shared with; consent to share names one of them. */
export const usePartners = (enabled: boolean) =>
  useQuery({
    queryKey: ['gateway', 'partners', 'all'],
    queryFn: ({ signal }) =>
      api<{ items: PartnerRow[] }>('/api/v1/gateway/partners', { query: { limit: 200 }, signal }),
    enabled,
    staleTime: 10 * 60_000,
    select: (page) => page.items.filter((partner) => partner.active),
  });
