import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { FollowUpLog, FollowUpLogged, NextContact, Today } from '@/api/generated/leads/types.gen';
import { showAtOnce } from '@/api/optimistic';
import { crowdKeys, leadKeys } from './keys';

/** What the sheet needs to know about the lead it writes to. */
export interface FollowUpTarget {
  leadId: string;
  customerName: string;
  level: string | null;
  wanted?: string;
}

export const nextContactQuery = (leadId: string, level: string) =>
  queryOptions({
    queryKey: ['leads', 'lead', leadId, 'next-contact', level],
    queryFn: ({ signal }) =>
      api<NextContact>(`/api/v1/leads/leads/${leadId}/next-contact`, { query: { level }, signal }),
    staleTime: 60_000,
  });

const leaveQueue = (client: QueryClient, leadId: string) =>
  showAtOnce<Today>(client, [...leadKeys.today, 'queue'], (old) => ({
    ...old,
    items: old.items.filter((item) => item.lead_id !== leadId || item.appointment),
  }));

/** Logs a contact: the queue moves on at once, lists and the record follow with the answer, whoever is still there for it. */
export function useLogFollowUp(leadId: string, onLogged: (logged: FollowUpLogged) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: FollowUpLog; idempotencyKey: string }) =>
      api<FollowUpLogged>(`/api/v1/leads/leads/${leadId}/follow-ups`, { method: 'POST', body, idempotencyKey }),
    onMutate: () => leaveQueue(client, leadId),
    onError: (_error, _input, rollback) => rollback?.(),
    onSuccess: (logged) => {
      client.setQueryData(leadKeys.lead(leadId), logged.lead);
      onLogged(logged);
    },
    onSettled: () => {
      for (const queryKey of crowdKeys) void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: leadKeys.followUps(leadId) });
    },
  });
}
