import type { PoolRow, PoolSummary, WarningRow } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export type { PoolRow, PoolSummary, WarningRow };

export const POOL_ROLES: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];

export const KINDS = [
  'silent',
  'second_chance',
  'unassigned',
  'untouched',
  'released',
  'handed_over',
  'reassigned',
] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_TONES: Record<Kind, Tone> = {
  silent: 'warning',
  second_chance: 'teal',
  unassigned: 'violet',
  untouched: 'warning',
  released: 'neutral',
  handed_over: 'info',
  reassigned: 'neutral',
};

/** What the URL of the pool carries. */
export interface PoolSearch {
  view?: 'warnings' | undefined;
  q?: string | undefined;
  kind?: Kind | undefined;
  level?: string | undefined;
  claimable?: boolean | undefined;
  oldest?: boolean | undefined;
}

export const poolQuery = (search: PoolSearch): Record<string, string | boolean | undefined> => ({
  query: search.q,
  kind: search.kind,
  level: search.level,
  claimable: search.claimable,
  order: search.oldest ? 'oldest' : 'newest',
});

export const isFiltered = (search: PoolSearch): boolean =>
  Boolean(search.q || search.kind || search.level || search.claimable);

/** Whether the person may still take somebody today, whatever the row says. */
export function limitReached(summary: PoolSummary | undefined): 'daily' | 'capacity' | null {
  if (!summary) return null;
  if (summary.claims_left === 0) return 'daily';
  return summary.capacity_left === 0 ? 'capacity' : null;
}

export const withoutRow = (rows: readonly PoolRow[], id: string): PoolRow[] =>
  rows.filter((row) => row.customer_id !== id);
