import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type {
  ListCode,
  ListPreferenceSet,
  SavedViewChange,
  SavedViewCreate,
  SavedViewOut,
  SavedViews,
} from '@/api/generated/gateway/types.gen';
import { randomId } from '@/lib/ids';
import { toast } from '@/lib/toast';

export type { ListCode, SavedViewOut };

const VIEWS = '/api/v1/gateway/saved-views';
const viewsKey = (list: ListCode) => ['gateway', 'saved-views', list];

/** One's own views of a list and those shared with one, and what one sees first. */
export const useSavedViews = (list: ListCode) =>
  useQuery({
    queryKey: viewsKey(list),
    queryFn: ({ signal }) => api<SavedViews>(VIEWS, { query: { list_code: list }, signal }),
    staleTime: 5 * 60_000,
    // A list without its views is still a list: it does not wait for a second attempt.
    retry: false,
    meta: { quiet: true },
  });

export function useViewActions(list: ListCode) {
  const { t } = useTranslation('list');
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: viewsKey(list) });
  const save = useMutation({
    mutationFn: (body: Omit<SavedViewCreate, 'list_code'>) =>
      api<SavedViewOut>(VIEWS, { method: 'POST', body: { ...body, list_code: list }, idempotencyKey: randomId() }),
    onSettled: refresh,
    meta: { quiet: true },
  });
  const change = useMutation({
    mutationFn: ({ view, ...body }: SavedViewChange & { view: SavedViewOut }) =>
      api<SavedViewOut>(`${VIEWS}/${view.id}`, { method: 'PATCH', body, ifMatch: view.version }),
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: (id: string) => api<SavedViewOut>(`${VIEWS}/${id}/restoration`, { method: 'POST' }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (view: SavedViewOut) => api(`${VIEWS}/${view.id}`, { method: 'DELETE' }),
    onMutate: async (view) => {
      await client.cancelQueries({ queryKey: viewsKey(list) });
      const before = client.getQueryData<SavedViews>(viewsKey(list));
      if (before)
        client.setQueryData(viewsKey(list), { ...before, items: before.items.filter(({ id }) => id !== view.id) });
      return before;
    },
    onError: (_error, _view, before) => before && client.setQueryData(viewsKey(list), before),
    onSuccess: (_done, view) => toast(t('view.removed', { name: view.name }), { undo: () => restore.mutate(view.id) }),
    onSettled: refresh,
  });
  const prefer = useMutation({
    mutationFn: (body: ListPreferenceSet) => api(`/api/v1/gateway/list-preferences/${list}`, { method: 'PUT', body }),
    onSettled: refresh,
  });
  return { save, change, remove, prefer };
}
