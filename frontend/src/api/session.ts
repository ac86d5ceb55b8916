import { queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { syncBusinessTime } from '@/lib/clock';
import { api, setCsrfToken } from './client';

export interface StoreRef {
  id: string;
  name: string;
}

export interface Me {
  staff_id: string;
  name: string;
  username: string;
  roles: string[];
  scope: 'own' | 'team' | 'store' | 'group';
  store: StoreRef;
  stores: StoreRef[];
  team_id: string | null;
  demo: boolean;
  business_time: string;
  csrf_token: string;
}

export interface DemoAccount {
  role: string;
  name: string;
  username: string;
  store_name: string;
  story_order?: number | null;
}

const GATEWAY = '/api/v1/gateway';

function adopt(me: Me): Me {
  setCsrfToken(me.csrf_token);
  syncBusinessTime(me.business_time);
  return me;
}

export const meQuery = queryOptions({
  queryKey: ['gateway', 'me'],
  queryFn: async ({ signal }) => adopt(await api<Me>(`${GATEWAY}/me`, { signal })),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in; only below the signed-in layout, where it is always loaded. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

export const demoAccountsQuery = queryOptions({
  queryKey: ['gateway', 'demo', 'accounts'],
  queryFn: ({ signal }) => api<DemoAccount[]>(`${GATEWAY}/demo/accounts`, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** One-tap accounts; empty when this is not the demo (the endpoint is absent then). */
export const useDemoAccounts = (enabled = true): DemoAccount[] =>
  useQuery({ ...demoAccountsQuery, enabled }).data ?? [];

function useEnter<Input>(path: string, toBody: (input: Input) => unknown) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Input) => {
      const { me } = await api<{ me: Me }>(`${GATEWAY}${path}`, { method: 'POST', body: toBody(input) });
      return adopt(me);
    },
    onSuccess: (me) => {
      // Another person's rows must not flash up, so everything cached goes first.
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
    },
    meta: { quiet: true },
  });
}

export const useSignIn = () =>
  useEnter('/sessions', (input: { username: string; password: string }) => ({ ...input, client: 'browser' }));

export const useDemoSignIn = () => useEnter('/demo/sessions', (username: string) => ({ username }));

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>(`${GATEWAY}/sessions/current`, { method: 'DELETE' }),
    onSettled: () => {
      setCsrfToken(null);
      client.clear();
    },
  });
}

/** Moves the demo's business time forward; jobs fall due, so everything is read again. */
export function useAdvanceClock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (days: number) =>
      api<{ business_time: string; settled: boolean }>(`${GATEWAY}/clock/advance`, { method: 'POST', body: { days } }),
    onSuccess: ({ business_time }) => {
      syncBusinessTime(business_time);
      return client.invalidateQueries();
    },
  });
}
