import { type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';
import css from './Chips.module.css';

export interface ChipOption<V extends string> {
  value: V;
  label: string;
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface ChipsProps<V extends string> {
  /** names the group; shown above unless `hideLabel` */
  label: string;
  options: readonly ChipOption<V>[];
  value: V | null;
  onChange: (value: V) => void;
  hideLabel?: boolean;
  /** `sm` for filters above lists */
  size?: 'sm' | 'lg';
  error?: string | null | undefined;
  name?: string;
}

/** One choice out of a few, as large chips: native radios, so arrow keys and forms work. */
export function Chips<V extends string>({
  label,
  options,
  value,
  onChange,
  hideLabel,
  size = 'lg',
  error,
  name,
}: ChipsProps<V>) {
  const id = useId();
  return (
    <fieldset className={css.group} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLabel ? 'sr-only' : css.legend}>{label}</legend>
      <div className={css.row}>
        {options.map((option) => (
          <label key={option.value} className={cx(css.chip, css[size], option.value === value && css.on)}>
            <input
              type="radio"
              className="sr-only"
              name={name ?? id}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span>
              {option.label}
              {option.hint ? <span className={css.hint}>{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
