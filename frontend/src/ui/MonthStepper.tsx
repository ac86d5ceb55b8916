import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { LeftIcon, RightIcon } from './icons';
import css from './MonthStepper.module.css';

/** `2026-11` moved by whole months. */
export function addMonths(month: string, by: number): string {
  const [year = 0, index = 1] = month.split('-').map(Number);
  const count = year * 12 + index - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export interface MonthStepperProps {
  /** `2026-11` */
  month: string;
  /** the latest month that can be reached */
  last: string;
  onChange: (month: string) => void;
}

/** One month back and forth. */
export function MonthStepper({ month, last, onChange }: MonthStepperProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={css.stepper}>
      <IconButton icon={LeftIcon} label={t('month.before')} onClick={() => onChange(addMonths(month, -1))} />
      <strong className={css.month}>{t('month.of', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</strong>
      <IconButton
        icon={RightIcon}
        label={t('month.after')}
        disabled={month >= last}
        onClick={() => onChange(addMonths(month, 1))}
      />
    </span>
  );
}
