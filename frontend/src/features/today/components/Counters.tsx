import { useTranslation } from 'react-i18next';
import type { TodaySummary } from '@/api/generated/leads/types.gen';
import { cx } from '@/lib/cx';
import { REASONS, type Reason } from '../model';
import css from './Counters.module.css';

const FIELD: Record<Reason, keyof TodaySummary> = {
  response_overdue: 'response_overdue',
  response_running: 'response_running',
  appointment: 'appointments',
  contact_overdue: 'contact_overdue',
  signal: 'signal',
  contact_due: 'contact_due',
  hot: 'hot',
};

export interface CountersProps {
  summary: TodaySummary | undefined;
  chosen: Reason | undefined;
  onChoose: (reason: Reason | undefined) => void;
}

/** How much of each kind waits; a tap shows only that kind, another tap everything. */
export function Counters({ summary, chosen, onChoose }: CountersProps) {
  const { t } = useTranslation('today');
  return (
    <fieldset className={css.strip} aria-label={t('counters')}>
      {REASONS.map((reason) => {
        const count = summary?.[FIELD[reason]];
        const on = chosen === reason;
        return (
          <button
            key={reason}
            type="button"
            className={cx(css.counter, on && css.on, count ? css[reason] : css.none)}
            aria-pressed={on}
            onClick={() => onChoose(on ? undefined : reason)}
          >
            <span className={css.value}>{count ?? '–'}</span>
            <span className={css.label}>{t(`reason.${reason}`)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
