import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { LeadSettingDefaults, LeadSettings, LeadSettingsOut, LossReason } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export type Draft = Required<Pick<LeadSettings, 'levels' | 'response' | 'assignment' | 'intake' | 'greeting'>> &
  LeadSettings;
export type Level = Draft['levels'][number];
export type Step = NonNullable<Draft['response']['ladder']>[number];

/** Who can be told in the ladder, from the nearest to the farthest. */
export const LADDER_ROLES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager', 'general_manager'];

/** What is sent back: everything that was read but the parts that identify it. */
export function draftOf({ store_id: _store, version: _version, ...settings }: LeadSettingsOut): Draft {
  return settings as Draft;
}

export const changed = (settings: LeadSettingsOut, draft: Draft): boolean =>
  JSON.stringify(draftOf(settings)) !== JSON.stringify(draft);

/** A whole number from a field; null when it is empty or not one. */
export function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}

/** The first letter that no level has; undefined when all are taken. */
export function freeCode(levels: readonly Pick<Level, 'code'>[]): string | undefined {
  const taken = new Set(levels.map((level) => level.code));
  return [...'HABCDEGIJKLPQRSTUVWXYZ'].find((letter) => !taken.has(letter));
}

/** The first own code that no reason has. */
export function freeReason(reasons: readonly Pick<LossReason, 'code'>[]): string {
  const taken = new Set(reasons.map((reason) => reason.code));
  let number = 1;
  while (taken.has(`own_${number}`)) number += 1;
  return `own_${number}`;
}

/** What a store has that chose nothing: shown beside what it chose. */
export const defaultSettingsQuery = queryOptions({
  queryKey: ['leads', 'settings', 'defaults'],
  queryFn: ({ signal }) => api<LeadSettingDefaults>('/api/v1/leads/settings/defaults', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
