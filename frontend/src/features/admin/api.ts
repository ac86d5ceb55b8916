import {
  type QueryKey,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, type CallOptions } from '@/api/client';
import { onHint } from '@/api/hints';

export const GATEWAY = '/api/v1/gateway';
export const NOTIFICATIONS = '/api/v1/notifications';
const KEY = ['admin'] as const;

for (const entity of ['webhook_delivery', 'delivery', 'inbound_webhook', 'webhook_endpoint', 'endpoint', 'partner'])
  onHint(entity, [
    [...KEY, NOTIFICATIONS],
    [...KEY, `${GATEWAY}/partners`],
  ]);
for (const entity of ['staff', 'team', 'store', 'duty_roster', 'roster']) onHint(entity, [[...KEY, GATEWAY]]);

type Query = NonNullable<CallOptions['query']>;
interface PageOf<T> {
  items: T[];
  next_cursor?: string | null;
}

const keyOf = (path: string, query: Query): QueryKey => [
  ...KEY,
  path.startsWith(NOTIFICATIONS) ? NOTIFICATIONS : GATEWAY,
  path,
  query,
];

export const useOne = <T>(path: string, query: Query = {}, enabled = true): UseQueryResult<T> =>
  useQuery({
    queryKey: keyOf(path, query),
    queryFn: ({ signal }) => api<T>(path, { query, signal }),
    enabled,
  });

/** A short list that fits on one page: stores, teams, partners, keys. */
export const useAll = <T>(path: string, query: Query = {}, enabled = true): UseQueryResult<PageOf<T>> =>
  useOne<PageOf<T>>(path, query, enabled);

export const usePages = <T>(path: string, query: Query) =>
  useInfiniteQuery({
    queryKey: [...keyOf(path, query), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api<PageOf<T>>(path, { query: { limit: 50, ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export interface Act {
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  query?: Query;
  ifMatch?: number;
}

/** One write of this feature; everything it shows is read again afterwards. `quiet` for forms that show the problem. */
export function useAct<T = unknown>(quiet = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method = 'POST', ...rest }: Act) => api<T>(path, { method, ...rest }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    meta: { quiet },
  });
}
