import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { formatFen } from '@/lib/money';
import { useSalesLabel } from '@/ui/sales/labels';
import { canJoin, type MergeField, type Side } from '../model';
import css from './Duplicates.module.css';

interface LeadBrief {
  level: string;
  stage: string;
  wanted: string;
}

const isLead = (value: unknown): value is LeadBrief =>
  typeof value === 'object' && value !== null && 'stage' in value && 'level' in value;

/** A value of the file in words. */
export function useShown(): (field: string, value: unknown) => string {
  const { t } = useTranslation('duplicates');
  const label = useSalesLabel();
  const one = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('blank');
    if (isLead(value)) return [value.level, label('stage', value.stage), value.wanted].filter(Boolean).join(' · ');
    if (Array.isArray(value)) return value.map((each) => one(field, each)).join(t('and')) || t('blank');
    if (typeof value === 'object') return Object.values(value).filter(Boolean).map(String).join(' · ');
    if (field.endsWith('_fen')) return formatFen(Number(value));
    if (field === 'source') return label('source', String(value));
    return t(`code.${field}.${String(value)}`, { defaultValue: String(value) });
  };
  return one;
}

export interface FieldRowProps {
  field: MergeField;
  value: Side;
  onChange: (side: Side) => void;
  disabled: boolean;
}

/** One field of both files: radios, so that arrow keys choose. */
export function FieldRow({ field, value, onChange, disabled }: FieldRowProps) {
  const { t } = useTranslation('duplicates');
  const shown = useShown();
  const sides: Side[] = canJoin(field) ? ['kept', 'absorbed', 'both'] : ['kept', 'absorbed'];
  const name = t(`field.${field.field}`, { defaultValue: field.field });
  const text = { kept: shown(field.field, field.kept), absorbed: shown(field.field, field.absorbed), both: t('both') };
  return (
    <div className={css.row} role="radiogroup" aria-label={name}>
      <span className={css.label}>{name}</span>
      {sides.map((side) => (
        <label key={side} className={cx(css.option, side === 'both' && css.both)}>
          <input
            type="radio"
            name={`merge-${field.field}`}
            checked={value === side}
            disabled={disabled || field.locked || !field.differs}
            onChange={() => onChange(side)}
          />
          <span>{text[side]}</span>
        </label>
      ))}
    </div>
  );
}
