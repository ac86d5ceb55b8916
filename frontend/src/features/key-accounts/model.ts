import type { AccountOut, AccountRow } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export type { AccountOut, AccountRow };
export type AccountClass = AccountRow['account_class'];
export type Stage = AccountRow['stage'];

export const CLASSES = ['A', 'B', 'C', 'D', 'U'] as const satisfies readonly AccountClass[];
export const STAGES = [
  'collected',
  'classified',
  'in_touch',
  'developing',
  'won',
  'maintained',
  'dormant',
] as const satisfies readonly Stage[];
export const TYPES = [
  'enterprise',
  'government',
  'institution',
  'ride_hailing',
  'rental',
  'leasing',
  'driving_school',
  'other',
] as const satisfies readonly AccountRow['account_type'][];
export const CONTACT_ROLES = ['decider', 'influencer', 'buyer', 'user', 'payer', 'gatekeeper'] as const;
export const RESULTS = ['progress', 'no_change', 'setback', 'not_met'] as const;
export const PERIODS = ['month', 'quarter', 'year'] as const;
export const RATINGS = ['need', 'power', 'willingness'] as const;

export const CLASS_TONES: Record<AccountClass, Tone> = {
  A: 'danger',
  B: 'warning',
  C: 'info',
  D: 'neutral',
  U: 'violet',
};
export const STAGE_TONES: Record<Stage, Tone> = {
  collected: 'violet',
  classified: 'info',
  in_touch: 'info',
  developing: 'warning',
  won: 'success',
  maintained: 'success',
  dormant: 'neutral',
};

export const ACCOUNT_ROLES: readonly Role[] = [
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
  'channel_partner_manager',
];

/** Posts that sign agreements and write evaluations. */
export const JUDGE_ROLES: readonly Role[] = ['floor_supervisor', 'sales_manager'];

export interface AccountsSearch {
  q?: string | undefined;
  class?: string | undefined;
  due?: boolean | undefined;
  new?: boolean | undefined;
}

/** Attainment for the bar: 0 to 100, whatever was overshot. */
export const percentOf = (permille: number | null | undefined): number =>
  Math.min(100, Math.max(0, Math.round((permille ?? 0) / 10)));
