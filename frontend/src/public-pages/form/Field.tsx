import type { HTMLAttributes, InputHTMLAttributes } from 'react';
import css from '../public.module.css';
import { text } from '../texts';
import type { FieldName, FormPage } from './api';
import form from './form.module.css';
import type { Entries } from './model';

interface FieldProps {
  name: FieldName | 'mobile';
  required: boolean;
  page: FormPage;
  entries: Entries;
  onChange: (change: Partial<Entries>) => void;
  error?: string | undefined;
}

const TIMES = ['morning', 'afternoon', 'evening', 'weekend'];
const INPUTS: Partial<Record<FieldProps['name'], InputHTMLAttributes<HTMLInputElement>>> = {
  mobile: { type: 'tel', inputMode: 'tel', autoComplete: 'tel', maxLength: 40 },
  name: { autoComplete: 'name', maxLength: 60 },
  city: { autoComplete: 'address-level2', maxLength: 60 },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email', maxLength: 120 },
  model: { maxLength: 60 },
};

/** One question of the form with its label and what is wrong with the answer. */
export function Field(props: FieldProps) {
  const { name, required, error } = props;
  const id = `f/${name}`;
  return (
    <div className={form.field}>
      <label htmlFor={id} className={form.label}>
        {text(`form.field.${name}`)}
        {required ? <span className={css.required}> *</span> : null}
      </label>
      <Control {...props} id={id} />
      {error ? (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

function Control({ name, required, page, entries, onChange, error, id }: FieldProps & { id: string }) {
  const shared: HTMLAttributes<HTMLElement> & { id: string; required: boolean } = {
    id,
    required,
    className: `control ${form.control}`,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error ? `${id}-error` : undefined,
  };
  if (name === 'own_car') return <OwnCar shared={shared} entries={entries} onChange={onChange} />;
  const change = (value: string) => onChange({ [name]: value });
  if (name === 'comments') {
    return (
      <textarea
        {...shared}
        rows={3}
        maxLength={1000}
        value={entries.comments}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  const options =
    name === 'preferred_time'
      ? TIMES.map((code) => ({ value: code, label: text(`form.time.${code}`) }))
      : name === 'model'
        ? page.models.map((model) => ({ value: model, label: model }))
        : [];
  if (options.length > 0) {
    return (
      <select {...shared} value={entries[name]} onChange={(event) => change(event.target.value)}>
        <option value="">{text('form.choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return <input {...shared} {...INPUTS[name]} value={entries[name]} onChange={(event) => change(event.target.value)} />;
}

function OwnCar({ shared, entries, onChange }: { shared: object; entries: Entries; onChange: FieldProps['onChange'] }) {
  const small = { className: `control ${form.control}`, inputMode: 'numeric' as const };
  return (
    <div className={form.car}>
      <input
        {...shared}
        maxLength={60}
        placeholder={text('form.car.model')}
        value={entries.car_model}
        onChange={(event) => onChange({ car_model: event.target.value })}
      />
      <input
        {...small}
        maxLength={4}
        aria-label={text('form.car.year')}
        placeholder={text('form.car.year')}
        value={entries.car_year}
        onChange={(event) => onChange({ car_year: event.target.value })}
      />
      <input
        {...small}
        maxLength={7}
        aria-label={text('form.car.km')}
        placeholder={text('form.car.km')}
        value={entries.car_km}
        onChange={(event) => onChange({ car_km: event.target.value })}
      />
    </div>
  );
}
