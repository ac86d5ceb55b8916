import { useTranslation } from 'react-i18next';
import type { Bucket, QuestionnaireOut } from '@/api/generated/aftersales/types.gen';
import type { Role } from '@/lib/roles';
import type { Tone } from '@/ui/Tag';

export type Question = QuestionnaireOut['questions'][number];

export const CARE_ROLES: readonly Role[] = [
  'crc_agent',
  'crm_manager',
  'service_advisor',
  'service_manager',
  'sales_advisor',
  'sales_manager',
];
export const REPORT_ROLES: readonly Role[] = ['crm_manager', 'crc_agent', 'service_manager', 'sales_manager'];
export const HANDLERS: readonly Role[] = [
  'service_manager',
  'crm_manager',
  'service_advisor',
  'crc_agent',
  'aftersales_business_manager',
];
export const COMPLAINT_ROLES: readonly Role[] = [
  ...HANDLERS,
  'sales_manager',
  'sales_advisor',
  'floor_supervisor',
  'public_opinion_monitor',
];
export const CHIEFS: readonly Role[] = ['service_manager', 'crm_manager'];
export const CALLERS: readonly Role[] = ['crc_agent', 'crm_manager', 'service_manager'];
export const FILE_ROLES: readonly Role[] = [
  'service_advisor',
  'service_manager',
  'aftersales_business_manager',
  'insurance_renewal_specialist',
  'crc_agent',
  'crm_manager',
  'sales_advisor',
  'sales_manager',
  'floor_supervisor',
  'technical_expert',
];
export const WORKSHOP: readonly Role[] = ['service_advisor', 'service_manager'];

export const BUCKETS = ['overdue', 'today', 'coming', 'closed'] as const satisfies readonly Bucket[];

export const RESULT_TONES: Record<string, Tone> = {
  success: 'success',
  follow_up: 'warning',
  done: 'success',
  failed: 'danger',
  unreachable: 'danger',
  no_more: 'neutral',
  in_progress: 'info',
  due: 'neutral',
  scheduled: 'neutral',
};

export const GRADE_TONES: Record<string, Tone> = { normal: 'neutral', escalated: 'warning', major: 'danger' };

export const STATUS_TONES: Record<string, Tone> = {
  opened: 'danger',
  accepted: 'warning',
  investigating: 'warning',
  proposed: 'violet',
  agreed: 'info',
  executing: 'info',
  verifying: 'teal',
  closed: 'success',
};

/** Names of codes; an unknown code (data may bring new ones) shows itself. */
export function useCodeLabel(): (family: string, code: string | null | undefined) => string {
  const { t } = useTranslation('aftersales');
  return (family, code) => (code ? t(`code.${family}.${code}`, { defaultValue: code.replaceAll('_', ' ') }) : '');
}

/** Data that come in both languages. */
export function useBilingual(): (of: { zh: string; en: string }) => string {
  const { i18n } = useTranslation();
  return ({ zh, en }) => (i18n.language === 'en' ? en : zh) || zh || en;
}
