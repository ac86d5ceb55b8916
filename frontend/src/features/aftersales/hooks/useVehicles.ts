import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { OwnedVehicleOut, PageOwnedVehicleRow } from '@/api/generated/aftersales/types.gen';
import { careKeys, vehicleKeys } from './keys';

const ROOT = '/api/v1/aftersales/owned-vehicles';

export interface VehicleFilters {
  acceptance?: string | undefined;
  mine?: boolean | undefined;
}

export const useVehicles = (filters: VehicleFilters) =>
  useInfiniteQuery({
    queryKey: vehicleKeys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      api<PageOwnedVehicleRow>(ROOT, { query: { ...filters, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export const useVehicle = (id: string) =>
  useQuery({
    queryKey: vehicleKeys.vehicle(id),
    queryFn: ({ signal }) => api<OwnedVehicleOut>(`${ROOT}/${id}`, { signal }),
  });

export interface VehicleAct {
  path: 'acceptance' | 'readings' | 'service-visits' | 'people';
  body: object;
  key: string;
}

/** Whatever is written into the file; predictions and call-backs follow by the server's rules, so all is read again. */
export function useVehicleAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, key }: VehicleAct) =>
      api<unknown>(`${ROOT}/${id}/${path}`, { method: 'POST', body, idempotencyKey: key }),
    onSuccess: () => {
      for (const queryKey of [vehicleKeys.vehicle(id), vehicleKeys.lists, careKeys.lists, careKeys.counters])
        void client.invalidateQueries({ queryKey });
    },
    meta: { quiet: true },
  });
}
