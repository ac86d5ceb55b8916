import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { PageCarModelRow, PageCarRow } from '@/api/generated/leads/types.gen';
import { dealKeys } from '@/ui/deal/keys';

export interface StockSearch {
  tab?: 'models' | undefined;
  kind?: string | undefined;
  free?: boolean | undefined;
  /** cars that left the house too */
  gone?: boolean | undefined;
  vin?: string | undefined;
  series?: string | undefined;
}

const page = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next_cursor?: string | null }) => last.next_cursor ?? null,
};

const HERE = ['in_stock', 'reserved', 'allocated', 'demo'];

/** Three characters at least: the server searches a part of the VIN. */
export const useCars = ({ kind, free, gone, vin, series }: StockSearch) =>
  useInfiniteQuery({
    ...page,
    queryKey: [...dealKeys.stock, 'cars', kind, free, gone, vin, series],
    queryFn: ({ pageParam, signal }) => {
      const status = free || gone ? [] : HERE.map((code) => `status=${code}`);
      return api<PageCarRow>(`/api/v1/leads/cars?${status.join('&')}`, {
        query: { kind, free, series, vin: vin && vin.length >= 3 ? vin : undefined, limit: 50, cursor: pageParam },
        signal,
      });
    },
  });

export const useCatalogue = () =>
  useInfiniteQuery({
    ...page,
    queryKey: [...dealKeys.stock, 'catalogue'],
    queryFn: ({ pageParam, signal }) =>
      api<PageCarModelRow>('/api/v1/leads/car-models', { query: { limit: 100, cursor: pageParam }, signal }),
  });
