import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chips } from '../../Chips';
import css from './filters.module.css';
import { daysOf, isNamedPeriod, rangeOf } from './period';
import { toggled, valuesOf } from './state';
import type { Choice, FilterField } from './types';

export interface FieldEditorProps {
  field: FilterField;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** the heading is shown elsewhere */
  hideLabel?: boolean;
}

/** The control of one filter; whatever is changed holds at once. */
export function FieldEditor({ field, value, onChange, hideLabel = false }: FieldEditorProps) {
  const { t } = useTranslation('list');
  const any = t('any');
  switch (field.kind) {
    case 'choice':
      return (
        <ChoiceEditor
          label={field.label}
          options={field.options}
          value={value}
          onChange={onChange}
          single={field.single ?? false}
          hideLabel={hideLabel}
        />
      );
    case 'flag':
      return (
        <label className={css.check}>
          <input
            type="checkbox"
            checked={value === 'true'}
            onChange={(event) => onChange(event.target.checked ? 'true' : undefined)}
          />
          {field.label}
        </label>
      );
    case 'yesno':
      return (
        <Chips
          label={field.label}
          size="sm"
          value={value ?? ''}
          onChange={(next) => onChange(next || undefined)}
          options={[
            { value: '', label: any },
            { value: 'true', label: field.yes },
            { value: 'false', label: field.no },
          ]}
        />
      );
    case 'period':
      return <PeriodEditor field={field} value={value} onChange={onChange} />;
    case 'range':
      return <RangeEditor field={field} value={value} onChange={onChange} />;
    case 'number':
      return (
        <Chips
          label={field.label}
          size="sm"
          value={value ?? ''}
          onChange={(next) => onChange(next || undefined)}
          options={[
            { value: '', label: any },
            ...field.options.map((number) => ({ value: String(number), label: field.unit(String(number)) })),
          ]}
        />
      );
    case 'text':
      return <TextEditor label={field.label} value={value} onChange={onChange} />;
  }
}

interface ChoiceEditorProps {
  label: string;
  options: readonly Choice[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  single: boolean;
  hideLabel: boolean;
}

export function ChoiceEditor({ label, options, value, onChange, single, hideLabel }: ChoiceEditorProps) {
  const chosen = valuesOf(value);
  // What a link asks for and the store does not know any more can still be taken away.
  const strange = chosen.filter((one) => !options.some((option) => option.value === one));
  const shown = [...options, ...strange.map((one) => ({ value: one, label: one }))];
  return (
    <fieldset className={css.group}>
      <legend className={hideLabel ? 'sr-only' : css.legend}>{label}</legend>
      <div className={hideLabel ? css.stack : css.wrap}>
        {shown.map((option) => (
          <label key={option.value} className={hideLabel ? css.line : css.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={(event) => {
                const next = single
                  ? event.target.checked
                    ? option.value
                    : ''
                  : toggled(value, option.value, options);
                onChange(next || undefined);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Of<K extends FilterField['kind']> = Extract<FilterField, { kind: K }>;
interface EditorProps<K extends FilterField['kind']> {
  field: Of<K>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function PeriodEditor({ field, value, onChange }: EditorProps<'period'>) {
  const { t } = useTranslation('list');
  const id = useId();
  const preset = value === undefined ? '' : value === 'none' || isNamedPeriod(value) ? value : 'own';
  const days = preset === 'own' && value ? daysOf(value, '2026-01-01') : null;
  const [from, to] = [days?.from ?? '', days?.to ?? ''];
  const between = (next: { from: string; to: string }) =>
    onChange(next.from || next.to ? `${next.from}..${next.to}` : undefined);
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{field.label}</legend>
      <div className={css.pair}>
        <select
          className={`control ${css.small}`}
          aria-label={field.label}
          value={preset}
          onChange={(event) => onChange(event.target.value === 'own' ? value : event.target.value || undefined)}
        >
          <option value="">{t('any')}</option>
          {field.presets.map((name) => (
            <option key={name} value={name}>
              {t(`period.${name}`)}
            </option>
          ))}
          {preset === 'own' ? <option value="own">{t('ownPeriod')}</option> : null}
        </select>
        <span className={css.pair}>
          <input
            id={`${id}-from`}
            type="date"
            className={`control ${css.small}`}
            aria-label={t('fromDay', { what: field.label })}
            value={from}
            max={to || undefined}
            onChange={(event) => between({ from: event.target.value, to })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            className={`control ${css.small}`}
            aria-label={t('toDay', { what: field.label })}
            value={to}
            min={from || undefined}
            onChange={(event) => between({ from, to: event.target.value })}
          />
        </span>
      </div>
    </fieldset>
  );
}

function RangeEditor({ field, value, onChange }: EditorProps<'range'>) {
  const { t } = useTranslation('list');
  const found = value ? rangeOf(value) : null;
  const [text, setText] = useState({ from: String(found?.from ?? ''), to: String(found?.to ?? '') });
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText({ from: String(found?.from ?? ''), to: String(found?.to ?? '') });
  }
  const change = (next: { from: string; to: string }) => {
    setText(next);
    const whole = `${next.from}..${next.to}`;
    // A half-typed range that runs backwards waits for its other half.
    if (rangeOf(whole)) onChange(whole);
    else if (!next.from && !next.to) onChange(undefined);
  };
  const input = (side: 'from' | 'to') => (
    <input
      type="number"
      inputMode="numeric"
      min={field.min}
      max={field.max}
      className={`control ${css.small} ${css.number}`}
      aria-label={t(side === 'from' ? 'atLeast' : 'atMost', { what: field.label })}
      value={text[side]}
      onChange={(event) => change({ ...text, [side]: event.target.value.replace(/\D/g, '').slice(0, 3) })}
    />
  );
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{field.label}</legend>
      <span className={css.pair}>
        {input('from')}
        <span aria-hidden="true">–</span>
        {input('to')}
        <span className={css.unit}>{field.unit}</span>
      </span>
    </fieldset>
  );
}

function TextEditor({ label, value, onChange }: Pick<EditorProps<'text'>, 'value' | 'onChange'> & { label: string }) {
  const id = useId();
  const [text, setText] = useState(value ?? '');
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value ?? '');
  }
  const tell = () => text.trim() !== (value ?? '') && onChange(text.trim() || undefined);
  return (
    <div className={css.group}>
      <label className={css.legend} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={`control ${css.small}`}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={tell}
        onKeyDown={(event) => event.key === 'Enter' && tell()}
      />
    </div>
  );
}
