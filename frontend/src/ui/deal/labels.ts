import { useTranslation } from 'react-i18next';
import type { Tone } from '../Tag';

export type DealFamily =
  | 'drive'
  | 'appraisal'
  | 'quote'
  | 'order'
  | 'loan'
  | 'delivery'
  | 'car'
  | 'carKind'
  | 'energy'
  | 'depositKind'
  | 'method'
  | 'payment'
  | 'missing';

/** Names of codes in the language of the screen; an unknown code shows itself. */
export function useDealLabel(): (family: DealFamily, code: string | null | undefined) => string {
  const { t } = useTranslation('deal');
  return (family, code) => (code ? t(`${family}.${code}`, { defaultValue: code }) : '');
}

const TONES: Record<string, Tone> = {
  booked: 'info',
  driving: 'warning',
  completed: 'success',
  cancelled: 'neutral',
  no_show: 'danger',
  requested: 'violet',
  inspected: 'info',
  valued: 'teal',
  approved: 'success',
  offered: 'warning',
  accepted: 'success',
  refused: 'danger',
  expired: 'neutral',
  purchased: 'success',
  needs_approval: 'warning',
  ordered: 'success',
  placed: 'violet',
  allocated: 'info',
  paid: 'teal',
  ready: 'warning',
  delivered: 'success',
  submitted: 'info',
  documents_required: 'warning',
  conditionally_approved: 'success',
  rejected: 'danger',
  contract_signed: 'success',
  disbursed: 'success',
  in_stock: 'success',
  reserved: 'warning',
  sold: 'neutral',
  demo: 'teal',
  open: 'info',
  scheduled: 'info',
  handed_over: 'success',
};

export const toneOf = (code: string | null | undefined): Tone => TONES[code ?? ''] ?? 'neutral';

/** Picks the text of the screen's language from what the server sends in both. */
export function useBilingual(): (text: { zh: string; en: string }) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language === 'en' ? text.en : text.zh);
}
