import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { PageCarModelRow, PageCarRow } from '@/api/generated/leads/types.gen';
import { dealKeys } from '@/ui/deal/keys';

export interface StockSearch {
  tab?: 'models' | undefined;
  kind?: string | undefined;
  free?: boolean | undefined;
  vin?: string | undefined;
  series?: string | undefined;
}

const page = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next_cursor?: string | null }) => last.next_cursor ?? null,
};

/** Three characters at least: the server searches a part of the VIN. */
export const useCars = ({ kind, free, vin, series }: StockSearch, enabled: boolean) =>
  useInfiniteQuery({
    ...page,
    queryKey: [...dealKeys.stock, 'cars', kind, free, vin, series],
    queryFn: ({ pageParam, signal }) =>
      api<PageCarRow>('/api/v1/leads/cars', {
        query: { kind, free, series, vin: vin && vin.length >= 3 ? vin : undefined, limit: 50, cursor: pageParam },
        signal,
      }),
    enabled,
  });

export const useCatalogue = (enabled: boolean) =>
  useInfiniteQuery({
    ...page,
    queryKey: [...dealKeys.stock, 'catalogue'],
    queryFn: ({ pageParam, signal }) =>
      api<PageCarModelRow>('/api/v1/leads/car-models', { query: { limit: 100, cursor: pageParam }, signal }),
    enabled,
  });
