import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { DateField, DateTimeField } from '@/ui/DateField';
import { FormErrors } from '@/ui/FormErrors';
import { type FieldControlProps, FormField } from '@/ui/FormField';
import { ScoreChips } from '@/ui/ScoreChips';
import { Sheet } from '@/ui/Sheet';
import css from './KeyAccounts.module.css';

export interface Field {
  /** member of the request body; its problems point there */
  name: string;
  label: string;
  kind: 'text' | 'tel' | 'number' | 'long' | 'date' | 'time' | 'choice' | 'rating';
  options?: readonly { value: string; label: string }[];
  required?: boolean;
  hint?: string;
}

type Value = string | number | null;
export type Values = Record<string, Value>;

export interface FieldsSheetProps {
  title: string;
  fields: readonly Field[];
  start?: Values;
  submit: string;
  error: unknown;
  pending: boolean;
  onSubmit: (values: Values) => void;
  onClose: () => void;
}

/** A short form in a sheet: what was left empty is not sent, so that the server's defaults hold. */
export function FieldsSheet({ title, fields, start, submit, error, pending, onSubmit, onClose }: FieldsSheetProps) {
  const id = useId();
  const [values, setValues] = useState<Values>(start ?? {});
  const filled = (name: string) => values[name] !== null && values[name] !== undefined && values[name] !== '';
  const ready = fields.every((field) => !field.required || filled(field.name));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !pending) onSubmit(Object.fromEntries(Object.entries(values).filter(([name]) => filled(name))));
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      width="sm"
      footer={
        <Button type="submit" form={id} variant="primary" size="lg" block loading={pending} disabled={!ready}>
          {submit}
        </Button>
      }
    >
      <form id={id} className={css.form} onSubmit={send}>
        {fields.map((field, place) => (
          <Control
            key={field.name}
            field={field}
            first={place === 0}
            error={error}
            value={values[field.name] ?? null}
            onChange={(value) => setValues((old) => ({ ...old, [field.name]: value }))}
          />
        ))}
        <FormErrors problem={error} pointers={fields.map((field) => `/${field.name}`)} />
      </form>
    </Sheet>
  );
}

interface ControlProps {
  field: Field;
  first: boolean;
  error: unknown;
  value: Value;
  onChange: (value: Value) => void;
}

function Control({ field, first, error, value, onChange }: ControlProps) {
  const { t } = useTranslation('key-accounts');
  const { name, label, kind, options = [], required = false, hint } = field;
  if (kind === 'choice') {
    return <Chips label={label} size="sm" value={value as string | null} onChange={onChange} options={options} />;
  }
  if (kind === 'rating') {
    return (
      <ScoreChips
        label={label}
        least={1}
        most={5}
        required={required}
        value={value as number | null}
        onChange={onChange}
        ends={[t('rating.low'), t('rating.high')]}
      />
    );
  }
  return (
    <FormField label={label} required={required} problem={error} pointer={`/${name}`} {...(hint ? { hint } : {})}>
      {(props) => <Entry {...{ props, kind, value, onChange, first }} />}
    </FormField>
  );
}

interface EntryProps extends Pick<ControlProps, 'value' | 'onChange' | 'first'> {
  props: FieldControlProps;
  kind: Field['kind'];
}

function Entry({ props, kind, value, onChange, first }: EntryProps) {
  const text = value === null ? '' : String(value);
  const focus = first ? { 'data-autofocus': '' } : {};
  if (kind === 'date') return <DateField {...props} value={value as string | null} onChange={onChange} />;
  if (kind === 'time')
    return <DateTimeField {...props} value={value as string | null} onChange={onChange} minuteStep={15} />;
  if (kind === 'long') {
    return (
      <textarea
        {...props}
        {...focus}
        className="control"
        rows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (kind === 'number') {
    return (
      <input
        {...props}
        {...focus}
        className="control"
        type="number"
        min={0}
        inputMode="numeric"
        value={text}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      />
    );
  }
  return (
    <input
      {...props}
      {...focus}
      className="control"
      type={kind}
      autoComplete="off"
      maxLength={200}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
