import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@/api/client';
import type {
  PartnerMapOut,
  PartnerMapPresets,
  PartnerMapRows,
  PartnerMapVersions,
  TrialResult,
} from '@/api/generated/leads/types.gen';
import type { Draft } from './model';

const MAPS = '/api/v1/leads/partner-maps';
const KEY = ['leads', 'partner-maps'] as const;
const WAIT_MS = 400;

export const usePartnerMaps = () =>
  useQuery({
    queryKey: [...KEY, 'list'],
    queryFn: async ({ signal }) => (await api<PartnerMapRows>(MAPS, { signal })).items,
  });

export const usePresets = () =>
  useQuery({
    queryKey: [...KEY, 'presets'],
    queryFn: async ({ signal }) => (await api<PartnerMapPresets>(`${MAPS}/presets`, { signal })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

const oneKey = (partner: string) => [...KEY, 'one', partner];

export const usePartnerMap = (partner: string) =>
  useQuery({
    queryKey: oneKey(partner),
    queryFn: ({ signal }) => api<PartnerMapOut>(`${MAPS}/${partner}`, { signal }),
    enabled: partner !== '',
  });

export const useVersions = (partner: string) =>
  useQuery({
    queryKey: [...KEY, 'versions', partner],
    queryFn: async ({ signal }) => (await api<PartnerMapVersions>(`${MAPS}/${partner}/versions`, { signal })).items,
  });

export function useSaveMap(partner: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ map, base }: { map: Draft; base: number }) =>
      api<PartnerMapOut>(`${MAPS}/${partner}`, { method: 'PUT', body: map, ifMatch: base }),
    onSuccess: (saved) => {
      client.setQueryData(oneKey(partner), saved);
      void client.invalidateQueries({ queryKey: [...KEY, 'list'] });
      void client.invalidateQueries({ queryKey: [...KEY, 'versions', partner] });
    },
    meta: { quiet: true },
  });
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), WAIT_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What the sample would become by the map on the screen; asked anew when typing pauses. */
export function useTrial(partner: string, map: Draft, sample: string) {
  const body = useSettled(JSON.stringify({ map, sample }));
  return useQuery({
    queryKey: [...KEY, 'trial', partner, body],
    queryFn: ({ signal }) =>
      api<TrialResult>(`${MAPS}/${partner}/trial`, { method: 'POST', body: JSON.parse(body), signal }),
    enabled: partner !== '' && sample.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    meta: { quiet: true },
  });
}
