import { useTranslation } from 'react-i18next';
import css from './Quality.module.css';

/** A share of a hundred with its bar. */
export function Score({ value }: { value: number | null }) {
  const { t } = useTranslation('file-quality');
  if (value === null) return <span className={css.quiet}>–</span>;
  return (
    <span className={css.meter}>
      <span className={css.track} aria-hidden="true">
        <span className={css.fill} style={{ width: `${Math.min(100, value)}%` }} />
      </span>
      <span>{t('percent', { value })}</span>
    </span>
  );
}
