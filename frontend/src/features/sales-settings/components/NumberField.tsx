import { FormField } from '@/ui/FormField';
import { wholeNumber } from '../model';
import css from './Settings.module.css';

export interface NumberFieldProps {
  label: string;
  unit: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  pointer: string;
  problem: unknown;
  hint?: string;
  hideLabel?: boolean;
}

/** A number with its unit. */
export function NumberField({ unit, value, onChange, ...field }: NumberFieldProps) {
  return (
    <FormField {...field}>
      {(props) => (
        <span className={css.number}>
          <input
            {...props}
            className="control"
            inputMode="numeric"
            maxLength={6}
            value={value ?? ''}
            onChange={(event) => onChange(wholeNumber(event.target.value))}
          />
          <span className={css.unit}>{unit}</span>
        </span>
      )}
    </FormField>
  );
}
