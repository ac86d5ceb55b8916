import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import type {
  ImportMapping,
  ImportOut,
  LeadSettingsOut,
  PageImportedRow,
  PageImportRow,
  RowOutcome,
  SheetChoice,
} from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';
import { useMe } from '@/api/session';
import { isAtWork } from './model';

const IMPORTS = '/api/v1/leads/imports';
const KEY = ['leads', 'imports'] as const;
const oneKey = (id: string) => [...KEY, 'one', id];
const POLL_MS = 800;

onHint('import', (hint) => [oneKey(hint.id), [...KEY, 'list']]);

export const useImports = () =>
  useInfiniteQuery({
    queryKey: [...KEY, 'list'],
    queryFn: ({ pageParam, signal }) =>
      api<PageImportRow>(IMPORTS, { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.items.some((row) => isAtWork(row.state)) ? 4 * POLL_MS : false,
  });

/** The live stream says when something moved; asking again covers a stream that is down. */
export const useImport = (id: string) =>
  useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => api<ImportOut>(`${IMPORTS}/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data && isAtWork(query.state.data.state) ? POLL_MS : false),
  });

export type RowsShown = RowOutcome | 'all' | 'stayed';

export const useImportRows = (id: string, shown: RowsShown, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: [...KEY, 'rows', id, shown],
    queryFn: ({ pageParam, signal }) => {
      const chosen = shown === 'all' ? {} : shown === 'stayed' ? { stayed: true } : { outcome: shown };
      return api<PageImportedRow>(`${IMPORTS}/${id}/rows`, {
        query: { limit: 100, ...chosen, cursor: pageParam },
        signal,
      });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    enabled,
  });

export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const url = new URL(`${IMPORTS}/files`, location.origin);
      url.searchParams.set('name', file.name.slice(-200));
      const headers = { 'Content-Type': 'application/octet-stream', Accept: 'application/json' };
      // Read before it is sent: a retry after signing in again needs the bytes a second time.
      const body = await file.arrayBuffer();
      return (await (await send(new Request(url, { method: 'POST', headers, body }))).json()) as ImportOut;
    },
    onSuccess: (one) => {
      client.setQueryData(oneKey(one.id), one);
      void client.invalidateQueries({ queryKey: [...KEY, 'list'] });
    },
    meta: { quiet: true },
  });
}

export type Action = 'start' | 'stop' | 'undoing' | 'discarding';

/** One step of the import's way; the answer is the import as it stands then. */
export function useStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: { action: Action } | { mapping: ImportMapping } | { sheet: SheetChoice }) => {
      if ('mapping' in step) return api<ImportOut>(`${IMPORTS}/${id}/mapping`, { method: 'POST', body: step.mapping });
      if ('sheet' in step) return api<ImportOut>(`${IMPORTS}/${id}/rereading`, { method: 'POST', body: step.sheet });
      return api<ImportOut>(`${IMPORTS}/${id}/${step.action}`, { method: 'POST' });
    },
    onSuccess: (one) => {
      client.setQueryData(oneKey(id), one);
      void client.invalidateQueries({ queryKey: [...KEY, 'list'] });
    },
    meta: { quiet: true },
  });
}

export const errorFileUrl = (id: string): string => `${IMPORTS}/${id}/error-file`;

export const useStoreSources = () =>
  useQuery({
    queryKey: ['leads', 'settings', 'sources'],
    queryFn: async ({ signal }) => (await api<LeadSettingsOut>('/api/v1/leads/settings', { signal })).sources ?? [],
    staleTime: 10 * 60_000,
  });

interface StaffRow {
  id: string;
  name: string;
  roles: string[];
}

/** Who may be given the leads of a list. */
export function useAdvisers() {
  const me = useMe();
  return useQuery({
    queryKey: ['gateway', 'staff', 'takers', me.store.id],
    queryFn: async ({ signal }) => {
      const query = { store_id: me.store.id, active: true, limit: 500 };
      const { items } = await api<{ items: StaffRow[] }>('/api/v1/gateway/staff', { query, signal });
      return items.filter((one) => one.roles.includes('sales_advisor') || one.roles.includes('dcc_agent'));
    },
    staleTime: 5 * 60_000,
  });
}
