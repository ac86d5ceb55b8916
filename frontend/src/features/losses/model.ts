import type { LossAnalysis, LossCaseRow, VerificationRow } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export type { LossAnalysis, LossCaseRow, VerificationRow };

export const DECIDERS: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];
export const CALLERS: readonly Role[] = [...DECIDERS, 'crc_agent', 'crm_manager', 'dcc_agent'];
export const ANALYSTS: readonly Role[] = [...DECIDERS, 'crm_manager', 'marketing'];

export const GROUPINGS = ['node', 'reason', 'type', 'competitor', 'adviser', 'source', 'level'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const SPANS = ['30', '90', '365'] as const;
export type Span = (typeof SPANS)[number];
export const RESULTS = ['confirmed', 'differs', 'reactivated', 'unreachable'] as const;
export type Result = (typeof RESULTS)[number];

export const STATUS_TONES: Record<string, Tone> = {
  pending: 'warning',
  approved: 'neutral',
  refused: 'info',
  withdrawn: 'neutral',
  reactivated: 'success',
};

/** What the URL of the analysis carries: the view and the number whose rows are open. */
export interface AnalysisSearch {
  by?: Grouping | undefined;
  days?: Span | undefined;
  verified?: boolean | undefined;
  key?: string | undefined;
}

const DAY = 86_400_000;

/** The server's span in business time, on whole minutes so that its answer can be kept. */
export function spanOf(days: Span, now: number): { since: string; until: string } {
  const until = Math.ceil(now / 60_000) * 60_000;
  return { since: new Date(until - Number(days) * DAY).toISOString(), until: new Date(until).toISOString() };
}

/** A share as a person reads it; a dash where there is nothing to divide by. */
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : `${value} %`;

/** Width of a bar relative to the largest group. */
export const barWidth = (count: number, groups: readonly { count: number }[]): number =>
  Math.round((100 * count) / Math.max(1, ...groups.map((group) => group.count)));
