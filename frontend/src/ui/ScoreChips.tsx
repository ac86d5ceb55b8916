import { type CSSProperties, useId } from 'react';
import { cx } from '@/lib/cx';
import css from './ScoreChips.module.css';

export interface ScoreChipsProps {
  /** the question; shown above */
  label: string;
  least: number;
  most: number;
  value: number | null;
  onChange: (score: number) => void;
  /** scores up to here are bad news and show it */
  lowAt?: number | null | undefined;
  required?: boolean;
  error?: string | null | undefined;
  /** words for the two ends of the scale */
  ends?: readonly [string, string];
}

const GOOD = 9;

/** A score by one tap: all numbers in a row, native radios, so that digits are read and arrows work. */
export function ScoreChips({ label, least, most, value, onChange, lowAt, required, error, ends }: ScoreChipsProps) {
  const id = useId();
  const scores = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  const toneOf = (score: number) => (lowAt != null && score <= lowAt ? css.low : score >= GOOD ? css.good : css.fair);
  return (
    <fieldset className={css.group} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={css.legend}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </legend>
      <div
        className={css.row}
        style={{ '--scores': scores.length, '--half': Math.ceil(scores.length / 2) } as CSSProperties}
      >
        {scores.map((score) => (
          <label key={score} className={cx(css.score, score === value && css.on, score === value && toneOf(score))}>
            <input
              type="radio"
              className="sr-only"
              name={id}
              value={score}
              checked={score === value}
              onChange={() => onChange(score)}
            />
            {score}
          </label>
        ))}
      </div>
      {ends ? (
        <p className={css.ends} aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
