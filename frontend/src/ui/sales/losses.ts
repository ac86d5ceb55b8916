import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LossReason } from '@/api/generated/leads/types.gen';
import { leadSettingsQuery } from './settings';

/** Reasons of defeat are data of the store, with their names in both languages. */
export function useLossReasons() {
  const { i18n } = useTranslation();
  const rules = useQuery(leadSettingsQuery).data?.loss;
  const reasons: readonly LossReason[] = rules?.reasons ?? [];
  const nameOf = (code: string | null | undefined) => {
    const reason = reasons.find((one) => one.code === code);
    return reason ? (i18n.language === 'en' ? reason.en : reason.zh) : (code ?? '');
  };
  return {
    reasons: reasons.filter((one) => !one.retired),
    all: reasons,
    nameOf,
    needsApproval: rules?.needs_approval !== false,
  };
}
