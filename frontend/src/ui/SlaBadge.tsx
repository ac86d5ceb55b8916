import { useTranslation } from 'react-i18next';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { countdown, formatTime } from '@/lib/time';
import { CheckIcon, ClockIcon, FireIcon } from './icons';
import css from './Tag.module.css';

export interface SlaBadgeProps {
  /** instant by which something must have happened (ISO) */
  due: string | null | undefined;
  /** instant at which it did happen; shows "kept" or "late" and stops counting */
  doneAt?: string | null;
  /** share of the last stretch that counts as "soon", in seconds (default 15 minutes) */
  soonSeconds?: number;
}

const SECOND = 1000;

/** Countdown on business time: text, icon and colour say the same. One shared timer serves every badge on the page. */
export function SlaBadge({ due, doneAt, soonSeconds = 900 }: SlaBadgeProps) {
  const { t } = useTranslation('ui');
  const dueMs = due ? Date.parse(due) : Number.NaN;
  const coarse = useBusinessNow(15 * SECOND);
  const near = coarse !== null && Math.abs(dueMs - coarse) < 960 * SECOND && !doneAt;
  const fine = useBusinessNow(near ? SECOND : 15 * SECOND);
  const now = fine ?? coarse;
  if (Number.isNaN(dueMs)) return null;
  const title = formatTime(dueMs, 'full');
  if (doneAt) {
    const kept = Date.parse(doneAt) <= dueMs;
    return (
      <span className={cx(css.tag, kept ? css.success : css.warning)} title={title}>
        {kept ? <CheckIcon /> : <ClockIcon />}
        {t(kept ? 'sla.kept' : 'sla.late')}
      </span>
    );
  }
  if (now === null) return null;
  const left = countdown(dueMs, now);
  const soon = !left.overdue && left.seconds <= soonSeconds;
  return (
    <span className={cx(css.tag, left.overdue ? css.danger : soon ? css.warning : css.neutral)} title={title}>
      {left.overdue ? <FireIcon /> : <ClockIcon />}
      {left.overdue ? t('sla.overdue', { time: left.text }) : t('sla.left', { time: left.text })}
    </span>
  );
}
