import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { LifePage } from '@/api/generated/gateway/types.gen';
import type { OrderRow, PageCustomerRow } from '@/api/generated/leads/types.gen';
import type { CustomerQuery, CustomerView } from '../model';
import { customerKeys } from './keys';

const PAGE = 50;

export const useCustomerList = (filters: CustomerQuery, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: customerKeys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      api<PageCustomerRow>('/api/v1/leads/customers', {
        query: { ...filters, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
    placeholderData: (previous) => previous,
    enabled,
  });

/** One customer as all services see the person together. */
export const useCustomerView = (id: string) =>
  useQuery({
    queryKey: customerKeys.view(id),
    queryFn: ({ signal }) => api<CustomerView>(`/api/v1/gateway/customer-views/${id}`, { signal }),
  });

export const useLife = (id: string) =>
  useInfiniteQuery({
    queryKey: customerKeys.life(id),
    queryFn: ({ pageParam, signal }) =>
      api<LifePage>(`/api/v1/gateway/customer-views/${id}/timeline`, {
        query: { limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const useOrders = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: customerKeys.orders(id),
    queryFn: ({ signal }) =>
      api<{ items: OrderRow[] }>('/api/v1/leads/orders', { query: { customer_id: id, limit: 3 }, signal }),
    enabled,
    select: (page) => page.items,
  });
