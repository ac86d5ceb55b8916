import { useTranslation } from 'react-i18next';
import type { Tone } from '../Tag';

/** How far a lead can come by itself, in order. */
export const ROAD = ['new', 'contacted', 'visited', 'test_driven', 'quoted', 'ordered', 'delivered'] as const;

export const STAGE_TONES: Record<string, Tone> = {
  new: 'violet',
  contacted: 'info',
  visited: 'teal',
  test_driven: 'teal',
  quoted: 'warning',
  ordered: 'success',
  delivered: 'success',
};

type Family =
  | 'stage'
  | 'channel'
  | 'kind'
  | 'source'
  | 'outcome'
  | 'method'
  | 'objection'
  | 'purpose'
  | 'closeReason'
  | 'lossType'
  | 'lossNode'
  | 'poolKind'
  | 'blocker';

/** Names of codes in the language of the screen; an unknown code shows itself. */
export function useSalesLabel(): (family: Family, code: string | null | undefined) => string {
  const { t } = useTranslation('sales');
  return (family, code) => (code ? t(`${family}.${code}`, { defaultValue: code }) : '');
}
