import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type {
  BulkChangeCreate,
  BulkChangeDone,
  BulkChangePreview,
  BulkChangeUndone,
} from '@/api/generated/leads/types.gen';
import { toast } from '@/lib/toast';

const CHANGES = '/api/v1/leads/bulk-changes';

/** What would become of each lead; null while nothing is chosen yet. */
export const useBulkPreview = (change: BulkChangeCreate | null) =>
  useQuery({
    queryKey: ['leads', 'bulk-preview', change],
    queryFn: ({ signal }) =>
      api<BulkChangePreview>(`${CHANGES}/preview`, { method: 'POST', body: change ?? undefined, signal }),
    enabled: change !== null,
    gcTime: 0,
    placeholderData: (previous) => previous,
    meta: { quiet: true },
  });

/** Does it in one call; the toast takes it back on the server. */
export function useBulkChange() {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['leads'] });
  const undo = useMutation({
    mutationFn: (id: string) => api<BulkChangeUndone>(`${CHANGES}/${id}/undo`, { method: 'POST' }),
    onSuccess: ({ refused }) =>
      toast(refused > 0 ? t('reassign.refused', { count: refused }) : t('bulk.taken'), {
        tone: refused > 0 ? 'danger' : 'success',
      }),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({ idempotencyKey, ...body }: BulkChangeCreate & { idempotencyKey: string }) =>
      api<BulkChangeDone>(CHANGES, { method: 'POST', body, idempotencyKey }),
    onSuccess: ({ id, changed }) =>
      changed > 0
        ? toast(t('bulk.done', { count: changed }), { tone: 'success', undo: () => undo.mutate(id) })
        : toast(t('bulk.nothing')),
    onSettled: refresh,
    meta: { quiet: true },
  });
}
