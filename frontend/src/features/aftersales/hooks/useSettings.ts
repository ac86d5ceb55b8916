import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { SettingsChange, SettingsOut } from '@/api/generated/aftersales/types.gen';
import { settingsKey } from './keys';

const PATH = '/api/v1/aftersales/settings';

/** The store's numbers for call-backs, maintenance and complaints. */
export const useAftersalesSettings = () =>
  useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => api<SettingsOut>(PATH, { signal }),
    staleTime: 10 * 60_000,
  });

export function useChangeAftersalesSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...settings }: SettingsOut) =>
      api<SettingsOut>(PATH, { method: 'PUT', body: settings satisfies SettingsChange, ifMatch: version }),
    onSuccess: (saved) => client.setQueryData(settingsKey, saved),
    meta: { quiet: true },
  });
}
