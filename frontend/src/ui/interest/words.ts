import { useTranslation } from 'react-i18next';
import type { Layer, ScoreReason, SignalBrief } from '@/api/generated/leads/types.gen';
import type { Tone } from '../Tag';

export type { Layer, ScoreReason, SignalBrief };

export const LAYERS = ['cold', 'warm', 'hot', 'vip'] as const satisfies readonly Layer[];

export const LAYER_TONES: Record<Layer, Tone> = { cold: 'info', warm: 'warning', hot: 'danger', vip: 'violet' };

const isMuch = (value: number, typical: number | undefined) => value > (typical ?? 0);

export interface Counted {
  code: string;
  value: number;
  typical?: number;
}

/** A reason, a signal or a move in words; unknown codes show themselves. */
export function useInterestWords() {
  const { t } = useTranslation('interest');
  return {
    reason: ({ code, value, typical }: Counted): string =>
      t(`reason.${code}.${isMuch(value, typical) ? 'has' : 'lacks'}`, { value, defaultValue: code }),
    signal: (kind: string, params: Record<string, unknown>): string =>
      t(`signal.${kind}`, { model: '', rival: '', ...params, defaultValue: kind }),
    move: (code: string): string => t(`move.${code}`, { defaultValue: code }),
    cause: (code: string): string => t(`cause.${code}`, { defaultValue: code }),
  };
}

/** Points for or against, with their sign. */
export const signed = (points: number): string => `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
