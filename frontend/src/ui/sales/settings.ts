import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { LeadSettingsOut, LevelRule } from '@/api/generated/leads/types.gen';
import { onHint } from '@/api/hints';

export const leadSettingsQuery = queryOptions({
  queryKey: ['leads', 'settings'],
  queryFn: ({ signal }) => api<LeadSettingsOut>('/api/v1/leads/settings', { signal }),
  staleTime: 10 * 60_000,
});

onHint('store', [leadSettingsQuery.queryKey]);

/** Intent levels are data of the store; their names come with them, in both languages. */
export function useLevels() {
  const { i18n } = useTranslation();
  const levels: readonly LevelRule[] = useQuery(leadSettingsQuery).data?.levels ?? [];
  const find = (code: string | null | undefined) => levels.find((level) => level.code === code);
  return {
    levels,
    gradable: levels.filter((level) => level.gradable),
    nameOf: (code: string | null | undefined) => {
      const level = find(code);
      return level ? (i18n.language === 'en' ? level.en : level.zh) : '';
    },
    isHot: (code: string | null | undefined) => find(code)?.hot === true,
  };
}
