import { useTranslation } from 'react-i18next';
import { FormField } from '@/ui/FormField';
import { type Draft, numberAt, wholeNumber, withNumber } from '../model';
import css from './Warmth.module.css';

export interface Place {
  path: readonly string[];
  unit: 'days' | 'times' | 'hours' | 'percent' | 'cases' | 'points';
}

export interface NumbersProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  problem: unknown;
  places: readonly Place[];
  /** names a field; the rules' own texts unless given */
  nameOf?: (code: string) => string;
}

/** Numbers of the settings by their place, each with its unit and the server's word about it. */
export function Numbers({ draft, onChange, problem, places, nameOf }: NumbersProps) {
  const { t } = useTranslation('warmth');
  return (
    <div className={css.grid}>
      {places.map(({ path, unit }) => {
        const code = path.at(-1) ?? '';
        return (
          <FormField
            key={code}
            label={nameOf ? nameOf(code) : t(`rules.field.${code}`)}
            problem={problem}
            pointer={`/${path.join('/')}`}
          >
            {(props) => (
              <span className={css.number}>
                <input
                  {...props}
                  className="control"
                  inputMode="numeric"
                  maxLength={6}
                  defaultValue={numberAt(draft, path) ?? ''}
                  onChange={(event) => {
                    const value = wholeNumber(event.target.value);
                    if (value !== null) onChange(withNumber(draft, path, value));
                  }}
                />
                <span className={css.unit}>{t(`rules.unit.${unit}`)}</span>
              </span>
            )}
          </FormField>
        );
      })}
    </div>
  );
}
