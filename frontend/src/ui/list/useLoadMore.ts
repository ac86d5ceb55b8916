import { useEffect } from 'react';
import type { ListQuery } from './types';

const AHEAD = 10;

/** Fetches the next page when the last drawn row comes near the end of what is loaded. */
export function useLoadMore(
  query: Pick<ListQuery<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'error'>,
  lastVisible: number,
  loaded: number,
): void {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = query;
  const near = lastVisible >= loaded - AHEAD;
  useEffect(() => {
    // After a failed page the person decides; scrolling alone must not hammer the server.
    if (near && hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage, error]);
}
