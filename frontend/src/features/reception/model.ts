import type { DuplicateAnswer, VisitOut, VisitRegister } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export type { DuplicateAnswer, VisitOut, VisitRegister };
export type VisitKind = VisitOut['kind'];
export type Purpose = VisitOut['purpose'];

export type Transport = NonNullable<VisitOut['transport']>;
export const TRANSPORTS = ['car', 'transit', 'walk', 'other'] as const satisfies readonly Transport[];

export const PURPOSES = [
  'new_car',
  'test_drive',
  'used_car',
  'follow_up',
  'pick_up',
  'paperwork',
  'service',
  'other',
] as const satisfies readonly Purpose[];

/** The six steps of the reception, in their order. */
export const STEPS = [
  'greet',
  'first_need',
  'presentation',
  'deep_need',
  'first_proposal',
  'next_appointment',
] as const;
export type VisitStep = (typeof STEPS)[number];

export const FRONT_DESK_ROLES: readonly Role[] = [
  'receptionist',
  'sales_advisor',
  'dcc_agent',
  'dcc_supervisor',
  'floor_supervisor',
  'sales_manager',
];

export interface ReceptionSearch {
  tab?: 'list' | undefined;
  new?: boolean | undefined;
}

/** Digits of a mainland mobile, whatever stands around them. */
export function mobileDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length > 11 && digits.startsWith('86') ? digits.slice(2) : digits;
}

/** Whole per cent; null instead of a division by zero. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}
