import { useTranslation } from 'react-i18next';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

/** Everybody who meets customers may look at cards. */
export const MEMBER_ROLES: readonly Role[] = [
  'sales_advisor',
  'sales_manager',
  'floor_supervisor',
  'service_advisor',
  'service_manager',
  'aftersales_business_manager',
  'crc_agent',
  'crm_manager',
  'marketing',
];
export const SETTING_ROLES: readonly Role[] = ['crm_manager'];

export const TIER_TONES: Record<string, Tone> = {
  bronze: 'neutral',
  silver: 'info',
  gold: 'warning',
  diamond: 'violet',
};

export const STATE_TONES: Record<string, Tone> = {
  rewarded: 'success',
  pending: 'warning',
  reversed: 'danger',
  rejected: 'danger',
};

/** Names of codes; an unknown one shows itself. */
export function useCode(): (family: string, code: string | null | undefined) => string {
  const { t } = useTranslation('loyalty');
  return (family, code) => (code ? t(`code.${family}.${code}`, { defaultValue: code.replaceAll('_', ' ') }) : '');
}

/** How much of the way to the next tier is done, 0–100; whole when there is none. */
export function progressOf(lifetime: number, missing: number | null): number {
  if (missing === null) return 100;
  const goal = lifetime + missing;
  return goal <= 0 ? 0 : Math.max(0, Math.min(100, Math.round((lifetime / goal) * 100)));
}
