import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '@/lib/media';
import { fromWall, toWall } from '@/lib/time';
import type { FieldControlProps } from './FormField';

const Picker = lazy(() => import('./antd/Picker'));

/** Starts fetching the pickers before they are shown; call it on hover or when a form opens. */
export const preloadPickers = (): void => void import('./antd/Picker');

interface Common extends Partial<FieldControlProps> {
  /** its name where no `FormField` gives it one */
  label?: string;
  min?: string;
  max?: string;
}

export interface DateFieldProps extends Common {
  /** calendar date `YYYY-MM-DD` */
  value: string | null;
  onChange: (value: string | null) => void;
}

export interface DateTimeFieldProps extends Common {
  /** instant, ISO; shown and picked on the store's wall clock */
  value: string | null;
  onChange: (value: string | null) => void;
  minuteStep?: 5 | 10 | 15 | 30;
}

/** A calendar date. The phone uses its own wheel, the desk a calendar. */
export function DateField(props: DateFieldProps) {
  return <WallField {...props} withTime={false} />;
}

/** A moment in the store's time zone. */
export function DateTimeField({ value, onChange, min, max, ...rest }: DateTimeFieldProps) {
  return (
    <WallField
      {...rest}
      withTime
      value={value ? toWall(value) : null}
      onChange={(wall) => onChange(wall ? fromWall(wall) : null)}
      {...(min ? { min: toWall(min) } : {})}
      {...(max ? { max: toWall(max) } : {})}
    />
  );
}

type WallFieldProps = DateFieldProps & { withTime: boolean; minuteStep?: number };

function WallField({ withTime, value, onChange, min, max, minuteStep, id, label, ...aria }: WallFieldProps) {
  const { t } = useTranslation('ui');
  const phone = useIsPhone();
  const placeholder = t(withTime ? 'form.pickTime' : 'form.pickDate');
  if (phone) {
    return (
      <input
        id={id}
        {...aria}
        aria-label={label}
        className="control"
        type={withTime ? 'datetime-local' : 'date'}
        value={value ?? ''}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value || null)}
      />
    );
  }
  return (
    <Suspense fallback={<input id={id} className="control" disabled placeholder={placeholder} />}>
      <Picker
        {...(id ? { id } : {})}
        value={value}
        onChange={onChange}
        withTime={withTime}
        min={min}
        max={max}
        minuteStep={minuteStep}
        placeholder={placeholder}
        label={label}
        describedBy={aria['aria-describedby']}
        invalid={aria['aria-invalid']}
        required={aria['aria-required']}
      />
    </Suspense>
  );
}
