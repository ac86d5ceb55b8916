import type { DuplicateAnswer, VisitOut, VisitRegister } from '@/api/generated/leads/types.gen';
import type { Role } from '@/lib/roles';

export type { DuplicateAnswer, VisitOut, VisitRegister };
export type VisitKind = VisitOut['kind'];
export type Purpose = VisitOut['purpose'];

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

/** Share of visitors who left a number, in whole per cent; null without visitors. */
export function captureRate(today: { captured: number; strangers: number }): number | null {
  const all = today.captured + today.strangers;
  return all === 0 ? null : Math.round((today.captured / all) * 100);
}
