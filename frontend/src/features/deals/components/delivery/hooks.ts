import { queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '@/api/client';
import type { CarRow, ChecklistOut, DeliveryOut, PageCarRow, PageDeliveryRow } from '@/api/generated/leads/types.gen';
import { dealKeys } from '@/ui/deal/keys';
import { useAct } from '@/ui/deal/useAct';
import { orderKey } from '../../hooks';

const LEADS = '/api/v1/leads';
const keyOf = ({ order_id }: { order_id: string }) => [...dealKeys.deliveries, 'one', order_id];

export const deliveryQuery = (orderId: string) =>
  queryOptions({
    queryKey: keyOf({ order_id: orderId }),
    queryFn: ({ signal }) => api<DeliveryOut>(`${LEADS}/orders/${orderId}/delivery`, { signal }),
  });

export const useChecklist = () =>
  useQuery({
    queryKey: [...dealKeys.deliveries, 'checklist'],
    queryFn: ({ signal }) => api<ChecklistOut>(`${LEADS}/delivery-checklist`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useDeliveryAct = <Body>(orderId: string, action: string) =>
  useAct<Body, DeliveryOut>(`${LEADS}/orders/${orderId}/${action}`, {
    keyOf,
    stale: [[...dealKeys.deliveries, 'list'], orderKey({ id: orderId })],
  });

export const useDeliveries = (day: string | undefined, status: string | undefined) =>
  useInfiniteQuery({
    queryKey: [...dealKeys.deliveries, 'list', day, status],
    queryFn: ({ pageParam, signal }) =>
      api<PageDeliveryRow>(`${LEADS}/deliveries`, { query: { day, status, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

/** A delivery that was just handed over makes the customer's page stale in every part. */
export function useFreshAfter(handedOver: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (handedOver) void client.invalidateQueries({ queryKey: ['gateway'], refetchType: 'none' });
  }, [client, handedOver]);
}

export interface Person {
  id: string;
  name: string;
  roles: string[];
}

export const useStaff = (storeId: string, role: string) =>
  useQuery({
    queryKey: ['gateway', 'staff', role, storeId],
    queryFn: async ({ signal }) => {
      const query = { store_id: storeId, role, active: true, limit: 100 };
      return (await api<{ items: Person[] }>('/api/v1/gateway/staff', { query, signal })).items;
    },
    staleTime: 5 * 60_000,
  });

/** The allocated car by its VIN, which every post may look up: its odometer is filled in. */
export const useCarOf = (vin: string | null) =>
  useQuery({
    queryKey: [...dealKeys.stock, 'vin', vin],
    queryFn: async ({ signal }): Promise<CarRow | null> =>
      (await api<PageCarRow>(`${LEADS}/cars`, { query: { vin, limit: 1 }, signal })).items[0] ?? null,
    enabled: vin !== null,
  });
