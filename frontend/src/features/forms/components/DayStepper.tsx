import { useTranslation } from 'react-i18next';
import { addDays } from '@/lib/time';
import { IconButton } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { LeftIcon, RightIcon } from '@/ui/icons';
import css from './Forms.module.css';

export interface DayStepperProps {
  day: string;
  today: string;
  onChange: (day: string) => void;
}

/** One day back and forth, or any day. */
export function DayStepper({ day, today, onChange }: DayStepperProps) {
  const { t } = useTranslation('forms');
  return (
    <fieldset className={css.stepper} aria-label={t('day.label')}>
      <IconButton icon={LeftIcon} label={t('day.before')} onClick={() => onChange(addDays(day, -1))} />
      <span className={css.date}>
        <DateField label={t('day.label')} value={day} max={today} onChange={(next) => next && onChange(next)} />
      </span>
      <IconButton
        icon={RightIcon}
        label={t('day.after')}
        disabled={day >= today}
        onClick={() => onChange(addDays(day, 1))}
      />
    </fieldset>
  );
}
