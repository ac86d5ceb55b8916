import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export const JUDGES: readonly Role[] = ['floor_supervisor', 'dcc_supervisor', 'sales_manager'];
export const SELLERS: readonly Role[] = ['sales_advisor', 'dcc_agent', ...JUDGES];

export const TABS = ['pending', 'returned', 'report', 'stockTake'] as const;
export type Tab = (typeof TABS)[number];

export const RESULTS = [
  'interested',
  'not_interested',
  'unreachable',
  'dead_number',
  'bought_elsewhere',
  'moved_away',
] as const;
export type TakeResult = (typeof RESULTS)[number];

export const RESULT_TONES: Record<TakeResult, Tone> = {
  interested: 'success',
  not_interested: 'neutral',
  unreachable: 'warning',
  dead_number: 'danger',
  bought_elsewhere: 'violet',
  moved_away: 'neutral',
};

export const scoreTone = (score: number, good: number): Tone =>
  score >= good ? 'success' : score >= good / 2 ? 'warning' : 'danger';

export const percent = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((100 * part) / whole) : null;
