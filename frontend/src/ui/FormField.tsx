import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, asProblem } from '@/api/problem';
import { cx } from '@/lib/cx';
import css from './FormField.module.css';

export interface FieldControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

export interface FormFieldProps {
  label: string;
  /** draws the control; spread the props on it */
  children: (props: FieldControlProps) => ReactNode;
  hint?: ReactNode;
  /** message found in the browser; goes before the server's */
  error?: string | null | undefined;
  /** failed submission; its `errors[]` with this `pointer` are shown here */
  problem?: unknown;
  /** JSON pointer of the field in the request body, e.g. `/starts_at` */
  pointer?: string;
  required?: boolean;
  hideLabel?: boolean;
}

/** The messages of a failed call that belong to a field (or to something below it). */
export function errorsAt(problem: unknown, pointer: string): string[] {
  if (!problem) return [];
  const { errors }: ApiProblem = asProblem(problem);
  return errors
    .filter((item) => item.pointer === pointer || item.pointer.startsWith(`${pointer}/`))
    .map((item) => item.message);
}

/** The messages of a failed call that no field in `pointers` shows: put them above the buttons. */
export function errorsElsewhere(problem: unknown, pointers: readonly string[]): string[] {
  if (!problem) return [];
  const found = asProblem(problem);
  const loose = found.errors.filter(
    (item) => !pointers.some((at) => item.pointer === at || item.pointer.startsWith(`${at}/`)),
  );
  if (found.errors.length > 0) return loose.map((item) => item.message);
  return [found.detail].filter(Boolean);
}

export function FormField({ label, children, hint, error, problem, pointer, required, hideLabel }: FormFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const message = error ?? (pointer ? errorsAt(problem, pointer)[0] : undefined);
  const noteId = message || hint ? `${id}-note` : undefined;
  return (
    <div className={css.field}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : css.label}>
        {label}
        {required ? (
          <span className={css.required} title={t('form.required')} aria-hidden="true">
            {' *'}
          </span>
        ) : null}
      </label>
      {children({
        id,
        'aria-describedby': noteId,
        'aria-invalid': message ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {noteId ? (
        <p id={noteId} className={cx(css.note, message ? css.error : undefined)} role={message ? 'alert' : undefined}>
          {message ?? hint}
        </p>
      ) : null}
    </div>
  );
}
