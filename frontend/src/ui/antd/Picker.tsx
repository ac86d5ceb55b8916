import dayjs, { type Dayjs } from 'dayjs';
import { AntdScope } from './AntdScope';
import { DatePicker } from './DatePicker';

export interface PickerProps {
  id?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  withTime: boolean;
  min?: string | undefined;
  max?: string | undefined;
  minuteStep?: number | undefined;
  placeholder?: string | undefined;
  label?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
}

/** Values are wall-clock strings: `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`. */
export default function Picker({ value, onChange, withTime, min, max, minuteStep = 5, ...rest }: PickerProps) {
  const format = withTime ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD';
  return (
    <AntdScope>
      <DatePicker
        id={rest.id}
        style={{ width: '100%' }}
        value={value ? dayjs(value) : null}
        showTime={withTime ? { format: 'HH:mm', minuteStep: minuteStep as 5 } : false}
        format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
        minDate={min ? dayjs(min) : undefined}
        maxDate={max ? dayjs(max) : undefined}
        placeholder={rest.placeholder}
        status={rest.invalid ? 'error' : ''}
        needConfirm={false}
        aria-label={rest.label}
        aria-describedby={rest.describedBy}
        aria-invalid={rest.invalid}
        aria-required={rest.required}
        onChange={(next: Dayjs | null) => onChange(next ? next.format(format) : null)}
      />
    </AntdScope>
  );
}
