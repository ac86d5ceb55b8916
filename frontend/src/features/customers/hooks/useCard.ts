import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { CardChange, CardOut, FileOut, PageMergeOut } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { asProblem } from '@/api/problem';
import { customerKeys } from './keys';

const path = (id: string) => `/api/v1/leads/customers/${id}`;
const cardKey = (id: string) => ['customers', 'card', id];
const mergesKey = (id: string) => ['customers', 'merges', id];

onHint('customer', (hint) => [cardKey(hint.customer_id ?? hint.id)]);

export const useCard = (id: string) =>
  useQuery({ queryKey: cardKey(id), queryFn: ({ signal }) => api<CardOut>(`${path(id)}/card`, { signal }) });

/** Writes what was changed. Somebody was faster (412): the newer card is read, what was typed stays. */
export function useChangeCard(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ change, version }: { change: CardChange; version: number }) =>
      api<CardOut>(`${path(id)}/card`, { method: 'PATCH', body: change, ifMatch: version }),
    onSuccess: (card) => {
      client.setQueryData(cardKey(id), card);
      void client.invalidateQueries({ queryKey: ['file-quality'] });
    },
    onError: (error) => {
      if (asProblem(error).isStale) void client.invalidateQueries({ queryKey: cardKey(id) });
    },
    meta: { quiet: true },
  });
}

/** Hands the file in for the supervisor's confirmation. */
export function useFileIn(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<FileOut>(`${path(id)}/filing`, { method: 'POST' }),
    onSuccess: (file) => {
      client.setQueryData<CardOut>(cardKey(id), (old) => (old ? { ...old, file } : old));
      void client.invalidateQueries({ queryKey: ['file-quality'] });
    },
  });
}

/** What was merged into the file; those who may merge see it. */
export const useMerges = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: mergesKey(id),
    queryFn: ({ signal }) => api<PageMergeOut>(`${path(id)}/merges`, { signal }),
    select: (page) => page.items,
    enabled,
  });

/** Two files again. */
export function useUnmerge(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mergeId: string) => api(`/api/v1/leads/merges/${mergeId}/undoing`, { method: 'POST', body: {} }),
    onSuccess: () => {
      for (const queryKey of [mergesKey(id), cardKey(id), customerKeys.views, customerKeys.lists, customerKeys.lives])
        void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: ['duplicates'] });
    },
  });
}
