import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** What the live stream says: something changed. Never what it contains; the row is read again through its scope. */
export interface Hint {
  entity: string;
  id: string;
  version?: number;
  store_id?: string;
  owner_id?: string;
  customer_id?: string;
  type?: string;
  business_time?: string;
}

type Keys = readonly QueryKey[] | ((hint: Hint) => readonly QueryKey[]);
const registry = new Map<string, Keys[]>();
const watchers = new Set<(hint: Hint) => void>();
const BATCH_MS = 120;

/**
 * Says which queries a change of `entity` makes stale. Call it once at module level beside the queries.
 * Keys match by prefix; for generated keys `[{ _id: 'listLeads' }]` matches every page and filter.
 */
export function onHint(entity: string, keys: Keys): void {
  registry.set(entity, [...(registry.get(entity) ?? []), keys]);
}

/** Sees every hint as it arrives (badges, sounds); returns the way to stop. */
export function watchHints(watcher: (hint: Hint) => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Collects hints for a moment so that a burst becomes one refetch per query. */
export function createHintSink(client: QueryClient) {
  let pending = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const keys = [...pending.values()];
    pending = new Map();
    timer = undefined;
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  return {
    accept(hint: Hint) {
      for (const watcher of watchers) watcher(hint);
      for (const keys of registry.get(hint.entity) ?? []) {
        for (const key of typeof keys === 'function' ? keys(hint) : keys) pending.set(JSON.stringify(key), key);
      }
      if (pending.size > 0) timer = timer ?? setTimeout(flush, BATCH_MS);
    },
    /**
     * The stream was away: anything may have changed. At the first connection the page has only just loaded, so what is
     * shown is marked stale and read again when it is next looked at, not at once.
     */
    resync: (first: boolean) => void client.invalidateQueries({ refetchType: first ? 'none' : 'active' }),
  };
}
