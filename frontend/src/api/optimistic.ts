import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Shows a write before the server has answered. Use in `onMutate`; call the returned function in `onError`.
 * Keys match by prefix, as in `invalidateQueries`.
 */
export async function showAtOnce<T>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (old: T) => T,
): Promise<() => void> {
  await client.cancelQueries({ queryKey });
  const before = client.getQueriesData<T>({ queryKey });
  client.setQueriesData<T>({ queryKey }, (old) => (old === undefined ? old : change(old)));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}
