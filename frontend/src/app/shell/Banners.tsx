import { useTranslation } from 'react-i18next';
import { useAdvanceClock } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { useOnline } from '@/lib/media';
import { formatTime } from '@/lib/time';
import { ClockIcon, OfflineIcon } from '@/ui/icons';
import css from './Bars.module.css';

export function OfflineBanner() {
  const { t } = useTranslation('app');
  const online = useOnline();
  if (online) return null;
  return (
    <div className={cx(css.banner, css.offline)} role="status">
      <OfflineIcon />
      {t('banner.offline')}
    </div>
  );
}

const STEPS = [1, 3, 180] as const;

/** Demo only: shows business time and moves it forward; due jobs run on the server while it advances. */
export function ClockBanner() {
  const { t } = useTranslation('app');
  const now = useBusinessNow(1000);
  const advance = useAdvanceClock();
  return (
    <section className={cx(css.banner, css.clock)} aria-label={t('banner.clock')}>
      <ClockIcon />
      <span className={css.clockNote}>
        <span>{t('banner.clock')} </span>
        <time className={css.clockTime}>{now === null ? '–' : formatTime(now, 'full')}</time>
      </span>
      {STEPS.map((days) => (
        <button
          key={days}
          type="button"
          className={css.advance}
          disabled={advance.isPending}
          aria-label={t('banner.advance', { days })}
          onClick={() => advance.mutate(days)}
        >
          {t('banner.plus', { days })}
        </button>
      ))}
    </section>
  );
}
